package io.chatrooms.inmemory;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.chatrooms.core.account.Account;
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
    MemberDirectory host = directory;
    if (host == null) {
      return holding(
          key, callerId, held -> facts(held, memberIn(held.member), memberIn(held.caller)));
    }
    // A host may be slow: it is asked before any lock is taken.
    Member member = host.find(key.accountId(), key.memberId()).orElse(null);
    Member caller = callerId == null ? null : host.find(key.accountId(), callerId).orElse(null);
    return holding(key, callerId, held -> facts(held, member, caller));
  }

  private MembershipFacts facts(Held held, @Nullable Member member, @Nullable Member caller) {
    MembershipFacts.Builder facts =
        MembershipFacts.builder()
            .key(held.key)
            .account(Optional.ofNullable(held.account()))
            .member(Optional.ofNullable(member))
            .membership(Optional.ofNullable(held.standing(held.member)))
            .memberRoomCount(held.memberRoomCount())
            .memberRoomLimit(memberRoomLimit);
    if (held.room != null) {
      facts.room(held.room.room()).roomMembershipCount(held.room.size());
    }
    if (held.callerId != null) {
      facts
          .callerId(held.callerId)
          .caller(Optional.ofNullable(caller))
          .callerMembership(Optional.ofNullable(held.standing(held.caller)));
    }
    return facts.build();
  }

  @Override
  public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
    if (!membership.key().equals(seen.key())) {
      throw new IllegalArgumentException("the facts are about another membership");
    }
    return holding(
        seen.key(),
        seen.callerId().orElse(null),
        held -> {
          if (held.room == null || (directory == null && memberIn(held.member) == null)) {
            return new AddOutcome.Gone();
          } else if (!isStillSo(seen, held)) {
            return new AddOutcome.Stale();
          }
          RoomMembership standing = held.standing(held.member);
          int roomLimit = held.room.room().membershipLimit();
          if (standing != null) {
            return new AddOutcome.AlreadyMember(standing);
          } else if (held.room.size() >= roomLimit) {
            return new AddOutcome.RoomFull(roomLimit);
          } else if (held.memberRoomCount() >= memberRoomLimit) {
            return new AddOutcome.MemberFull(memberRoomLimit);
          } else {
            put(held.room, membership);
            return new AddOutcome.Added();
          }
        });
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
    MemberKey memberKey = MemberKey.of(key);
    return tables.locks.holding(
        memberKey, () -> Optional.ofNullable(standing(key, tables.members.get(memberKey))));
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
        held ->
            held.room != null
                    && expected.equals(held.standing(held.member))
                    && isStillSo(seen, held)
                ? change.apply(held.room)
                : ChangeOutcome.STALE);
  }

  private static RoomMembership membershipIn(MembershipFacts seen) {
    return seen.membership()
        .orElseThrow(() -> new IllegalArgumentException("the facts show no membership"));
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
    RoomKey key = new RoomKey(accountId, roomId);
    return page(
        accountId,
        size,
        count ->
            tables.locks.holding(
                key,
                () -> {
                  RoomEntry room = tables.rooms.get(key);
                  return room == null ? List.of() : room.seatsAfter(after, count);
                }));
  }

  @Override
  public Page<RoomMembership> listByMember(
      AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
    MemberKey key = new MemberKey(accountId, memberId);
    return page(
        accountId,
        size,
        count ->
            tables.locks.holding(
                key,
                () -> {
                  MemberEntry member = tables.members.get(key);
                  return member == null ? List.of() : member.seats().after(after, count);
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

  /** True if a decision that relied on what was seen may rely on what is held, counts apart. */
  private boolean isStillSo(MembershipFacts seen, Held held) {
    return Objects.equals(seen.account().orElse(null), held.account())
        && Objects.equals(seen.room().orElse(null), held.room == null ? null : held.room.room())
        && isStillSo(seen.member(), held.member)
        && isStillSo(seen.caller(), held.caller)
        && Objects.equals(seen.callerMembership().orElse(null), held.standing(held.caller));
  }

  /** What a host says of its members may age until the write. */
  private boolean isStillSo(Optional<Member> seen, @Nullable MemberEntry held) {
    return directory != null || Objects.equals(seen.orElse(null), memberIn(held));
  }

  private static @Nullable Member memberIn(@Nullable MemberEntry entry) {
    return entry == null ? null : entry.member();
  }

  private static @Nullable RoomMembership standing(
      MembershipKey key, @Nullable MemberEntry member) {
    Seat seat = member == null ? null : member.seats().get(key.roomId());
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

  private <T> T holding(MembershipKey key, @Nullable MemberId callerId, Function<Held, T> action) {
    MemberKey member = MemberKey.of(key);
    return tables.locks.holding(
        RoomKey.of(key),
        callerId == null
            ? List.of(member)
            : List.of(member, new MemberKey(key.accountId(), callerId)),
        () -> action.apply(new Held(key, callerId)));
  }

  /**
   * What stands about a membership, while its room, its member and the member who asks are locked.
   * A member is in fewer rooms than a room has members, so a seat is looked for among the member's.
   */
  private final class Held {
    private final MembershipKey key;
    private final @Nullable MemberId callerId;
    private final @Nullable RoomEntry room;
    private final @Nullable MemberEntry member;
    private final @Nullable MemberEntry caller;

    Held(MembershipKey key, @Nullable MemberId callerId) {
      this.key = key;
      this.callerId = callerId;
      room = tables.rooms.get(RoomKey.of(key));
      member = tables.members.get(MemberKey.of(key));
      caller =
          callerId == null ? null : tables.members.get(new MemberKey(key.accountId(), callerId));
    }

    @Nullable Account account() {
      return tables.accounts.get(key.accountId());
    }

    int memberRoomCount() {
      return member == null ? 0 : member.seats().size();
    }

    @Nullable RoomMembership standing(@Nullable MemberEntry someone) {
      return InMemoryRoomMembershipRepository.standing(key, someone);
    }
  }
}
