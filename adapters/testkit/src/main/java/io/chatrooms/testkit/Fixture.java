package io.chatrooms.testkit;

import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.GetRoomMembership;
import io.chatrooms.core.action.UpdateRoomMembership;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipRemoved;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoleChanged;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
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

  /** The ids behind the names, for the reader of a failure. */
  static final String LEGEND =
      "(%s.)"
          .formatted(
              Stream.concat(
                      Stream.of(SampleRoom.values())
                          .map(room -> "%s is the room \"%s\"".formatted(room, room.id())),
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

  private Fixture(Store store, AccountId account, Consumer<Member> saveMember) {
    this.store = store;
    this.account = account;
    this.saveMember = saveMember;
  }

  /** In a fresh account, active, with all rooms and members, and nobody in a room. */
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

  /** The same account on another store, with all rooms and members, and nobody in a room. */
  Fixture copiedTo(Store other) {
    return in(account, other).populated();
  }

  private static AccountId freshAccount() {
    return new AccountId(ACCOUNT + UUID.randomUUID());
  }

  /** True if a fixture chose the id. */
  static boolean isOfAFixture(AccountId account) {
    return account.value().startsWith(ACCOUNT);
  }

  private static Fixture in(AccountId account, Store store) {
    return new Fixture(store, account, member -> store.members().save(member));
  }

  private Fixture populated() {
    save(AccountStatus.ACTIVE);
    for (SampleRoom room : SampleRoom.values()) {
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
    RoomFacts room = facts.room();
    AccountFacts account = room.account();
    return new MembershipFacts(
        new RoomFacts(
            new AccountFacts(
                account.accountId(),
                account.callerId(),
                account.account(),
                account.caller(),
                AccountFacts.Stamp.NONE),
            room.roomId(),
            room.room(),
            room.callerMembership(),
            room.membershipCount(),
            room.administratorCount()),
        facts.memberId(),
        facts.member(),
        facts.membership(),
        facts.roomCount(),
        facts.roomLimit());
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

  private ChatRooms chatRooms(Instant now) {
    return ChatRooms.of(store, InstantSource.fixed(now));
  }

  private static @Nullable String nameOf(@Nullable Role role) {
    return role == null ? null : role.apiName();
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
    for (SampleRoom room : SampleRoom.values()) {
      picture.add(store.rooms().find(account, room.id()));
      picture.add(store.memberships().listByRoom(account, room.id(), null, 99));
    }
    SampleRoom[] rooms = SampleRoom.values();
    int next = 0;
    for (SampleMember member : SampleMember.OCCUPANTS) {
      picture.add(store.members().find(account, member.id()));
      picture.add(store.memberships().listByMember(account, member.id(), null, 99));
      picture.add(withoutStamp(facts(rooms[next++ % rooms.length], member)));
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
}
