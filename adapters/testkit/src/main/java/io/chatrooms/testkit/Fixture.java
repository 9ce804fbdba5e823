package io.chatrooms.testkit;

import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.GetRoom;
import io.chatrooms.core.action.GetRoomMembership;
import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ListRooms;
import io.chatrooms.core.action.UpdateRoom;
import io.chatrooms.core.action.UpdateRoomMembership;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.membership.MembershipQuestion;
import io.chatrooms.core.membership.MembershipRemoved;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoleChanged;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomRemoved;
import io.chatrooms.core.membership.RoomUpdated;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store, and in it an account of the test's own with the sample rooms and members. Tests that
 * share a store do not meet, since each has its own account.
 */
final class Fixture {
  /** The time of every addition. */
  static final Instant NOON = Instant.parse("2026-02-20T12:00:00Z");

  /** The time of every change of a role. Finer than a millisecond. */
  static final Instant LATER = Instant.parse("2026-02-20T12:00:01.987654321Z");

  /** How many memberships a sample room may have. */
  static final int ROOM_LIMIT = 3;

  /** How many rooms a member may be in, in the stores of most tests. */
  static final int MEMBER_ROOM_LIMIT = 2;

  /** How many rooms an account may have, in the stores of most tests: two more than are saved. */
  static final int ACCOUNT_ROOM_LIMIT = SampleRoom.SAVED.size() + 2;

  /** The limit where rooms compete: one more than are saved. */
  static final int TIGHT_ACCOUNT_ROOM_LIMIT = SampleRoom.SAVED.size() + 1;

  /** A token, and what was asked for with it. */
  static final IdempotencyToken TOKEN = token("1", "a");

  /** The ids behind the names, for the reader of a failure. */
  static final String LEGEND =
      "(%s.)"
          .formatted(
              Stream.concat(
                      Stream.of(SampleRoom.values())
                          .map(
                              room ->
                                  "%s is the room \"%s\""
                                      .formatted(room, Story.escaped(room.id().value()))),
                      SampleMember.OCCUPANTS.stream()
                          .map(
                              member ->
                                  "%s is the %s \"%s\""
                                      .formatted(
                                          member,
                                          member.type().apiName().toLowerCase(Locale.ROOT),
                                          Story.escaped(member.id().value()))))
                  .collect(Collectors.joining(", ")));

  final Store store;
  final AccountId account;
  private final Consumer<Member> saveMember;

  private static final String ACCOUNT = "account of a test ";

  /** Every id of an account that {@link #on} chose, in quotes or not. */
  static final Pattern ACCOUNT_ID = Pattern.compile("\"?" + ACCOUNT + "[-0-9a-f]{36}\"?");

  private Fixture(Store store, AccountId account, Consumer<Member> saveMember) {
    this.store = store;
    this.account = account;
    this.saveMember = saveMember;
  }

  /** In a fresh account, active, with the saved rooms and members, and nobody in a room. */
  static Fixture on(Store store) {
    return in(freshAccount(), store).populated();
  }

  /** In a fresh account that the store does not know, and nothing in it. */
  static Fixture emptyOn(Store store) {
    return in(freshAccount(), store);
  }

  /** As {@link #on(Store)}, on a store that leaves the members to the host. */
  static Fixture on(Store store, HostMembers host) {
    return new Fixture(store, freshAccount(), host::save).populated();
  }

  /** The same account on another store, as that store has it. */
  Fixture seenBy(Store other) {
    return in(account, other);
  }

  /** The same account on another store, with the saved rooms and members, nobody in a room. */
  Fixture copiedTo(Store other) {
    return in(account, other).populated();
  }

  private static AccountId freshAccount() {
    return new AccountId(ACCOUNT + UUID.randomUUID());
  }

  private static Fixture in(AccountId account, Store store) {
    return new Fixture(store, account, member -> store.members().save(member));
  }

  private Fixture populated() {
    save(AccountStatus.ACTIVE);
    for (SampleRoom room : SampleRoom.SAVED) {
      save(room, InvitePolicy.ALL_MEMBERS);
    }
    SampleMember.OCCUPANTS.forEach(this::save);
    return this;
  }

  // What is saved.

  void save(AccountStatus status) {
    save(AccountType.ENTERPRISE_DIRECTORY, status);
  }

  void save(AccountType type, AccountStatus status) {
    store.accounts().save(accountOf(type, status));
  }

