package io.chatrooms.inmemory;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.RoomId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts from the tables. Where the host keeps the members, they are not in the tables, and
 * the facts show what the host said of them.
 */
final class Facts {
  private final Tables tables;
  private final int memberRoomLimit;
  private final int accountRoomLimit;

  /** Where the host keeps the members; null if the store keeps them. */
  private final @Nullable MemberDirectory directory;

  Facts(
      Tables tables,
      int memberRoomLimit,
      int accountRoomLimit,
      @Nullable MemberDirectory directory) {
    this.tables = tables;
    this.memberRoomLimit = memberRoomLimit;
    this.accountRoomLimit = accountRoomLimit;
    this.directory = directory;
  }

  /** True if the host keeps the members. */
  boolean areMembersOfHost() {
    return directory != null;
  }

  /** Asks the host, if it keeps the members. It may be slow, so no lock is held. */
  HostMembers askHost(AccountId accountId, Collection<MemberId> memberIds) {
    return directory == null || memberIds.isEmpty()
        ? HostMembers.NONE
        : new HostMembers(directory.findAll(accountId, memberIds));
  }

  /** Those that are given, each once. */
  static Set<MemberId> given(@Nullable MemberId... memberIds) {
    Set<MemberId> given = new LinkedHashSet<>();
    for (MemberId memberId : memberIds) {
      if (memberId != null) {
        given.add(memberId);
      }
    }
    return given;
  }

  /** The member. Requires its lock, unless the host keeps the members. */
  Optional<Member> member(AccountId accountId, MemberId memberId, Optional<Member> ofHost) {
    if (directory != null) {
      return ofHost;
    }
    MemberEntry entry = tables.members.get(new MemberKey(accountId, memberId));
    return entry == null ? Optional.empty() : Optional.ofNullable(entry.member());
  }

  /** Requires the caller's lock. */
  AccountFacts account(
      AccountId accountId, @Nullable MemberId callerId, Optional<Member> callerOfHost) {
    return new AccountFacts(
        accountId,
        Optional.ofNullable(callerId),
        Optional.ofNullable(tables.accounts.get(accountId)),
        callerId == null ? Optional.empty() : member(accountId, callerId, callerOfHost),
        AccountFacts.Stamp.NONE);
  }

  /** Requires the locks of the room and the caller. */
  RoomFacts room(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      Optional<Member> callerOfHost) {
    RoomEntry room = tables.rooms.get(new RoomKey(accountId, roomId));
    return new RoomFacts(
        account(accountId, callerId, callerOfHost),
        roomId,
        room == null ? Optional.empty() : Optional.of(room.room()),
        callerId == null
            ? Optional.empty()
            : membership(new MembershipKey(accountId, roomId, callerId)),
        room == null ? 0 : room.membershipCount(),
        room == null ? 0 : room.administratorCount());
  }

  /** Requires the locks of the room, the member and the caller. */
  MembershipFacts membership(
      MembershipKey key,
      @Nullable MemberId callerId,
      Optional<Member> memberOfHost,
      Optional<Member> callerOfHost) {
    AccountId accountId = key.accountId();
    return new MembershipFacts(
        room(accountId, key.roomId(), callerId, callerOfHost),
        key.memberId(),
        member(accountId, key.memberId(), memberOfHost),
        membership(key),
        roomCount(accountId, key.memberId()),
        memberRoomLimit);
  }

  /** Requires the locks of the account and the caller. */
  NewRoomFacts newRoom(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      Optional<IdempotencyToken> token,
      Optional<Member> callerOfHost) {
    AccountRooms rooms = tables.accountRooms.get(accountId);
    return new NewRoomFacts(
        account(accountId, callerId, callerOfHost),
        roomId,
        tables.rooms.containsKey(new RoomKey(accountId, roomId)),
        token,
        rooms == null ? Optional.empty() : token.flatMap(rooms::createdWith),
        rooms == null ? 0 : rooms.size(),
        accountRoomLimit,
        callerId == null ? 0 : roomCount(accountId, callerId),
        memberRoomLimit);
  }

  /**
   * The membership. Requires the member's lock. A member is in few rooms, so its index is the
   * smaller one to look into.
   */
  Optional<RoomMembership> membership(MembershipKey key) {
    MemberEntry member = tables.members.get(MemberKey.of(key));
    CompactMembership membership = member == null ? null : member.memberships().get(key.roomId());
    return membership == null
        ? Optional.empty()
        : Optional.of(membership.membership(key.accountId()));
  }

  private int roomCount(AccountId accountId, MemberId memberId) {
    MemberEntry member = tables.members.get(new MemberKey(accountId, memberId));
    return member == null ? 0 : member.memberships().size();
  }
}
