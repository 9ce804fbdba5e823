package io.chatrooms.inmemory;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rooms, each in the table of rooms and in the index of its account. */
final class InMemoryRoomRepository implements RoomRepository {
  private final Tables tables;
  private final Facts facts;

  InMemoryRoomRepository(Tables tables, Facts facts) {
    this.tables = tables;
    this.facts = facts;
  }

  @Override
  public Optional<Room> find(AccountId accountId, RoomId roomId) {
    RoomKey key = new RoomKey(accountId, roomId);
    return tables.locks.holding(
        key, () -> Optional.ofNullable(tables.rooms.get(key)).map(RoomEntry::room));
  }

  @Override
  public void save(Room room) {
    RoomKey key = new RoomKey(room.accountId(), room.roomId());
    tables.locks.holding(
        key.accountId(),
        key,
        () -> {
          RoomEntry entry = tables.rooms.get(key);
          if (entry == null) {
            tables.addRoom(room, null);
          } else {
            entry.room().requireReplaceableBy(room);
            entry.replaceRoom(room);
          }
          return room;
        });
  }

  @Override
  public boolean remove(AccountId accountId, RoomId roomId) {
    RoomKey key = new RoomKey(accountId, roomId);
    return holdingWithItsMembers(key, Set.of(), () -> tables.removeRoom(key));
  }

  @Override
  public RoomFacts facts(AccountId accountId, RoomId roomId, @Nullable MemberId callerId) {
    Set<MemberId> asking = Facts.given(callerId);
    HostMembers host = facts.askHost(accountId, asking);
    return tables.locks.holding(
        new RoomKey(accountId, roomId),
        MemberKey.ofAll(accountId, asking),
        () -> facts.room(accountId, roomId, callerId, host.find(callerId)));
  }

  @Override
  public NewRoomFacts factsOfNew(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable IdempotencyToken token) {
    Set<MemberId> asking = Facts.given(callerId);
    HostMembers host = facts.askHost(accountId, asking);
    return tables.locks.holding(
        accountId,
        MemberKey.ofAll(accountId, asking),
        () ->
            facts.newRoom(
                accountId, roomId, callerId, Optional.ofNullable(token), host.find(callerId)));
  }

  @Override
  public Optional<NewRoomFacts> create(RoomCreated change, NewRoomFacts seen) {
    change.requireDecidedOn(seen);
    AccountFacts asking = seen.account();
    AccountId accountId = asking.accountId();
    MemberId callerId = asking.callerId().orElse(null);
    Supplier<Optional<NewRoomFacts>> confirming =
        () -> {
          NewRoomFacts now =
              facts.newRoom(accountId, seen.roomId(), callerId, seen.token(), asking.caller());
          if (!change.mayBeMade(seen, now)) {
            return Optional.of(now);
          }
          tables.addRoom(change.room(), change.token().orElse(null));
          change.administrator().ifPresent(tables::apply);
          return Optional.empty();
        };
    return tables.locks.holding(
        accountId,
        new RoomKey(accountId, seen.roomId()),
        MemberKey.ofAll(accountId, Facts.given(callerId)),
        confirming);
  }

  @Override
  public Optional<RoomFacts> confirm(RoomChange change, RoomFacts seen) {
    change.requireDecidedOn(seen);
    AccountFacts asking = seen.account();
    MemberId callerId = asking.callerId().orElse(null);
    RoomKey key = new RoomKey(asking.accountId(), seen.roomId());
    Set<MemberId> callers = Facts.given(callerId);
    Supplier<Optional<RoomFacts>> confirming =
        () -> {
          RoomFacts now = facts.room(key.accountId(), key.roomId(), callerId, asking.caller());
          if (!change.mayBeMade(seen, now)) {
            return Optional.of(now);
          }
          tables.apply(key, change);
          return Optional.empty();
        };
    return change.after().isEmpty()
        ? holdingWithItsMembers(key, callers, confirming)
        : tables.locks.holding(
            key.accountId(), key, MemberKey.ofAll(key.accountId(), callers), confirming);
  }

  @Override
  public RoomListing list(
      AccountId accountId,
      @Nullable MemberId callerId,
      @Nullable MemberId memberId,
      @Nullable RoomId after,
      int size) {
    int count = Pages.toRead(size);
    Set<MemberId> asking = Facts.given(callerId, memberId);
    HostMembers host = facts.askHost(accountId, asking);
    return tables.locks.holding(
        accountId,
        MemberKey.ofAll(accountId, asking),
        () ->
            new RoomListing(
                facts.account(accountId, callerId, host.find(callerId)),
                Optional.ofNullable(memberId),
                memberId == null
                    ? Optional.empty()
                    : facts.member(accountId, memberId, host.find(memberId)),
                Pages.page(
                    memberId == null
                        ? tables.roomsAfter(accountId, after, count)
                        : tables.roomsAfter(new MemberKey(accountId, memberId), after, count),
                    size,
                    RoomEntry::room)));
  }

  /** Holds the locks of the account, of the room, and of its members and others of the account. */
  private <T> T holdingWithItsMembers(RoomKey key, Set<MemberId> others, Supplier<T> action) {
    return tables.locks.holding(
        key.accountId(),
        key,
        () ->
            tables.locks.holding(
                Stream.concat(
                        tables.membersOf(key).stream(),
                        MemberKey.ofAll(key.accountId(), others).stream())
                    .toList(),
                action));
  }
}