  void save(SampleRoom room, InvitePolicy policy) {
    store.rooms().save(roomWith(room, policy));
  }

  /** Saves the member, able to act. */
  void save(SampleMember member) {
    saveMember.accept(active(member));
  }

  /** Saves the user as suspended, the bot as stopped. */
  void suspend(SampleMember member) {
    saveMember.accept(suspended(member));
  }

  /** Removes the member, and with it its memberships. */
  boolean remove(SampleMember member) {
    return store.members().remove(account, member.id());
  }

  /** Removes the room, and with it its memberships. */
  boolean remove(SampleRoom room) {
    return store.rooms().remove(account, room.id());
  }

  int removeAllOf(SampleMember member) {
    return store.memberships().removeAllOf(account, member.id());
  }

  Account accountOf(AccountType type, AccountStatus status) {
    return Account.builder().accountId(account).type(type).status(status).build();
  }

  Account accountThatIs(AccountStatus status) {
    return accountOf(AccountType.ENTERPRISE_DIRECTORY, status);
  }

  Room roomWith(SampleRoom room, InvitePolicy policy) {
    return Room.builder()
        .accountId(account)
        .roomId(room.id())
        .name("The " + room)
        .createdBy("creator")
        .createdAt(NOON)
        .invitePolicy(policy)
        .membershipLimit(ROOM_LIMIT)
        .build();
  }

  Member active(SampleMember member) {
    return Member.builder()
        .accountId(account)
        .memberId(member.id())
        .type(member.type())
        .email(member.name() + "@example.com")
        .fullName(member.name())
        .build();
  }

  Member suspended(SampleMember member) {
    MemberState state =
        switch (member.type()) {
          case USER -> MemberState.SUSPENDED;
          case BOT -> MemberState.STOPPED;
          case WEBHOOK -> throw new IllegalArgumentException("a webhook cannot be suspended");
        };
    return Member.builder().from(active(member)).state(state).build();
  }

  MembershipKey key(SampleRoom room, SampleMember member) {
    return new MembershipKey(account, room.id(), member.id());
  }

  /** The membership that {@link #given} and {@link #addition} create. */
  RoomMembership membership(SampleRoom room, SampleMember member, Role role) {
    return MembershipAdded.of(key(room, member), role, "inviter", NOON).membership();
  }

  // The port.

  /** Puts the member into the room, on fresh facts. */
  RoomMembership given(SampleRoom room, SampleMember member, Role role) {
    MembershipFacts seen = facts(room, member);
    MembershipAdded addition = addition(seen, role);
    isMade(addition, seen, "the addition of %s to %s".formatted(member, room));
    return addition.membership();
  }

  /** The facts as an administrator of the account asks for them. */
  MembershipFacts facts(SampleRoom room, SampleMember member) {
    return facts(ADMINISTRATOR_OF_ACCOUNT, room, member);
  }

  MembershipFacts facts(SampleCaller by, SampleRoom room, SampleMember member) {
    return store.memberships().facts(key(room, member), by.callerId());
  }

  /** The facts as they are now, about the same as these, without the store's note. */
  MembershipFacts fresh(MembershipFacts seen) {
    return withoutStamp(store.memberships().facts(seen.key(), seen.callerId().orElse(null)));
  }

  /** The facts without the store's note, which means nothing to anyone else. */
  static MembershipFacts withoutStamp(MembershipFacts facts) {
    return new MembershipFacts(
        withoutStamp(facts.room()),
        facts.memberId(),
        facts.member(),
        facts.membership(),
        facts.roomCount(),
        facts.roomLimit());
  }

  /** The same for each. */
  static List<MembershipFacts> withoutStamp(List<MembershipFacts> facts) {
    return facts.stream().map(Fixture::withoutStamp).toList();
  }

  /** The same of the facts about a room. */
  static RoomFacts withoutStamp(RoomFacts facts) {
    return new RoomFacts(
        withoutStamp(facts.account()),
        facts.roomId(),
        facts.room(),
        facts.callerMembership(),
        facts.membershipCount(),
        facts.administratorCount());
  }

  /** The same of the facts about a new room. */
  static NewRoomFacts withoutStamp(NewRoomFacts facts) {
    return new NewRoomFacts(
        withoutStamp(facts.account()),
        facts.roomId(),
        facts.idTaken(),
        facts.token(),
        facts.earlier(),
        facts.roomCount(),
        facts.roomLimit(),
        facts.callerRoomCount(),
        facts.callerRoomLimit());
  }

