package io.chatrooms.inmemory;

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
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.time.InstantSource;

/** An account with rooms and users in it, and someone who administers it. */
final class World {
  static final AccountId ACCOUNT = new AccountId("account");
  static final Caller ADMINISTRATOR = Caller.accountAdministrator(ACCOUNT, "administrator");
  static final Instant NOON = Instant.parse("2026-02-20T12:00:00Z");

  final InMemoryStore store;
  private final CreateRoomMembership createRoomMembership;

  World(InMemoryStore store) {
    this.store = store;
    this.createRoomMembership =
        new CreateRoomMembership(store.memberships(), InstantSource.fixed(NOON));
    store
        .accounts()
        .save(Account.builder().accountId(ACCOUNT).type(AccountType.ENTERPRISE_LWA).build());
  }

  World room(String id, int limit) {
    store
        .rooms()
        .save(
            Room.builder()
                .accountId(ACCOUNT)
                .roomId(new RoomId(id))
                .name("a room")
                .createdBy("administrator")
                .createdAt(NOON)
                .membershipLimit(limit)
                .build());
    return this;
  }

  World user(String id) {
    store.members().save(userOf(id));
    return this;
  }

  static Member userOf(String id) {
    return Member.builder()
        .accountId(ACCOUNT)
        .memberId(new MemberId(id))
        .type(MemberType.USER)
        .build();
  }

  CreateRoomMembershipResult add(String room, String member) {
    return add(room, member, "Member");
  }

  CreateRoomMembershipResult add(String room, String member, String role) {
    return createRoomMembership.execute(
        ADMINISTRATOR,
        CreateRoomMembershipRequest.builder()
            .accountId(ACCOUNT.value())
            .roomId(room)
            .memberId(member)
            .role(role)
            .build());
  }
}
