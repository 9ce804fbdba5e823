package io.chatrooms.inmemory;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Memberships, each in the index of its room and in the index of its member. */
final class InMemoryRoomMembershipRepository implements RoomMembershipRepository {
  private final Tables tables;
  private final int memberRoomLimit;

  /** Where the host keeps the members; null if the store keeps them. */
  private final @Nullable MemberDirectory directory;

  /** Few callers invite many members, and each request brings the caller's text anew. */
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
      return holding(key, callerId, () -> facts(key, callerId, null, null));
    }
    // A host may be slow, so it is asked before any lock is taken.
    Member member = host.find(key.accountId(), key.memberId()).orElse(null);
    Member caller = callerId == null ? null : host.find(key.accountId(), callerId).orElse(null);
    return holding(key, callerId, () -> facts(key, callerId, member, caller));
  }

  /**
   * The facts. Requires the locks of the room, the member and the caller.
   *
   * @param hostMember the member, where the host keeps the members
   * @param hostCaller the caller, where the host keeps the members
   */
  private MembershipFacts facts(
      MembershipKey key,
      @Nullable MemberId callerId,
      @Nullable Member hostMember,
      @Nullable Member hostCaller) {
    AccountId accountId = key.accountId();
    RoomEntry room = tables.rooms.get(RoomKey.of(key));
    MemberEntry member = tables.members.get(MemberKey.of(key));
    MemberEntry caller =
        callerId == null ? null : tables.members.get(new MemberKey(accountId, callerId));
    return new MembershipFacts(
        new RoomFacts(
            new AccountFacts(
                accountId,
                Optional.ofNullable(callerId),
                Optional.ofNullable(tables.accounts.get(accountId)),
                Optional.ofNullable(directory == null ? member(caller) : hostCaller),
                AccountFacts.Stamp.NONE),
            key.roomId(),
            room == null ? Optional.empty() : Optional.of(room.room()),
            membership(caller, accountId, key.roomId()),
            room == null ? 0 : room.membershipCount(),
            room == null ? 0 : room.administratorCount()),
        key.memberId(),
        Optional.ofNullable(directory == null ? member(member) : hostMember),
        membership(member, accountId, key.roomId()),
        member == null ? 0 : member.memberships().size(),
        memberRoomLimit);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
    change.requireDecidedOn(seen);
    MembershipKey key = seen.key();
    MemberId callerId = seen.callerId().orElse(null);
    Member hostMember = seen.member().orElse(null);
    Member hostCaller = seen.room().account().caller().orElse(null);
    return holding(
        key,
        callerId,
        () -> {
          MembershipFacts now = facts(key, callerId, hostMember, hostCaller);
          if (!change.mayBeMade(seen, now)) {
            return Optional.of(now);
          }
          apply(change);
          return Optional.empty();
        });
  }

  /** The one place in which a change is applied. Requires the locks of the room and the member. */
  private void apply(MembershipChange change) {
    RoomKey room = RoomKey.of(change.key());
    MemberKey member = MemberKey.of(change.key());
    RoomMembership after = change.after().orElse(null);
    if (after == null) {
      tables.unlink(room, member);
    } else {
      tables.link(room, member, after, inviters.intern(after.invitedBy()));
    }
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
    return tables.locks.holding(
        MemberKey.of(key),
        () -> membership(tables.members.get(MemberKey.of(key)), key.accountId(), key.roomId()));
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    MemberKey member = new MemberKey(accountId, memberId);
    return tables.holdingWithItsRooms(
        member,
        rooms -> {
          rooms.forEach(room -> tables.unlink(room, member));
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
                  return room == null ? List.of() : room.membershipsAfter(after, count);
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
                  return member == null ? List.of() : member.memberships().after(after, count);
                }));
  }

  /** Reads one membership more than the page holds, to tell whether there is a next page. */
  private static Page<RoomMembership> page(
      AccountId accountId, int size, IntFunction<List<CompactMembership>> memberships) {
    Page.requireSize(size);
    List<CompactMembership> found = memberships.apply(size == Integer.MAX_VALUE ? size : size + 1);
    return new Page<>(
        found.stream().limit(size).map(membership -> membership.membership(accountId)).toList(),
        found.size() > size);
  }

  private static @Nullable Member member(@Nullable MemberEntry entry) {
    return entry == null ? null : entry.member();
  }

  /** A member is in few rooms, so its index is the smaller one to look into. */
  private static Optional<RoomMembership> membership(
      @Nullable MemberEntry member, AccountId accountId, RoomId roomId) {
    CompactMembership membership = member == null ? null : member.memberships().get(roomId);
    return membership == null ? Optional.empty() : Optional.of(membership.membership(accountId));
  }

  private <T> T holding(MembershipKey key, @Nullable MemberId callerId, Supplier<T> action) {
    MemberKey member = MemberKey.of(key);
    return tables.locks.holding(
        RoomKey.of(key),
        callerId == null || callerId.equals(key.memberId())
            ? List.of(member)
            : List.of(member, new MemberKey(key.accountId(), callerId)),
        action);
  }
}
