package io.chatrooms.inmemory;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class InMemoryRoomMembershipRepository implements RoomMembershipRepository {
  private final Tables tables;
  private final int memberRoomLimit;

  /** Where the host keeps the members; null if they are ours. */
  private final @Nullable MemberDirectory directory;

  /** Few callers invite many, and each request brings the text anew. */
  private final Interner<String> inviters = Interners.newWeakInterner();

  InMemoryRoomMembershipRepository(
      Tables tables, int memberRoomLimit, @Nullable MemberDirectory directory) {
    this.tables = tables;
    this.memberRoomLimit = memberRoomLimit;
    this.directory = directory;
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    if (directory == null) {
      return holding(key, callerId, () -> readWithMembers(key, callerId));
    }
    // A host may be slow: it is asked before any lock is taken.
    Optional<Member> member = directory.find(key.accountId(), key.memberId());
    Optional<Member> caller =
        callerId == null ? Optional.empty() : directory.find(key.accountId(), callerId);
    return holding(key, callerId, () -> read(key, callerId, member, caller));
  }

  @Override
  public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
    if (!membership.key().equals(seen.key())) {
      throw new IllegalArgumentException("the facts are about another membership");
    }
    return holdingFresh(
        seen,
        now -> {
          if (now.room().isEmpty() || now.member().isEmpty()) {
            return new AddOutcome.Gone();
          } else if (!isSameGround(now, seen)) {
            return new AddOutcome.Stale();
          } else if (now.membership().isPresent()) {
            return new AddOutcome.AlreadyMember(now.membership().get());
          } else if (now.roomMembershipCount() >= now.room().get().membershipLimit()) {
            return new AddOutcome.RoomFull(now.room().get().membershipLimit());
          } else if (now.memberRoomCount() >= memberRoomLimit) {
            return new AddOutcome.MemberFull(memberRoomLimit);
          } else {
            put(membership);
            return new AddOutcome.Added();
          }
        });
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
    return tables.locks.holding(RoomKey.of(key), () -> standing(key));
  }

  @Override
  public ChangeOutcome changeRole(MembershipFacts seen, Role role, Instant updatedAt) {
    RoomMembership changed =
        RoomMembership.builder().from(membershipIn(seen)).role(role).updatedAt(updatedAt).build();
    return holdingFresh(
        seen,
        now -> {
          if (!isSameGround(now, seen) || !now.membership().equals(seen.membership())) {
            return ChangeOutcome.STALE;
          } else if (role != Role.ADMINISTRATOR && isLastAdministrator(seen.key())) {
            return ChangeOutcome.LAST_ADMINISTRATOR;
          } else {
            put(changed);
            return ChangeOutcome.CHANGED;
          }
        });
  }

  @Override
  public ChangeOutcome remove(MembershipFacts seen) {
    membershipIn(seen);
    return holdingFresh(
        seen,
        now -> {
          if (!isSameGround(now, seen) || !now.membership().equals(seen.membership())) {
            return ChangeOutcome.STALE;
          } else if (now.roomMembershipCount() > 1 && isLastAdministrator(seen.key())) {
            return ChangeOutcome.LAST_ADMINISTRATOR;
          } else {
            tables.leave(RoomKey.of(seen.key()), MemberKey.of(seen.key()));
            return ChangeOutcome.CHANGED;
          }
        });
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    MemberKey member = new MemberKey(accountId, memberId);
    return tables.holdingWithItsRooms(
        member,
        rooms -> {
          rooms.forEach(room -> tables.leave(room, member));
          return rooms.size();
        });
  }

  @Override
  public Page<RoomMembership> listByRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
    RoomKey room = new RoomKey(accountId, roomId);
    return page(
        accountId,
        size,
        count ->
            tables.locks.holding(
                room,
                () -> {
                  RoomEntry entry = tables.rooms.get(room);
                  return entry == null ? List.of() : entry.seatsAfter(after, count);
                }));
  }

  @Override
  public Page<RoomMembership> listByMember(
      AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
    MemberKey member = new MemberKey(accountId, memberId);
    return page(
        accountId,
        size,
        count ->
            tables.locks.holding(
                member,
                () -> {
                  MemberEntry entry = tables.members.get(member);
                  return entry == null ? List.of() : entry.seats().after(after, count);
                }));
  }

  /** Asks for one seat more than the page holds, to tell whether there is a next page. */
  private static Page<RoomMembership> page(
      AccountId accountId, int size, IntFunction<List<Seat>> seats) {
    if (size < 1) {
      throw new IllegalArgumentException("a page has room for 1 or more");
    }
    List<Seat> found = seats.apply(size == Integer.MAX_VALUE ? size : size + 1);
    return new Page<>(
        found.stream().limit(size).map(seat -> seat.membership(accountId)).toList(),
        found.size() > size);
  }

  private static RoomMembership membershipIn(MembershipFacts seen) {
    return seen.membership()
        .orElseThrow(() -> new IllegalArgumentException("the facts show no membership"));
  }

  /** True if a decision that relied on what was seen, counts apart, may rely on what is now. */
  private static boolean isSameGround(MembershipFacts now, MembershipFacts seen) {
    return now.account().equals(seen.account())
        && now.room().equals(seen.room())
        && now.member().equals(seen.member())
        && now.caller().equals(seen.caller())
        && now.callerMembership().equals(seen.callerMembership());
  }

  /** Reads the facts again and acts on them while nobody can change them, the account apart. */
  private <T> T holdingFresh(MembershipFacts seen, Function<MembershipFacts, T> action) {
    MembershipKey key = seen.key();
    MemberId callerId = seen.callerId().orElse(null);
    return holding(
        key,
        callerId,
        () ->
            action.apply(
                directory == null
                    ? readWithMembers(key, callerId)
                    : read(key, callerId, seen.member(), seen.caller())));
  }

  private <T> T holding(MembershipKey key, @Nullable MemberId callerId, Supplier<T> action) {
    RoomKey room = RoomKey.of(key);
    MemberKey member = MemberKey.of(key);
    if (callerId == null) {
      return tables.locks.holding(room, member, action);
    }
    MemberKey caller = new MemberKey(key.accountId(), callerId);
    return tables.locks.holding(room, () -> tables.locks.holding(List.of(member, caller), action));
  }

  private MembershipFacts readWithMembers(MembershipKey key, @Nullable MemberId callerId) {
    return read(
        key,
        callerId,
        tables.member(key.accountId(), key.memberId()),
        callerId == null ? Optional.empty() : tables.member(key.accountId(), callerId));
  }

  private MembershipFacts read(
      MembershipKey key,
      @Nullable MemberId callerId,
      Optional<Member> member,
      Optional<Member> caller) {
    RoomEntry room = tables.rooms.get(RoomKey.of(key));
    return MembershipFacts.builder()
        .key(key)
        .callerId(Optional.ofNullable(callerId))
        .account(tables.account(key.accountId()))
        .room(Optional.ofNullable(room).map(RoomEntry::room))
        .member(member)
        .caller(caller)
        .callerMembership(
            Optional.ofNullable(callerId)
                .flatMap(id -> standing(new MembershipKey(key.accountId(), key.roomId(), id))))
        .membership(standing(key))
        .roomMembershipCount(room == null ? 0 : room.size())
        .memberRoomCount(tables.roomCount(MemberKey.of(key)))
        .memberRoomLimit(memberRoomLimit)
        .build();
  }

  private Optional<RoomMembership> standing(MembershipKey key) {
    RoomEntry room = tables.rooms.get(RoomKey.of(key));
    return Optional.ofNullable(room)
        .map(entry -> entry.seatOf(key.memberId()))
        .map(seat -> seat.membership(key.accountId()));
  }

  private boolean isLastAdministrator(MembershipKey key) {
    RoomEntry room = tables.rooms.get(RoomKey.of(key));
    return room != null && room.isLastAdministrator(key.memberId());
  }

  private void put(RoomMembership membership) {
    RoomEntry room = requireNonNull(tables.rooms.get(RoomKey.of(membership.key())));
    MemberEntry member = tables.memberEntry(MemberKey.of(membership.key()));
    Seat seat =
        new Seat(
            membership,
            room.room().roomId(),
            member.memberId(),
            inviters.intern(membership.invitedBy()));
    room.put(seat);
    member.seats().put(seat);
  }
}
