package io.chatrooms.example;

import static io.chatrooms.example.Embedding.ACCOUNT;
import static io.chatrooms.example.Embedding.ALEJANDRO;
import static io.chatrooms.example.Embedding.JANE_DOE;
import static io.chatrooms.example.Embedding.ROOM;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.RequestRate;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.inmemory.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a request may meet: the documented account, room and member, and around them enough of every
 * kind and state to see every outcome that a healthy store gives. {@link #DESCRIPTION} lists it.
 */
final class SampleWorld {
  /** The documented time, at which the clock of this world stands. */
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2019-12-02T22:36:41.969Z"));

  /** The one caller who is held to a rate: one request, and the clock stands still. */
  static final String HASTY = "arn:aws:iam::111122223333:user/hasty";

  static final String DESCRIPTION =
      """
      accounts
        %s  Enterprise; all that follows is in it
        team-account                          a Team account
        suspended-account                     Enterprise, suspended
      rooms
        %s  administrators invite
        open-room                             all members invite
        full-room                             holds 2, and has them
        spare-room                            holds busy-user only
      members, each in at most 3 rooms
        %s  Jane Doe, a user in no room
        administrator                         a user, Administrator in the first two rooms
        plain-member                          a user, Member in the first two rooms
        busy-user                             a user in open-room, full-room and spare-room
        seated-bot                            a bot in full-room
        free-user, unregistered-user, suspended-user, bot, stopped-bot, webhook
                                              what their names say, in no room
      administrators of the account
        %s  the caller if none is named
        %s      throttled after one request
      """
          .formatted(ACCOUNT, ROOM, JANE_DOE, ALEJANDRO, HASTY);

  private static final AccountId TEAM = new AccountId("team-account");
  private static final AccountId SUSPENDED = new AccountId("suspended-account");
  private static final RoomId OPEN_ROOM = new RoomId("open-room");
  private static final RoomId FULL_ROOM = new RoomId("full-room");
  private static final RoomId SPARE_ROOM = new RoomId("spare-room");
  private static final int MEMBER_ROOM_LIMIT = 3;
  private static final int FULL_ROOM_LIMIT = 2;

  private final InMemoryStore store =
      InMemoryStore.builder().memberRoomLimit(MEMBER_ROOM_LIMIT).build();
  private final CreateRoomMembership createRoomMembership =
      new CreateRoomMembership(store.memberships(), CLOCK, onceFor(HASTY));

  SampleWorld() {
    addAccounts();
    addRooms();
    addMembers();
    seat(ROOM, "administrator", Role.ADMINISTRATOR);
    seat(ROOM, "plain-member", Role.MEMBER);
    seat(OPEN_ROOM, "administrator", Role.ADMINISTRATOR);
    seat(OPEN_ROOM, "plain-member", Role.MEMBER);
    seat(OPEN_ROOM, "busy-user", Role.MEMBER);
    seat(FULL_ROOM, "busy-user", Role.MEMBER);
    seat(FULL_ROOM, "seated-bot", Role.MEMBER);
    seat(SPARE_ROOM, "busy-user", Role.MEMBER);
  }

  CreateRoomMembershipResult ask(Caller caller, CreateRoomMembershipRequest request) {
    return createRoomMembership.execute(caller, request);
  }

  private void addAccounts() {
    Account enterprise =
        Account.builder().accountId(ACCOUNT).type(AccountType.ENTERPRISE_DIRECTORY).build();
    store.accounts().save(enterprise);
    store.accounts().save(Account.builder().accountId(TEAM).type(AccountType.TEAM).build());
    store
        .accounts()
        .save(
            Account.builder()
                .from(enterprise)
                .accountId(SUSPENDED)
                .status(AccountStatus.SUSPENDED)
                .build());
  }

  private void addRooms() {
    store.rooms().save(room(ROOM).build());
    store.rooms().save(room(OPEN_ROOM).invitePolicy(InvitePolicy.ALL_MEMBERS).build());
    store.rooms().save(room(FULL_ROOM).membershipLimit(FULL_ROOM_LIMIT).build());
    store.rooms().save(room(SPARE_ROOM).build());
  }

  private static Room.Builder room(RoomId roomId) {
    return Room.builder()
        .accountId(ACCOUNT)
        .roomId(roomId)
        .name("A sample room")
        .createdBy(ALEJANDRO)
        .createdAt(CLOCK.instant());
  }

  private void addMembers() {
    store
        .members()
        .save(
            Member.builder()
                .accountId(ACCOUNT)
                .memberId(JANE_DOE)
                .type(MemberType.USER)
                .fullName("Jane Doe")
                .build());
    addUser("administrator", "Alma Admin", MemberState.REGISTERED);
    addUser("plain-member", "Paul Plain", MemberState.REGISTERED);
    addUser("busy-user", "Bea Busy", MemberState.REGISTERED);
    addUser("free-user", "Zoë Free", MemberState.REGISTERED);
    addUser("unregistered-user", "Uma New", MemberState.UNREGISTERED);
    addUser("suspended-user", "Sam Suspended", MemberState.SUSPENDED);
    add("seated-bot", MemberType.BOT, MemberState.ENABLED);
    add("bot", MemberType.BOT, MemberState.ENABLED);
    add("stopped-bot", MemberType.BOT, MemberState.STOPPED);
    add("webhook", MemberType.WEBHOOK, MemberState.ENABLED);
  }

  private void addUser(String id, String fullName, MemberState state) {
    store
        .members()
        .save(
            Member.builder()
                .accountId(ACCOUNT)
                .memberId(new MemberId(id))
                .type(MemberType.USER)
                .state(state)
                .email(id + "@example.com")
                .fullName(fullName)
                .build());
  }

  private void add(String id, MemberType type, MemberState state) {
    store
        .members()
        .save(
            Member.builder()
                .accountId(ACCOUNT)
                .memberId(new MemberId(id))
                .type(type)
                .state(state)
                .build());
  }

  /** By the front door, as anyone is seated. */
  private void seat(RoomId room, String member, Role role) {
    CreateRoomMembershipResult result =
        ask(
            Caller.accountAdministrator(ACCOUNT, ALEJANDRO),
            CreateRoomMembershipRequest.builder()
                .accountId(ACCOUNT.value())
                .roomId(room.value())
                .memberId(member)
                .role(role.apiName())
                .build());
    if (!(result instanceof Created)) {
      throw new IllegalStateException("The sample world is at odds with itself: " + result);
    }
  }

  private static RequestRate onceFor(String identifier) {
    AtomicBoolean asked = new AtomicBoolean();
    return caller ->
        caller.identifier().equals(identifier) && asked.getAndSet(true)
            ? Optional.of(Duration.ofSeconds(1))
            : Optional.empty();
  }
}
