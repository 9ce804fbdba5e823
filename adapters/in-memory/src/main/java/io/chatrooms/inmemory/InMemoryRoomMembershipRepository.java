package io.chatrooms.inmemory;

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
import java.util.Objects;
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
    AccountId accountId = key.accountId();
    MemberDirectory host = directory;
    if (host == null) {
      return holding(
          key,
          callerId,
          () -> {
            Member member = tables.member(new MemberKey(accountId, key.memberId()));
            Member caller =
                callerId == null ? null : tables.member(new MemberKey(accountId, callerId));
            return read(key, callerId, member, caller);
          });
    }
    // A host may be slow: it is asked before any lock is taken.
    Member member = host.find(accountId, key.memberId()).orElse(null);
    Member caller = callerId == null ? null : host.find(accountId, callerId).orElse(null);
    return holding(key, callerId, () -> read(key, callerId, member, caller));
  }

  @Override
  public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
    if (!membership.key().equals(seen.key())) {
      throw new IllegalArgumentException("the facts are about another membership");
    }
    return holding(seen.key(), seen.callerId().orElse(null), () -> addUnderLocks(membership, seen));
  }

  private AddOutcome addUnderLocks(RoomMembership membership, MembershipFacts seen) {
    MembershipKey key = membership.key();
    RoomEntry room = tables.rooms.get(RoomKey.of(key));
    if (room == null || (directory == null && tables.member(MemberKey.of(key)) == null)) {
      return new AddOutcome.Gone();
    } else if (!isStillSo(seen)) {
      return new AddOutcome.Stale();
    }
    Seat standing = room.seatOf(key.memberId());
    if (standing != null) {
      return new AddOutcome.AlreadyMember(standing.membership(key.accountId()));
    } else if (room.size() >= room.room().membershipLimit()) {
      return new AddOutcome.RoomFull(room.room().membershipLimit());
    } else if (tables.roomCount(MemberKey.of(key)) >= memberRoomLimit) {
      return new AddOutcome.MemberFull(memberRoomLimit);
    } else {
      put(room, membership);
      return new AddOutcome.Added();
    }
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
    return tables.locks.holding(RoomKey.of(key), () -> Optional.ofNullable(standing(key)));
  }

  @Override
  public ChangeOutcome changeRole(MembershipFacts seen, Role role, Instant updatedAt) {
    RoomMembership changed =
        RoomMembership.builder().from(membershipIn(seen)).role(role).updatedAt(updatedAt).build();
    return changing(
        seen,
        room -> {
          if (role != Role.ADMINISTRATOR && room.isLastAdministrator(seen.key().memberId())) {
            return ChangeOutcome.LAST_ADMINISTRATOR;
          }
          put(room, changed);
          return ChangeOutcome.CHANGED;
        });
  }

  @Override
  public ChangeOutcome remove(MembershipFacts seen) {
    return changing(
        seen,
        room -> {
          if (room.size() > 1 && room.isLastAdministrator(seen.key().memberId())) {
            return ChangeOutcome.LAST_ADMINISTRATOR;
          }
          tables.leave(RoomKey.of(seen.key()), MemberKey.of(seen.key()));
          return ChangeOutcome.CHANGED;
        });
  }

  /** Hands on the room, with all locks held, if the membership and its ground are as seen. */
  private ChangeOutcome changing(MembershipFacts seen, Function<RoomEntry, ChangeOutcome> change) {
    RoomMembership expected = membershipIn(seen);
    return holding(
        seen.key(),
        seen.callerId().orElse(null),
        () -> {
          RoomEntry room = tables.rooms.get(RoomKey.of(seen.key()));
          return room != null && expected.equals(standing(seen.key())) && isStillSo(seen)
              ? change.apply(room)
              : ChangeOutcome.STALE;
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

  /** True if a decision that relied on what was seen may rely on it now, counts apart. */
  private boolean isStillSo(MembershipFacts seen) {
    MembershipKey key = seen.key();
    return Objects.equals(seen.account().orElse(null), tables.account(key.accountId()))
        && Objects.equals(seen.room().orElse(null), tables.room(RoomKey.of(key)))
        && isStillSo(seen.member(), key.accountId(), key.memberId())
        && (seen.callerId().isEmpty() || isCallerStillSo(seen, seen.callerId().get()));
  }

  private boolean isCallerStillSo(MembershipFacts seen, MemberId callerId) {
    MembershipKey key = seen.key();
    MembershipKey callerKey = new MembershipKey(key.accountId(), key.roomId(), callerId);
    return isStillSo(seen.caller(), key.accountId(), callerId)
        && Objects.equals(seen.callerMembership().orElse(null), standing(callerKey));
  }

  /** What a host says of its members may age until the write. */
  private boolean isStillSo(Optional<Member> seen, AccountId accountId, MemberId memberId) {
    return directory != null
        || Objects.equals(seen.orElse(null), tables.member(new MemberKey(accountId, memberId)));
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

  private MembershipFacts read(
      MembershipKey key,
      @Nullable MemberId callerId,
      @Nullable Member member,
      @Nullable Member caller) {
    RoomEntry room = tables.rooms.get(RoomKey.of(key));
    MembershipFacts.Builder facts =
        MembershipFacts.builder()
            .key(key)
            .account(Optional.ofNullable(tables.account(key.accountId())))
            .member(Optional.ofNullable(member))
            .membership(Optional.ofNullable(standing(key)))
            .memberRoomCount(tables.roomCount(MemberKey.of(key)))
            .memberRoomLimit(memberRoomLimit);
    if (room != null) {
      facts.room(room.room()).roomMembershipCount(room.size());
    }
    if (callerId != null) {
      MembershipKey callerKey = new MembershipKey(key.accountId(), key.roomId(), callerId);
      facts
          .callerId(callerId)
          .caller(Optional.ofNullable(caller))
          .callerMembership(Optional.ofNullable(standing(callerKey)));
    }
    return facts.build();
  }

  private @Nullable RoomMembership standing(MembershipKey key) {
    RoomEntry room = tables.rooms.get(RoomKey.of(key));
    Seat seat = room == null ? null : room.seatOf(key.memberId());
    return seat == null ? null : seat.membership(key.accountId());
  }

  private void put(RoomEntry room, RoomMembership membership) {
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
