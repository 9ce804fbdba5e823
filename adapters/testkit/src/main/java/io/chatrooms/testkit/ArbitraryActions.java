package io.chatrooms.testkit;

import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleMember.OCCUPANTS;
import static io.chatrooms.testkit.SampleRoom.CLUB;
import static io.chatrooms.testkit.SampleRoom.CREATED;
import static io.chatrooms.testkit.SampleRoom.DEN;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_UPPER;
import static io.chatrooms.testkit.SampleRoom.SAVED;

import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary actions, for searches. */
final class ArbitraryActions {
  /** Few enough that actions meet. */
  private static final List<SampleRoom> TWO_ROOMS = List.of(LOUNGE, LOUNGE_UPPER);

  /** As {@link #TWO_ROOMS}, of which two do not exist before they are created. */
  private static final List<SampleRoom> THREE_ROOMS = List.of(LOUNGE, CLUB, DEN);

  /** As {@link #TWO_ROOMS}. */
  private static final List<SampleMember> TWO_MEMBERS = List.of(ANN, ANN_UPPER);

  /** As {@link #TWO_ROOMS}. */
  private static final List<SampleMember> THREE_MEMBERS = List.of(ANN, ANN_UPPER, BOB);

  private ArbitraryActions() {}

  private static Arbitrary<SampleCaller> callers() {
    return Arbitraries.of(ADMINISTRATOR_OF_ACCOUNT, ANN, ANN_UPPER);
  }

  /** A member may do little before it is in a room, so others would mostly be refused. */
  private static Arbitrary<SampleCaller> mostlyAdministrator() {
    return Arbitraries.frequency(
        Tuple.of(3, ADMINISTRATOR_OF_ACCOUNT), Tuple.of(2, ANN), Tuple.of(1, ANN_UPPER));
  }

  private static Arbitrary<Integer> sizes() {
    return Arbitraries.integers().between(1, 4);
  }