  /** The same of a listing. */
  static MembershipListing withoutStamp(MembershipListing listing) {
    return new MembershipListing(withoutStamp(listing.room()), listing.page());
  }

  /** The same of a listing of rooms. */
  static RoomListing withoutStamp(RoomListing listing) {
    return new RoomListing(
        withoutStamp(listing.account()), listing.memberId(), listing.member(), listing.page());
  }

  private static AccountFacts withoutStamp(AccountFacts facts) {
    return new AccountFacts(
        facts.accountId(),
        facts.callerId(),
        facts.account(),
        facts.caller(),
        AccountFacts.Stamp.NONE);
  }

  Optional<RoomMembership> find(SampleRoom room, SampleMember member) {
    return store.memberships().find(key(room, member));
  }

  List<RoomMembership> inRoom(SampleRoom room) {
    return store.memberships().listByRoom(account, room.id(), null, 99).items();
  }

  List<RoomMembership> roomsOf(SampleMember member) {
    return store.memberships().listByMember(account, member.id(), null, 99).items();
  }

  /** The memberships of the room, and the facts about who asks. */
  MembershipListing listing(SampleCaller by, SampleRoom room) {
    return store.memberships().list(account, room.id(), by.callerId(), null, 99);
  }

  /** The rooms of the account, or of a member, and the facts about who asks. */
  RoomListing rooms(SampleCaller by, @Nullable SampleMember of) {
    return store.rooms().list(account, by.callerId(), of == null ? null : of.id(), null, 99);
  }

  static MembershipAdded addition(MembershipFacts seen, Role role) {
    return MembershipAdded.of(seen.key(), role, "inviter", NOON);
  }

  static RoleChanged roleChange(MembershipFacts seen, Role role) {
    return new RoleChanged(seen.membership().orElseThrow(), role, LATER);
  }

