package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** An account with rooms and members, named by numbers. */
final class Scene {
  static final int ROOM_LIMIT = 40;

  final AccountId account;

  private int rooms;
  private int members;

  Scene(String account) {
    this.account = new AccountId(account);
  }

  RoomId room(int room) {
    return new RoomId("room " + room);
  }

  MemberId member(int member) {
    return new MemberId("member " + member);
  }

  MembershipKey key(int room, int member) {
    return new MembershipKey(account, room(room), member(member));
  }

  /** With so many rooms and members, which are there already. */
  Scene of(int rooms, int members) {
    this.rooms = rooms;
    this.members = members;
    return this;
  }

  /** A key as a line that ends in a full stop, so that half of one is told from it. */
  String text(MembershipKey key) {
    return key.roomId().value() + "/" + key.memberId().value() + ".";
  }

  /** The key in such a line. */
  MembershipKey parsed(String text) {
    int slash = text.indexOf('/');
    return new MembershipKey(
        account,
        new RoomId(text.substring(0, slash)),
        new MemberId(text.substring(slash + 1, text.length() - 1)));
  }

  /** The account with so many rooms and members. */
  Scene putInto(Store store, int rooms, int members) {
    of(rooms, members);
    store.accounts().save(accountIs());
    for (int room = 0; room < rooms; room++) {
      store.rooms().save(roomIs(room));
    }
    for (int member = 0; member < members; member++) {
      store.members().save(memberIs(member));
    }
    return this;
  }

  Account accountIs() {
    return Account.builder().accountId(account).type(AccountType.ENTERPRISE_OIDC).build();
  }

  Room roomIs(int room) {
    return Room.builder()
        .accountId(account)
        .roomId(room(room))
        .name("room " + room)
        .createdBy("creator")
        .createdAt(Instant.EPOCH)
        .invitePolicy(InvitePolicy.ALL_MEMBERS)
        .membershipLimit(ROOM_LIMIT)
        .build();
  }

  Member memberIs(int member) {
    return Member.builder()
        .accountId(account)
        .memberId(member(member))
        .type(MemberType.USER)
        .build();
  }

  CreateRoomMembershipResult add(Store store, int room, int member, Role role) {
    return new CreateRoomMembership(store.memberships(), Clock.systemUTC())
        .execute(Caller.accountAdministrator(account, "inviter"), request(room, member, role));
  }

  CreateRoomMembershipRequest request(int room, int member, Role role) {
    return CreateRoomMembershipRequest.builder()
        .accountId(account.value())
        .roomId(room(room).value())
        .memberId(member(member).value())
        .role(role.apiName())
        .build();
  }

  /** Everything acknowledged is there; no limit is passed; counts are rows; both lists agree. */
  void isWhole(Store store, Collection<MembershipKey> acknowledged) {
    List<MembershipKey> byRoom = new ArrayList<>();
    for (int room = 0; room < rooms; room++) {
      List<MembershipKey> in =
          keys(store.memberships().listByRoom(account, room(room), null, 1_000).items());
      assertThat(in).as("who is in room %d", room).hasSizeLessThanOrEqualTo(ROOM_LIMIT);
      assertThat(store.memberships().facts(key(room, 0), null).roomMembershipCount())
          .as("the count of room %d", room)
          .isEqualTo(in.size());
      byRoom.addAll(in);
    }
    List<MembershipKey> byMember = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      List<MembershipKey> of =
          keys(store.memberships().listByMember(account, member(member), null, 1_000).items());
      assertThat(store.memberships().facts(key(0, member), null).memberRoomCount())
          .as("the count of member %d", member)
          .isEqualTo(of.size());
      byMember.addAll(of);
    }
    assertThat(byRoom).as("what rooms tell").doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(byMember).as("what members tell").containsExactlyInAnyOrderElementsOf(byRoom);
  }

  private static List<MembershipKey> keys(List<RoomMembership> memberships) {
    return memberships.stream().map(RoomMembership::key).toList();
  }
}
