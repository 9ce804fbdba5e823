package io.chatrooms.core.action;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request, whoever sends it, and what stands in the store. To begin with, an account
 * administrator asks to add Ann, a registered user, to the lounge of Acme, where everyone may
 * invite, and nothing stands against it. Bob is the member who asks, where a member asks.
 */
final class Situation {
  static final AccountId ACME = new AccountId("acme");
  static final RoomId LOUNGE = new RoomId("lounge");
  static final MemberId ANN = new MemberId("ann");
  static final MemberId BOB = new MemberId("bob");
  static final MembershipKey ANN_IN_LOUNGE = new MembershipKey(ACME, LOUNGE, ANN);
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");
  static final String ADMINISTRATOR_ARN = "arn:aws:iam::123456789012:user/root";

  Caller caller = Caller.accountAdministrator(ACME, ADMINISTRATOR_ARN);
  @Nullable Duration wait;
  @Nullable String accountId = ACME.value();
  @Nullable String roomId = LOUNGE.value();
  @Nullable String memberId = ANN.value();
  @Nullable String role;

  @Nullable Account account = account(AccountType.ENTERPRISE_DIRECTORY, AccountStatus.ACTIVE);
  @Nullable Room room = room(InvitePolicy.ALL_MEMBERS, 10);
  @Nullable Member member = user(ANN, MemberState.REGISTERED);
  @Nullable Member callerAsMember;
  @Nullable RoomMembership callerMembership;
  @Nullable RoomMembership standing;
  int inRoom;
  int roomsOfMember;
  int roomsOfMemberLimit = 10;

  /** What the store was asked when the action ran. */
  ScriptedMemberships memberships = new ScriptedMemberships();

  static Account account(AccountType type, AccountStatus status) {
    return Account.builder().accountId(ACME).type(type).status(status).build();
  }

  static Room room(InvitePolicy policy, int limit) {
    return Room.builder()
        .accountId(ACME)
        .roomId(LOUNGE)
        .name("Lounge")
        .createdBy(ADMINISTRATOR_ARN)
        .createdAt(Instant.EPOCH)
        .invitePolicy(policy)
        .membershipLimit(limit)
        .build();
  }

  static Member user(MemberId id, MemberState state) {
    return member(id, MemberType.USER, state);
  }

  static Member bot(MemberId id, MemberState state) {
    return member(id, MemberType.BOT, state);
  }

  static Member webhook(MemberId id) {
    return member(id, MemberType.WEBHOOK, MemberState.ENABLED);
  }

  private static Member member(MemberId id, MemberType type, MemberState state) {
    return Member.builder().accountId(ACME).memberId(id).type(type).state(state).build();
  }

  static RoomMembership membership(MemberId id, Role role) {
    return RoomMembership.builder()
        .key(new MembershipKey(ACME, LOUNGE, id))
        .role(role)
        .invitedBy("whoever came first")
        .updatedAt(Instant.EPOCH)
        .build();
  }

  /** Bob asks, who is this to the account and has no place in the room. */
  Situation askedByOutsider(@Nullable Member bob) {
    caller = Caller.member(ACME, BOB);
    callerAsMember = bob;
    callerMembership = null;
    return this;
  }

  /** Bob asks, who has this role in the room. */
  Situation askedBy(Role place) {
    askedByOutsider(user(BOB, MemberState.REGISTERED));
    callerMembership = membership(BOB, place);
    return this;
  }

  Situation inviting(InvitePolicy policy) {
    room = room(policy, 10);
    return this;
  }

  CreateRoomMembershipRequest request() {
    return CreateRoomMembershipRequest.builder()
        .accountId(accountId)
        .roomId(roomId)
        .memberId(memberId)
        .role(role)
        .build();
  }

  /** The membership that is asked for. */
  MembershipKey key() {
    return new MembershipKey(
        new AccountId(Objects.requireNonNull(accountId)),
        new RoomId(Objects.requireNonNull(roomId)),
        new MemberId(Objects.requireNonNull(memberId)));
  }

  /** What a store tells that is asked about it; only a request without violations is. */
  MembershipFacts facts() {
    Optional<MemberId> callerId =
        caller instanceof Caller.Authenticated somebody ? somebody.memberId() : Optional.empty();
    return about(key(), callerId)
        .account(Optional.ofNullable(account).map(found -> named(found, key())))
        .room(Optional.ofNullable(room).map(found -> named(found, key())))
        .member(Optional.ofNullable(member).map(found -> named(found, key())))
        .membership(Optional.ofNullable(standing).map(found -> named(found, key())))
        .caller(
            callerId.flatMap(
                id -> Optional.ofNullable(callerAsMember).map(found -> named(found, key(id)))))
        .callerMembership(
            callerId.flatMap(
                id -> Optional.ofNullable(callerMembership).map(found -> named(found, key(id)))))
        .roomMembershipCount(inRoom)
        .memberRoomCount(roomsOfMember)
        .memberRoomLimit(roomsOfMemberLimit)
        .build();
  }

  private MembershipKey key(MemberId id) {
    return new MembershipKey(key().accountId(), key().roomId(), id);
  }

  private static MembershipFacts.Builder about(MembershipKey key, Optional<MemberId> callerId) {
    return MembershipFacts.builder().key(key).callerId(callerId);
  }

  /** The same facts, told of another key and caller, and of no caller if there is none. */
  static MembershipFacts retold(
      MembershipFacts facts, MembershipKey key, Optional<MemberId> callerId) {
    Optional<MembershipKey> callerKey =
        callerId.map(id -> new MembershipKey(key.accountId(), key.roomId(), id));
    return about(key, callerId)
        .account(facts.account().map(found -> named(found, key)))
        .room(facts.room().map(found -> named(found, key)))
        .member(facts.member().map(found -> named(found, key)))
        .membership(facts.membership().map(found -> named(found, key)))
        .caller(callerKey.flatMap(own -> facts.caller().map(found -> named(found, own))))
        .callerMembership(
            callerKey.flatMap(own -> facts.callerMembership().map(found -> named(found, own))))
        .roomMembershipCount(facts.roomMembershipCount())
        .memberRoomCount(facts.memberRoomCount())
        .memberRoomLimit(facts.memberRoomLimit())
        .build();
  }

  private static Account named(Account account, MembershipKey key) {
    return Account.builder().from(account).accountId(key.accountId()).build();
  }

  private static Room named(Room room, MembershipKey key) {
    return Room.builder().from(room).accountId(key.accountId()).roomId(key.roomId()).build();
  }

  private static Member named(Member member, MembershipKey key) {
    return Member.builder()
        .from(member)
        .accountId(key.accountId())
        .memberId(key.memberId())
        .build();
  }

  private static RoomMembership named(RoomMembership membership, MembershipKey key) {
    return RoomMembership.builder().from(membership).key(key).build();
  }

  /** Runs the action on a store in which this stands and into which everything can be added. */
  CreateRoomMembershipResult decide() {
    memberships = new ScriptedMemberships().read(this::facts).add(new AddOutcome.Added());
    return new CreateRoomMembership(
            memberships, InstantSource.fixed(NOW), asking -> Optional.ofNullable(wait))
        .execute(caller, request());
  }
}