  static MembershipRemoved removal(MembershipFacts seen) {
    return new MembershipRemoved(seen.membership().orElseThrow());
  }

  Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
    return store.memberships().confirm(change, seen);
  }

  /** Confirms the change, which the store has to make. */
  void isMade(MembershipChange change, MembershipFacts seen, String what) {
    assertThat(confirm(change, seen).map(Fixture::withoutStamp))
        .as("the facts instead of a confirmation of %s (none expected)", what)
        .isEmpty();
  }

  /** Tries to confirm the change, which the store has to answer with the facts that hold. */
  MembershipFacts isDeclined(MembershipChange change, MembershipFacts seen, String what) {
    Optional<MembershipFacts> instead = confirm(change, seen);
    assertThat(instead)
        .as("the facts instead of a confirmation of %s (facts expected)", what)
        .isPresent();
    assertThat(withoutStamp(instead.orElseThrow()))
        .as("the facts instead of a confirmation of %s (fresh facts expected)", what)
        .isEqualTo(fresh(seen));
    return instead.orElseThrow();
  }

  // Several memberships at once.

  /** The facts of all, as an administrator of the account asks for them. */
  List<MembershipFacts> factsOf(MembershipKey... keys) {
    return factsOf(ADMINISTRATOR_OF_ACCOUNT, keys);
  }

  List<MembershipFacts> factsOf(SampleCaller by, MembershipKey... keys) {
    return store
        .memberships()
        .factsOf(
            account,
            Stream.of(keys)
                .map(key -> new MembershipQuestion(key, Optional.ofNullable(by.callerId())))
                .toList());
  }

  /** The facts about members of one room. */
  List<MembershipFacts> factsOf(SampleCaller by, SampleRoom room, List<SampleMember> members) {
    return factsOf(
        by, members.stream().map(member -> key(room, member)).toArray(MembershipKey[]::new));
  }

  /** The proposal of additions, each decided after those before it. */
  static Proposal additions(List<MembershipFacts> seen) {
    return together(
        seen, seen.stream().<Decision>map(one -> after -> addition(after, Role.MEMBER)).toList());
  }

  /** The proposal of one change for each of the facts, each decided after those before it. */
  static Proposal together(List<MembershipFacts> seen, List<Decision> decisions) {
    List<Proposal.Step> steps = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      MembershipFacts after = seen.get(i);
      for (Proposal.Step step : steps) {
        after = step.after(after);
      }
      steps.add(Proposal.Step.of(decisions.get(i).on(after), after));
    }
    return new Proposal(steps);
  }

  /** Decides on a change. */
  interface Decision {
    MembershipChange on(MembershipFacts seen);
  }

  List<List<MembershipFacts>> confirmAll(Proposal... proposals) {
    return store.memberships().confirmAll(account, List.of(proposals));
  }

  /** Confirms the proposal, which the store has to make. */
  void isMade(Proposal proposal, String what) {
    assertThat(confirmAll(proposal).stream().map(Fixture::withoutStamp))
        .as("the facts instead of a confirmation of %s (none expected)", what)
        .containsExactly(List.of());
  }

  /** Tries to confirm the proposal, which the store has to answer with the facts that hold. */
  List<MembershipFacts> isDeclined(Proposal proposal, String what) {
    List<List<MembershipFacts>> instead = confirmAll(proposal);
    assertThat(instead.stream().map(Fixture::withoutStamp))
        .as("the facts instead of a confirmation of %s (fresh facts of each step expected)", what)
        .containsExactly(proposal.steps().stream().map(step -> fresh(step.seen())).toList());
    return instead.get(0);
  }

  // Rooms.

  RoomFacts facts(SampleCaller by, SampleRoom room) {
    return store.rooms().facts(account, room.id(), by.callerId());
  }

  NewRoomFacts factsOfNew(SampleCaller by, String roomId, @Nullable IdempotencyToken token) {
    return store.rooms().factsOfNew(account, new RoomId(roomId), by.callerId(), token);
  }

  /** The token with these digits. */
  static IdempotencyToken token(String key, String content) {
    return new IdempotencyToken(key.repeat(64), content.repeat(64));
  }

  /** The creation of the room, with the membership of the caller if it is a member. */
  static RoomCreated creation(NewRoomFacts seen) {
    AccountId account = seen.account().accountId();
    return new RoomCreated(
        Room.builder()
            .accountId(account)
            .roomId(seen.roomId())
            .name("The " + seen.roomId())
            .createdBy("creator")
            .createdAt(NOON)
            .membershipLimit(ROOM_LIMIT)
            .build(),
        seen.account()
            .callerId()
            .map(id -> new MembershipKey(account, seen.roomId(), id))
            .map(key -> MembershipAdded.of(key, Role.ADMINISTRATOR, "inviter", NOON)),
        seen.token());
  }

  Optional<NewRoomFacts> create(RoomCreated creation, NewRoomFacts seen) {
    return store.rooms().create(creation, seen);
  }

  /** Creates the room, which the store has to do. */
  void isCreated(RoomCreated creation, NewRoomFacts seen, String what) {
    assertThat(create(creation, seen).map(Fixture::withoutStamp))
        .as("the facts instead of %s (none expected)", what)
        .isEmpty();
  }

  /** Creates a room on fresh facts. */
  Room created(SampleCaller by, String roomId, @Nullable IdempotencyToken token) {
    NewRoomFacts seen = factsOfNew(by, roomId, token);
    RoomCreated creation = creation(seen);
    isCreated(creation, seen, "the creation of a room");
    return creation.room();
  }

  /** Tries to create the room, which the store has to answer with the facts that hold. */
  NewRoomFacts isDeclined(RoomCreated creation, NewRoomFacts seen, String what) {
    Optional<NewRoomFacts> instead = create(creation, seen);
    assertThat(instead).as("the facts instead of %s (facts expected)", what).isPresent();
    assertThat(withoutStamp(instead.orElseThrow()))
        .as("the facts instead of %s (fresh facts expected)", what)
        .isEqualTo(
            withoutStamp(
                store
                    .rooms()
                    .factsOfNew(
                        account,
                        seen.roomId(),
                        seen.account().callerId().orElse(null),
                        seen.token().orElse(null))));
    return instead.orElseThrow();
  }

  /** The room with another name and another invite policy. */
  static RoomUpdated update(RoomFacts seen) {
    Room before = seen.room().orElseThrow();
    return new RoomUpdated(
        before,
        Room.builder()
            .from(before)
            .name("Another name")
            .invitePolicy(
                before.membersMayInvite() ? InvitePolicy.ADMINISTRATORS : InvitePolicy.ALL_MEMBERS)
            .updatedAt(LATER)
            .build());
  }

  static RoomRemoved removal(RoomFacts seen) {
    return new RoomRemoved(seen.room().orElseThrow());
  }

  Optional<RoomFacts> confirm(RoomChange change, RoomFacts seen) {
    return store.rooms().confirm(change, seen);
  }

  /** Confirms the change, which the store has to make. */
  void isMade(RoomChange change, RoomFacts seen, String what) {
    assertThat(confirm(change, seen).map(Fixture::withoutStamp))
        .as("the facts instead of a confirmation of %s (none expected)", what)
        .isEmpty();
  }

  /** Tries to confirm the change, which the store has to answer with the facts that hold. */
  RoomFacts isDeclined(RoomChange change, RoomFacts seen, String what) {
    Optional<RoomFacts> instead = confirm(change, seen);
    assertThat(instead)
        .as("the facts instead of a confirmation of %s (facts expected)", what)
        .isPresent();
    assertThat(withoutStamp(instead.orElseThrow()))
        .as("the facts instead of a confirmation of %s (fresh facts expected)", what)
        .isEqualTo(
            withoutStamp(
                store
                    .rooms()
                    .facts(account, seen.roomId(), seen.account().callerId().orElse(null))));
    return instead.orElseThrow();
  }

  /** The room has so many memberships, and the member is in so many rooms. */
  void counts(SampleRoom room, SampleMember member, int inRoom, int ofMember) {
    MembershipFacts facts = facts(room, member);
    assertThat(facts.room().membershipCount())
        .as("the count of memberships of %s", room)
        .isEqualTo(inRoom);
    assertThat(facts.roomCount()).as("the count of rooms of %s", member).isEqualTo(ofMember);
  }

  // The actions: their first results. See Patience for races.

  CreateRoomMembership.Result create(
      SampleCaller by, SampleRoom room, SampleMember member, @Nullable Role role) {
    return chatRooms(NOON)
        .createRoomMembership()
        .execute(
            by.in(account),
            new CreateRoomMembership.Request(
                account.value(), room.id().value(), member.id().value(), nameOf(role)));
  }

  UpdateRoomMembership.Result update(
      SampleCaller by, SampleRoom room, SampleMember member, @Nullable Role role) {
    return chatRooms(LATER)
        .updateRoomMembership()
        .execute(
            by.in(account),
            new UpdateRoomMembership.Request(
                account.value(), room.id().value(), member.id().value(), nameOf(role)));
  }

  DeleteRoomMembership.Result delete(SampleCaller by, SampleRoom room, SampleMember member) {
    return chatRooms(LATER)
        .deleteRoomMembership()
        .execute(
            by.in(account),
            new DeleteRoomMembership.Request(
                account.value(), room.id().value(), member.id().value()));
  }

  GetRoomMembership.Result get(SampleCaller by, SampleRoom room, SampleMember member) {
    return chatRooms(LATER)
        .getRoomMembership()
        .execute(
            by.in(account),
            new GetRoomMembership.Request(account.value(), room.id().value(), member.id().value()));
  }

  BatchCreateRoomMembership.Result batch(
      SampleCaller by, SampleRoom room, List<BatchCreateRoomMembership.Item> items) {
    return chatRooms(NOON)
        .batchCreateRoomMembership()
        .execute(
            by.in(account),
            new BatchCreateRoomMembership.Request(account.value(), room.id().value(), items));
  }

  ListRoomMemberships.Result listMemberships(
      SampleCaller by, SampleRoom room, int size, @Nullable String token) {
    return chatRooms(LATER)
        .listRoomMemberships()
        .execute(
            by.in(account),
            new ListRoomMemberships.Request(account.value(), room.id().value(), size, token));
  }

  /**
   * Creates the room with its id. If the id is taken, the source of ids fails with a {@link
   * java.util.NoSuchElementException}.
   */
  CreateRoom.Result createRoom(
      SampleCaller by, SampleRoom room, String name, @Nullable String token) {
    return ChatRooms.builder(store, InstantSource.fixed(NOON))
        .roomIds(List.of(room.id()).iterator()::next)
        .build()
        .createRoom()
        .execute(by.in(account), new CreateRoom.Request(account.value(), name, token));
  }

  GetRoom.Result getRoom(SampleCaller by, SampleRoom room) {
    return chatRooms(LATER)
        .getRoom()
        .execute(by.in(account), new GetRoom.Request(account.value(), room.id().value()));
  }

  UpdateRoom.Result updateRoom(
      SampleCaller by, SampleRoom room, @Nullable String name, @Nullable InvitePolicy policy) {
    return chatRooms(LATER)
        .updateRoom()
        .execute(
            by.in(account),
            new UpdateRoom.Request(
                account.value(), room.id().value(), name, policy == null ? null : policy.name()));
  }

  DeleteRoom.Result deleteRoom(SampleCaller by, SampleRoom room) {
    return chatRooms(LATER)
        .deleteRoom()
        .execute(by.in(account), new DeleteRoom.Request(account.value(), room.id().value()));
  }

  ListRooms.Result listRooms(
      SampleCaller by, @Nullable SampleMember of, int size, @Nullable String token) {
    return chatRooms(LATER)
        .listRooms()
        .execute(
            by.in(account),
            new ListRooms.Request(
                account.value(), of == null ? null : of.id().value(), size, token));
  }

  private ChatRooms chatRooms(Instant now) {
    return ChatRooms.of(store, InstantSource.fixed(now));
  }

  private static @Nullable String nameOf(@Nullable Role role) {
    return role == null ? null : role.apiName();
  }

  /** Listings of LOUNGE, with ANN and BOB, and of the rooms go on elsewhere with their tokens. */
  void listingsGoOnAt(Fixture other) {
    ListRoomMemberships.Listed members =
        (ListRoomMemberships.Listed)
            listMemberships(ADMINISTRATOR_OF_ACCOUNT, SampleRoom.LOUNGE, 1, null);
    assertThat(
            other.listMemberships(
                ADMINISTRATOR_OF_ACCOUNT, SampleRoom.LOUNGE, 1, members.nextToken().orElseThrow()))
        .as("the second page of a room, with the token of the first")
        .isInstanceOfSatisfying(
            ListRoomMemberships.Listed.class,
            page ->
                assertThat(page.items())
                    .extracting(item -> item.membership().key().memberId())
                    .containsExactly(SampleMember.BOB.id()));
    ListRooms.Listed rooms = (ListRooms.Listed) listRooms(ADMINISTRATOR_OF_ACCOUNT, null, 1, null);
    assertThat(other.listRooms(ADMINISTRATOR_OF_ACCOUNT, null, 1, rooms.nextToken().orElseThrow()))
        .as("the second page of an account, with the token of the first")
        .isInstanceOf(ListRooms.Listed.class);
  }

  // All that can be read.

  /** Fails with the first thing that can be read of the account and is not as expected. */
  void looksLike(List<Object> expected, String when) {
    List<Object> picture = picture();
    for (int i = 0; i < expected.size(); i++) {
      assertThat(picture.get(i)).as("what the store returns %s", when).isEqualTo(expected.get(i));
    }
  }

  /** All that can be read of the account. */
  List<Object> picture() {
    List<Object> picture = new ArrayList<>();
    picture.add(store.accounts().find(account));
    picture.add(withoutStamp(rooms(ADMINISTRATOR_OF_ACCOUNT, null)));
    picture.add(withoutStamp(factsOfNew(ADMINISTRATOR_OF_ACCOUNT, "a new room", null)));
    for (SampleRoom room : SampleRoom.values()) {
      picture.add(store.rooms().find(account, room.id()));
      picture.add(store.memberships().listByRoom(account, room.id(), null, 99));
    }
    int next = 0;
    for (SampleMember member : SampleMember.OCCUPANTS) {
      picture.add(store.members().find(account, member.id()));
      picture.add(store.memberships().listByMember(account, member.id(), null, 99));
      picture.add(
          withoutStamp(facts(SampleRoom.SAVED.get(next++ % SampleRoom.SAVED.size()), member)));
    }
    return picture;
  }

  /** What a test does with a fixture. */
  interface Use {
    void of(Fixture fixture) throws Exception;
  }

  /** On a store of its own, for the time of the test. */
  static void use(StoreFactory factory, Use use) throws Exception {
    FreshStore.use(factory, MEMBER_ROOM_LIMIT, store -> use.of(on(store)));
  }

  /** Several on one store, each in an account of its own. */
  static <T> void useFor(Iterable<T> cases, StoreFactory factory, UseFor<T> use) throws Exception {
    FreshStore.use(
        factory,
        MEMBER_ROOM_LIMIT,
        store -> {
          for (T one : cases) {
            use.of(one, on(store));
          }
        });
  }

  /** What a test does with a fixture for one of its cases. */
  interface UseFor<T> {
    void of(T one, Fixture fixture) throws Exception;
  }
}