  /** Anything that takes effect at one instant. */
  static Arbitrary<Action> single() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, aboutMemberships(SAVED, OCCUPANTS)),
        Tuple.of(1, aboutRooms(List.of(SampleRoom.values()), OCCUPANTS)));
  }

  /** Anything that takes effect at one instant, about few rooms and two members: memberships. */
  static Arbitrary<Action> contendedMemberships() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            1,
            Combinators.combine(
                    Arbitraries.of(TWO_MEMBERS),
                    Arbitraries.of(TWO_ROOMS),
                    Arbitraries.of(TWO_MEMBERS))
                .as(Action.Facts::new)),
        Tuple.of(4, aboutMemberships(TWO_ROOMS, TWO_MEMBERS)));
  }

  /** Anything that takes effect at one instant, about few rooms and two members: rooms, batches. */
  static Arbitrary<Action> contendedRooms() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, aboutRooms(THREE_ROOMS, TWO_MEMBERS)),
        Tuple.of(1, aboutMemberships(THREE_ROOMS, TWO_MEMBERS)));
  }

  /** An addition of one of the members to LOUNGE. */
  static Arbitrary<Action> additionToLounge(List<SampleMember> members) {
    return Arbitraries.of(members)
        .map(member -> new Action.Create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, member, Role.MEMBER));
  }

  /** Anything with memberships that takes effect at one instant, and what the host does. */
  static Arbitrary<Action> aboutMemberships(List<SampleRoom> rooms, List<SampleMember> members) {
    Arbitrary<SampleCaller> by = callers();
    Arbitrary<SampleRoom> room = Arbitraries.of(rooms);
    Arbitrary<SampleRoom> saved = Arbitraries.of(rooms.stream().filter(SAVED::contains).toList());
    Arbitrary<SampleMember> member = Arbitraries.of(members);
    Arbitrary<Role> role = Arbitraries.of(Role.class);
    return Arbitraries.frequencyOf(
        Tuple.of(12, Combinators.combine(by, room, member, role).as(Action.Create::new)),
        Tuple.of(4, Combinators.combine(by, room, member, role).as(Action.Update::new)),
        Tuple.of(4, Combinators.combine(by, room, member).as(Action.Delete::new)),
        Tuple.of(1, Combinators.combine(by, room, member).as(Action.Get::new)),
        Tuple.of(1, Arbitraries.of(AccountStatus.class).map(Action.SaveAccount::new)),
        Tuple.of(
            2,
            Combinators.combine(saved, Arbitraries.of(InvitePolicy.class))
                .as(Action.SaveRoom::new)),
        Tuple.of(1, room.map(Action.RemoveRoom::new)),
        Tuple.of(1, member.map(Action.SaveMember::new)),
        Tuple.of(1, member.map(Action.SuspendMember::new)),
        Tuple.of(1, member.map(Action.RemoveMember::new)),
        Tuple.of(1, member.map(Action.RemoveAllOf::new)),
        Tuple.of(2, Combinators.combine(room, member).as(Action.Find::new)),
        Tuple.of(2, Combinators.combine(by, room, member).as(Action.Facts::new)),
        Tuple.of(
            2,
            Combinators.combine(room, Arbitraries.of(OCCUPANTS).injectNull(0.2), sizes())
                .as(Action.ListByRoom::new)),
        Tuple.of(
            2,
            Combinators.combine(member, Arbitraries.of(SampleRoom.class).injectNull(0.2), sizes())
                .as(Action.ListByMember::new)));
  }

  /** Anything with rooms, batches and listings that takes effect at one instant. */
  static Arbitrary<Action> aboutRooms(List<SampleRoom> rooms, List<SampleMember> members) {
    Arbitrary<SampleCaller> by = mostlyAdministrator();
    Arbitrary<SampleRoom> room = Arbitraries.of(rooms);
    Arbitrary<String> names = Arbitraries.of("one", "another");
    return Arbitraries.frequencyOf(
        Tuple.of(
            8,
            Combinators.combine(
                    by, Arbitraries.of(CREATED), names, Arbitraries.of("t1", "t2").injectNull(0.4))
                .as(RoomAction.CreateRoom::new)),
        Tuple.of(1, Combinators.combine(by, room).as(RoomAction.GetRoom::new)),
        Tuple.of(
            3,
            Combinators.combine(
                    by,
                    room,
                    names.injectNull(0.3),
                    Arbitraries.of(InvitePolicy.class).injectNull(0.3))
                .as(RoomAction.UpdateRoom::new)),
        Tuple.of(4, Combinators.combine(by, room).as(RoomAction.DeleteRoom::new)),
        Tuple.of(1, Combinators.combine(by, room).as(RoomAction.FactsOfRoom::new)),
        Tuple.of(3, Combinators.combine(by, room).as(RoomAction.PageWithFacts::new)),
        Tuple.of(
            2, Combinators.combine(by, Arbitraries.of(CREATED)).as(RoomAction.FactsOfNew::new)),
        Tuple.of(
            6,
            Combinators.combine(
                    by,
                    room,
                    Combinators.combine(Arbitraries.of(members), Arbitraries.of(Role.class))
                        .as(Action.Batch.Item::new)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3))
                .as(Action.Batch::new)),
        Tuple.of(2, Combinators.combine(by, room, several(members)).as(Action.FactsOfSeveral::new)),
        Tuple.of(4, listings(rooms, members)));
  }

  private static Arbitrary<List<SampleMember>> several(List<SampleMember> members) {
    return Arbitraries.of(members).list().uniqueElements().ofMinSize(1).ofMaxSize(members.size());
  }

  /** A page. A member may list its own rooms only, so it mostly asks for those. */
  private static Arbitrary<Listing> listings(List<SampleRoom> rooms, List<SampleMember> members) {
    Arbitrary<SampleCaller> by = callers();
    return Arbitraries.frequencyOf(
        Tuple.of(
            3,
            Combinators.combine(by, Arbitraries.of(rooms), sizes()).as(Listing.OfMemberships::new)),
        Tuple.of(
            1,
            Combinators.combine(by, Arbitraries.of(members).injectNull(0.3), sizes())
                .as(Listing.OfRooms::new)),
        Tuple.of(2, sizes().map(size -> new Listing.OfRooms(ADMINISTRATOR_OF_ACCOUNT, null, size))),
        Tuple.of(
            1,
            Combinators.combine(Arbitraries.of(members), sizes())
                .as((member, size) -> new Listing.OfRooms(member, member, size))));
  }

  /** Anything, also a change with other things happening between the facts and the confirmation. */
  static Arbitrary<Action> any() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, single()),
        Tuple.of(3, aboutMemberships(TWO_ROOMS, THREE_MEMBERS)),
        Tuple.of(3, aboutRooms(THREE_ROOMS, THREE_MEMBERS)),
        Tuple.of(4, later()),
        Tuple.of(
            1,
            Combinators.combine(
                    listings(List.of(LOUNGE, CLUB), THREE_MEMBERS), single().list().ofMaxSize(2))
                .as(Listing.PageByPage::new)));
  }

  /** A change on facts that were read before, to which something often happens meanwhile. */
  private static Arbitrary<Action> later() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, laterChange()),
        Tuple.of(1, laterChangeOfRoom()),
        Tuple.of(
            2,
            Combinators.combine(
                    Arbitraries.frequencyOf(
                        Tuple.of(
                            1,
                            Combinators.combine(
                                    callers(), Arbitraries.of(TWO_ROOMS), several(THREE_MEMBERS))
                                .as(Later.OfSeveral::new)),
                        Tuple.of(
                            1,
                            Combinators.combine(
                                    callers(),
                                    Arbitraries.of(CREATED),
                                    Arbitraries.of(
                                            Fixture.TOKEN,
                                            Fixture.token("1", "b"),
                                            Fixture.token("2", "a"))
                                        .injectNull(0.4))
                                .as(Later.OfNewRoom::new))),
                    Arbitraries.oneOf(
                            aboutMemberships(TWO_ROOMS, TWO_MEMBERS),
                            aboutRooms(THREE_ROOMS, TWO_MEMBERS))
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(2))
                .as(Later::new)));
  }

  private static Arbitrary<Action> laterChange() {
    Arbitrary<BiFunction<SampleRoom, SampleMember, Action>> other =
        single().map(action -> (room, member) -> action);
    return Combinators.combine(
            callers(),
            Arbitraries.of(TWO_ROOMS),
            Arbitraries.of(THREE_MEMBERS),
            Arbitraries.of(Role.class).injectNull(0.4),
            Arbitraries.oneOf(other, toTheSameMembership()).list().ofMinSize(1).ofMaxSize(2))
        .as(
            (by, room, member, role, meanwhile) ->
                new Later(
                    new Later.OfMembership(by, room, member, role),
                    meanwhile.stream().map(action -> action.apply(room, member)).toList()));
  }

  private static Arbitrary<Action> laterChangeOfRoom() {
    Arbitrary<Function<SampleRoom, Action>> other = single().map(action -> room -> action);
    return Combinators.combine(
            mostlyAdministrator(),
            Arbitraries.of(THREE_ROOMS),
            Arbitraries.of(true, false),
            Arbitraries.oneOf(other, toTheSameRoom()).list().ofMinSize(1).ofMaxSize(2))
        .as(
            (by, room, removed, meanwhile) ->
                new Later(
                    new Later.OfRoom(by, room, removed),
                    meanwhile.stream().map(action -> action.apply(room)).toList()));
  }

  /** A change by an administrator of the account, of a room that is told later. */
  private static Arbitrary<Function<SampleRoom, Action>> toTheSameRoom() {
    Arbitrary<InvitePolicy> policies = Arbitraries.of(InvitePolicy.class);
    return Arbitraries.oneOf(
        policies.map(
            policy ->
                room -> new RoomAction.UpdateRoom(ADMINISTRATOR_OF_ACCOUNT, room, "one", policy)),
        Arbitraries.just(room -> new RoomAction.DeleteRoom(ADMINISTRATOR_OF_ACCOUNT, room)));
  }

  /** A change by an administrator of the account, of a membership that is told later. */
  private static Arbitrary<BiFunction<SampleRoom, SampleMember, Action>> toTheSameMembership() {
    Arbitrary<Role> roles = Arbitraries.of(Role.class);
    return Arbitraries.oneOf(
        roles.map(
            role ->
                (room, member) -> new Action.Create(ADMINISTRATOR_OF_ACCOUNT, room, member, role)),
        roles.map(
            role ->
                (room, member) -> new Action.Update(ADMINISTRATOR_OF_ACCOUNT, room, member, role)),
        Arbitraries.just(
            (room, member) -> new Action.Delete(ADMINISTRATOR_OF_ACCOUNT, room, member)));
  }
}
