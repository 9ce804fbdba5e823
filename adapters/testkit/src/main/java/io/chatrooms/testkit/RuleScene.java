package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account of its own in which a rule is shown: a room, ann to be added to it, and an
 * administrator of the account who asks unless someone else does.
 */
final class RuleScene {
  static final Instant NOON = Instant.parse("2026-02-20T12:00:00Z");
  static final String ROOM = "lounge";
  static final String ANN = "ann";
  static final int ROOM_LIMIT = 4;

  final Store store;
  final AccountId account = new AccountId("account " + UUID.randomUUID());
  final Caller administrator = Caller.accountAdministrator(account, "administrator");

  RuleScene(Store store) {
    this.store = store;
    account(AccountType.ENTERPRISE_DIRECTORY, AccountStatus.ACTIVE);
    room(ROOM, InvitePolicy.ALL_MEMBERS);
    user(ANN, MemberState.REGISTERED);
  }

  RuleScene account(AccountType type, AccountStatus status) {
    store.accounts().save(Account.builder().accountId(account).type(type).status(status).build());
    return this;
  }

  RuleScene room(String id, InvitePolicy policy) {
    store
        .rooms()
        .save(
            Room.builder()
                .accountId(account)
                .roomId(new RoomId(id))
                .name("a room")
                .createdBy("creator")
                .createdAt(NOON)
                .invitePolicy(policy)
                .membershipLimit(ROOM_LIMIT)
                .build());
    return this;
  }

  RuleScene user(String id, MemberState state) {
    return member(id, MemberType.USER, state);
  }

  RuleScene bot(String id, MemberState state) {
    return member(id, MemberType.BOT, state);
  }

  RuleScene webhook(String id) {
    return member(id, MemberType.WEBHOOK, MemberState.ENABLED);
  }

  private RuleScene member(String id, MemberType type, MemberState state) {
    store
        .members()
        .save(
            Member.builder()
                .accountId(account)
                .memberId(new MemberId(id))
                .type(type)
                .email(id + "@example.com")
                .state(state)
                .build());
    return this;
  }

  /** A new user in the room, who can ask. */
  Caller userInRoom(String id, Role role) {
    user(id, MemberState.REGISTERED).seat(ROOM, id, role);
    return caller(id);
  }

  /** Has an account administrator add the member, and expects no less. */
  RoomMembership seat(String room, String id, Role role) {
    CreateRoomMembershipResult result = add(administrator, room, id, role.apiName());
    assertThat(result).isInstanceOf(Created.class);
    return ((Created) result).membership();
  }

  Caller caller(String id) {
    return Caller.member(account, new MemberId(id));
  }

  MembershipKey key(String room, String member) {
    return new MembershipKey(account, new RoomId(room), new MemberId(member));
  }

  RoomMembership membership(String room, String member, Role role, String inviter, Instant at) {
    return RoomMembership.builder()
        .key(key(room, member))
        .role(role)
        .invitedBy(inviter)
        .updatedAt(at)
        .build();
  }

  Optional<RoomMembership> standing(String room, String member) {
    return store.memberships().find(key(room, member));
  }

  void remove(String room, String member) {
    store.memberships().remove(store.memberships().facts(key(room, member), null));
  }

  CreateRoomMembershipResult addAnn() {
    return add(administrator, ROOM, ANN, null);
  }

  CreateRoomMembershipResult addAnn(Caller caller, @Nullable String role) {
    return add(caller, ROOM, ANN, role);
  }

  CreateRoomMembershipResult add(Caller caller, String room, String member, @Nullable String role) {
    return action(InstantSource.fixed(NOON)).execute(caller, request(room, member, role));
  }

  CreateRoomMembership action(InstantSource clock) {
    return new CreateRoomMembership(store.memberships(), clock);
  }

  CreateRoomMembershipRequest request(String room, String member, @Nullable String role) {
    return CreateRoomMembershipRequest.builder()
        .accountId(account.value())
        .roomId(room)
        .memberId(member)
        .role(role)
        .build();
  }

  /** Ann is refused, and is in the room no more than before. */
  void refusesAnn(Caller caller, @Nullable String role, Refusal refusal) {
    refuses(caller, ROOM, ANN, role, refusal);
  }

  void refuses(Caller caller, String room, String member, @Nullable String role, Refusal refusal) {
    Optional<RoomMembership> before = standing(room, member);
    assertThat(add(caller, room, member, role)).isEqualTo(refusal);
    assertThat(standing(room, member)).as("what stands after a refusal").isEqualTo(before);
  }
}
