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
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.Outcome;
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
import java.util.stream.IntStream;

/**
 * The store that the requests run against: the documented account, room and member, and others of
 * every type and state, so that every outcome of a healthy store can be seen. {@link #DESCRIPTION}
 * lists them.
 */
final class SampleWorld {
  /** The clock of this world always shows the documented time. */
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2019-12-02T22:36:41.969Z"));

  /** The only caller with a request rate: one request, ever. */
  static final String HASTY = "arn:aws:iam::111122223333:user/hasty";

  static final String DESCRIPTION =
      """
      accounts
        %s  Enterprise, 6 rooms at most; it has all of the following
        team-account                          a Team account
        suspended-account                     Enterprise, suspended
      rooms
        %s  invite policy ADMINISTRATORS
        open-room                             invite policy ALL_MEMBERS
        full-room                             limit 2, and 2 members in it
        spare-room                            only busy-user is in it
        room-1, room-2                        the ids of the rooms that are created
      members, each in 3 rooms at most
        %s  Jane Doe, a user in no room
        administrator                         a user, Administrator in the first two rooms
        plain-member                          a user, Member in the first two rooms
        busy-user                             a user in open-room, full-room and spare-room
        bot-in-full-room                      a bot in full-room
        suspended-member                      a suspended user, Member in open-room
        free-user, unregistered-user, suspended-user, bot, stopped-bot, webhook
                                              as their names say, in no room
      administrators of the account
        %s  the caller by default
        %s      throttled after one request
      """
          .formatted(ACCOUNT, ROOM, JANE_DOE, ALEJANDRO, HASTY);

  private static final AccountId TEAM = new AccountId("team-account");
  private static final AccountId SUSPENDED = new AccountId("suspended-account");
  private static final RoomId OPEN_ROOM = new RoomId("open-room");
  private static final RoomId FULL_ROOM = new RoomId("full-room");
  private static final RoomId SPARE_ROOM = new RoomId("spare-room");
  private static final int ACCOUNT_ROOM_LIMIT = 6;
  private static final int MEMBER_ROOM_LIMIT = 3;
  private static final int FULL_ROOM_LIMIT = 2;

  private final InMemoryStore store =
      InMemoryStore.builder()
          .accountRoomLimit(ACCOUNT_ROOM_LIMIT)
          .memberRoomLimit(MEMBER_ROOM_LIMIT)
          .build();
  private final ChatRooms chatRooms =
      ChatRooms.builder(store, CLOCK).rate(onceFor(HASTY)).roomIds(this::firstFreeRoomId).build();

  SampleWorld() {
    addAccounts();
    addRooms();
    addMembers();
    join(ROOM, "administrator", Role.ADMINISTRATOR);
    join(ROOM, "plain-member", Role.MEMBER);
    join(OPEN_ROOM, "administrator", Role.ADMINISTRATOR);
    join(OPEN_ROOM, "plain-member", Role.MEMBER);
    join(OPEN_ROOM, "busy-user", Role.MEMBER);
    join(FULL_ROOM, "busy-user", Role.MEMBER);
    join(FULL_ROOM, "bot-in-full-room", Role.MEMBER);
    join(SPARE_ROOM, "busy-user", Role.MEMBER);
    join(OPEN_ROOM, "suspended-member", Role.MEMBER);
    addUser("suspended-member", "Sue Suspended", MemberState.SUSPENDED);
  }

  Outcome ask(Caller caller, Question question) {
    return question.ask(chatRooms, caller);
  }

  /** Random ids would make the answers differ from run to run. */
  private RoomId firstFreeRoomId() {
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> new RoomId("room-" + Integer.toString(number)))
        .filter(id -> store.rooms().find(ACCOUNT, id).isEmpty())
        .findFirst()
        .orElseThrow();
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
    addUser("suspended-member", "Sue Suspended", MemberState.REGISTERED);
    add("bot-in-full-room", MemberType.BOT, MemberState.ENABLED);
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

  private void join(RoomId room, String member, Role role) {
    CreateRoomMembership.Request request =
        new CreateRoomMembership.Request(ACCOUNT.value(), room.value(), member, role.apiName());
    CreateRoomMembership.Result result =
        chatRooms
            .createRoomMembership()
            .execute(Caller.accountAdministrator(ACCOUNT, ALEJANDRO), request);
    if (!(result instanceof Created)) {
      throw new IllegalStateException("The sample world contradicts itself: " + result);
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
