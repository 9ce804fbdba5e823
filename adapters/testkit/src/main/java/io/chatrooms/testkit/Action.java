package io.chatrooms.testkit;

import static io.chatrooms.testkit.Patience.untilAvailable;
import static io.chatrooms.testkit.Promise.ALL_OR_NOTHING;
import static io.chatrooms.testkit.Promise.AN_ADMINISTRATOR_IS_LEFT;
import static io.chatrooms.testkit.Promise.NOTHING_BENT;
import static io.chatrooms.testkit.Promise.NO_LIMIT_PASSED;
import static io.chatrooms.testkit.Promise.NO_ORPHANS;
import static io.chatrooms.testkit.Promise.NO_TWINS;
import static io.chatrooms.testkit.Promise.ONCE;
import static io.chatrooms.testkit.Promise.ONE_INSTANT;
import static io.chatrooms.testkit.Promise.ONLY_ON_WHAT_WAS_SEEN;
import static io.chatrooms.testkit.Promise.SEEN;
import static io.chatrooms.testkit.Promise.WHOLE_LISTINGS;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleMember.OCCUPANTS;

import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Something to do to a store, as a value: it can be done to the store under test and to the model,
 * printed as a sentence, and left out.
 */
sealed interface Action {
  /** Few enough that actions meet. */
  List<SampleRoom> TWO_ROOMS = List.of(SampleRoom.LOUNGE, SampleRoom.LOUNGE_UPPER);

  /** As {@link #TWO_ROOMS}. */
  List<SampleMember> THREE_MEMBERS = List.of(ANN, ANN_UPPER, BOB);

  /** Does it, again while the store is unavailable without an effect, and returns the answer. */
  Object on(Fixture fixture);

  /** The promises that the answer rests on. */
  List<Promise> promises();

  /** The promises one of which is broken if the answer should have been another. */
  default List<Promise> promisesBroken(Object answer, Object expected) {
    return promises();
  }

  /** The action CreateRoomMembership. */
  record Create(SampleCaller by, SampleRoom room, SampleMember member, Role role)
      implements Action {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> fixture.create(by, room, member, role));
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, ALL_OR_NOTHING, NO_TWINS, NO_LIMIT_PASSED);
    }

    @Override
    public String toString() {
      return "%s adds %s to %s as %s".formatted(by, member, room, role);
    }
  }

  /** The action UpdateRoomMembership. */
  record Update(SampleCaller by, SampleRoom room, SampleMember member, Role role)
      implements Action {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> fixture.update(by, room, member, role));
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, ALL_OR_NOTHING, AN_ADMINISTRATOR_IS_LEFT, NOTHING_BENT);
    }

    @Override
    public String toString() {
      return "%s makes %s of %s %s".formatted(by, member, room, role);
    }
  }

  /** The action DeleteRoomMembership. */
  record Delete(SampleCaller by, SampleRoom room, SampleMember member) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> fixture.delete(by, room, member));
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, ALL_OR_NOTHING, AN_ADMINISTRATOR_IS_LEFT);
    }

    @Override
    public String toString() {
      return "%s removes %s from %s".formatted(by, member, room);
    }
  }

  /** The action GetRoomMembership. */
  record Get(SampleCaller by, SampleRoom room, SampleMember member) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> fixture.get(by, room, member));
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, SEEN);
    }

    @Override
    public String toString() {
      return "%s gets the membership of %s in %s".formatted(by, member, room);
    }
  }

  /**
   * Reads the facts, lets other things happen, and only then has a change confirmed on those facts:
   * an addition if the member was not in the room, otherwise a change of role, or a removal if the
   * role is null.
   */
  record ConfirmLater(
      SampleCaller by,
      SampleRoom room,
      SampleMember member,
      @Nullable Role role,
      List<Action> meanwhile)
      implements Action {

    /**
     * What came of it.
     *
     * @param meanwhile what came of the other things
     * @param change the change; empty if none follows from the facts
     * @param instead empty if the change was made, or if there was none
     */
    record Answer(
        List<Object> meanwhile,
        Optional<MembershipChange> change,
        Optional<MembershipFacts> instead) {
      @Override
      public String toString() {
        String outcome =
            change
                .map(
                    decided ->
                        instead
                            .map(facts -> "declined with " + Story.of(facts))
                            .orElseGet(() -> "made: " + Story.of(decided)))
                .orElse("no change follows from the facts");
        return "meanwhile (%s); %s"
            .formatted(
                meanwhile.stream().map(Story::of).collect(Collectors.joining("; ")), outcome);
      }
    }

    @Override
    public Object on(Fixture fixture) {
      MembershipFacts seen = untilAvailable(() -> fixture.facts(by, room, member));
      List<Object> answers = meanwhile.stream().map(action -> action.on(fixture)).toList();
      Optional<MembershipChange> change = decidedOn(seen);
      return new Answer(
          answers,
          change,
          change.flatMap(
              decided ->
                  untilAvailable(() -> fixture.confirm(decided, seen)).map(Fixture::withoutStamp)));
    }

    private Optional<MembershipChange> decidedOn(MembershipFacts seen) {
      MembershipChange change;
      if (seen.membership().isEmpty()) {
        change = Fixture.addition(seen, role == null ? Role.MEMBER : role);
      } else if (role == null) {
        change = Fixture.removal(seen);
      } else {
        change = Fixture.roleChange(seen, role);
      }
      try {
        change.requireDecidedOn(seen);
        return Optional.of(change);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    @Override
    public List<Promise> promisesBroken(Object answer, Object expected) {
      boolean made = !isDeclined(answer);
      boolean shouldBeMade = !isDeclined(expected);
      if (made == shouldBeMade) {
        return made ? promises() : List.of(ALL_OR_NOTHING);
      }
      return made
          ? List.of(
              ONLY_ON_WHAT_WAS_SEEN, NO_TWINS, NO_LIMIT_PASSED, AN_ADMINISTRATOR_IS_LEFT, ONCE)
          : List.of(ONLY_ON_WHAT_WAS_SEEN);
    }

    @Override
    public List<Promise> promises() {
      return List.of(
          ALL_OR_NOTHING,
          ONLY_ON_WHAT_WAS_SEEN,
          NO_TWINS,
          NO_LIMIT_PASSED,
          AN_ADMINISTRATOR_IS_LEFT,
          ONCE);
    }

    @Override
    public String toString() {
      return "%s reads the facts about %s in %s; meanwhile (%s); then a change on those facts is to be confirmed: %s"
          .formatted(
              by,
              member,
              room,
              meanwhile.stream().map(Action::toString).collect(Collectors.joining("; ")),
              role == null
                  ? "a removal, or an addition if the member was not in the room"
                  : "the role %s, or an addition with it".formatted(role));
    }
  }

  /** True if the store declined a change. */
  static boolean isDeclined(Object answer) {
    return answer instanceof ConfirmLater.Answer later && later.instead().isPresent();
  }

  /** Saves the account. */
  record SaveAccount(AccountStatus status) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return saved(() -> fixture.save(status));
    }

    @Override
    public List<Promise> promises() {
      return List.of(SEEN);
    }

    @Override
    public String toString() {
      return "the account is saved as %s".formatted(status);
    }
  }

  /** Saves the room. */
  record SaveRoom(SampleRoom room, InvitePolicy policy) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return saved(() -> fixture.save(room, policy));
    }

    @Override
    public List<Promise> promises() {
      return List.of(SEEN);
    }

    @Override
    public String toString() {
      return "%s is saved with the invite policy %s".formatted(room, policy);
    }
  }

  /** Saves the member, able to act. */
  record SaveMember(SampleMember member) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return saved(() -> fixture.save(member));
    }

    @Override
    public List<Promise> promises() {
      return List.of(SEEN);
    }

    @Override
    public String toString() {
      return "%s is saved as active".formatted(member);
    }
  }

  /** Saves the member, suspended or stopped. */
  record SuspendMember(SampleMember member) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return saved(() -> fixture.suspend(member));
    }

    @Override
    public List<Promise> promises() {
      return List.of(SEEN);
    }

    @Override
    public String toString() {
      return "%s is suspended".formatted(member);
    }
  }

  private static Object saved(Runnable saving) {
    return untilAvailable(
        () -> {
          saving.run();
          return "saved";
        });
  }

  /** Removes the room and its memberships. */
  record RemoveRoom(SampleRoom room) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> fixture.remove(room));
    }

    @Override
    public List<Promise> promises() {
      return List.of(NO_ORPHANS);
    }

    @Override
    public String toString() {
      return "the room %s is removed".formatted(room);
    }
  }

  /** Removes the member and its memberships. */
  record RemoveMember(SampleMember member) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> fixture.remove(member));
    }

    @Override
    public List<Promise> promises() {
      return List.of(NO_ORPHANS);
    }

    @Override
    public String toString() {
      return "the member %s is removed from the account".formatted(member);
    }
  }

  /** Removes the member's memberships. */
  record RemoveAllOf(SampleMember member) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> fixture.removeAllOf(member));
    }

    @Override
    public List<Promise> promises() {
      return List.of(NO_ORPHANS);
    }

    @Override
    public String toString() {
      return "all memberships of %s are removed".formatted(member);
    }
  }

  /** Reads one membership. */
  record Find(SampleRoom room, SampleMember member) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> fixture.find(room, member));
    }

    @Override
    public List<Promise> promises() {
      return List.of(SEEN, NOTHING_BENT);
    }

    @Override
    public String toString() {
      return "the membership of %s in %s is read".formatted(member, room);
    }
  }

  /** Reads the facts. */
  record Facts(SampleCaller by, SampleRoom room, SampleMember member) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> Fixture.withoutStamp(fixture.facts(by, room, member)));
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, SEEN, NO_ORPHANS, NOTHING_BENT);
    }

    @Override
    public String toString() {
      return "%s reads the facts about %s in %s".formatted(by, member, room);
    }
  }

  /** Reads a page of a room; {@code after} is null for the first page. */
  record ListByRoom(SampleRoom room, @Nullable SampleMember after, int size) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(
          () ->
              fixture
                  .store
                  .memberships()
                  .listByRoom(fixture.account, room.id(), after == null ? null : after.id(), size));
    }

    @Override
    public List<Promise> promises() {
      return List.of(WHOLE_LISTINGS);
    }

    @Override
    public String toString() {
      return "%s memberships of the room %s are listed%s"
          .formatted(size, room, after == null ? "" : ", after " + after);
    }
  }

  /** Reads a page of a member; {@code after} is null for the first page. */
  record ListByMember(SampleMember member, @Nullable SampleRoom after, int size) implements Action {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(
          () ->
              fixture
                  .store
                  .memberships()
                  .listByMember(
                      fixture.account, member.id(), after == null ? null : after.id(), size));
    }

    @Override
    public List<Promise> promises() {
      return List.of(WHOLE_LISTINGS);
    }

    @Override
    public String toString() {
      return "%s memberships of the member %s are listed%s"
          .formatted(size, member, after == null ? "" : ", after " + after);
    }
  }

  /** Anything that takes effect at one instant. */
  static Arbitrary<Action> single() {
    return single(List.of(SampleRoom.values()), OCCUPANTS);
  }

  /** Anything that takes effect at one instant, about two rooms and two members. */
  static Arbitrary<Action> contended() {
    List<SampleMember> members = List.of(ANN, ANN_UPPER);
    return Arbitraries.frequencyOf(
        Tuple.of(
            1,
            Combinators.combine(
                    Arbitraries.of(members), Arbitraries.of(TWO_ROOMS), Arbitraries.of(members))
                .as(Facts::new)),
        Tuple.of(4, single(TWO_ROOMS, members)));
  }

  /** An addition of one of the members to LOUNGE. */
  static Arbitrary<Action> additionToLounge(List<SampleMember> members) {
    return Arbitraries.of(members)
        .map(
            member -> new Create(ADMINISTRATOR_OF_ACCOUNT, SampleRoom.LOUNGE, member, Role.MEMBER));
  }

  private static Arbitrary<SampleCaller> callers() {
    return Arbitraries.of(ADMINISTRATOR_OF_ACCOUNT, ANN, ANN_UPPER);
  }

  /** Anything that takes effect at one instant, about these rooms and members. */
  static Arbitrary<Action> single(List<SampleRoom> rooms, List<SampleMember> members) {
    Arbitrary<SampleCaller> by = callers();
    Arbitrary<SampleRoom> room = Arbitraries.of(rooms);
    Arbitrary<SampleMember> member = Arbitraries.of(members);
    Arbitrary<Role> role = Arbitraries.of(Role.class);
    Arbitrary<Integer> size = Arbitraries.integers().between(1, 4);
    return Arbitraries.frequencyOf(
        Tuple.of(12, Combinators.combine(by, room, member, role).as(Create::new)),
        Tuple.of(4, Combinators.combine(by, room, member, role).as(Update::new)),
        Tuple.of(4, Combinators.combine(by, room, member).as(Delete::new)),
        Tuple.of(1, Combinators.combine(by, room, member).as(Get::new)),
        Tuple.of(1, Arbitraries.of(AccountStatus.class).map(SaveAccount::new)),
        Tuple.of(
            2, Combinators.combine(room, Arbitraries.of(InvitePolicy.class)).as(SaveRoom::new)),
        Tuple.of(1, room.map(RemoveRoom::new)),
        Tuple.of(1, member.map(SaveMember::new)),
        Tuple.of(1, member.map(SuspendMember::new)),
        Tuple.of(1, member.map(RemoveMember::new)),
        Tuple.of(1, member.map(RemoveAllOf::new)),
        Tuple.of(2, Combinators.combine(room, member).as(Find::new)),
        Tuple.of(2, Combinators.combine(by, room, member).as(Facts::new)),
        Tuple.of(
            2,
            Combinators.combine(room, Arbitraries.of(OCCUPANTS).injectNull(0.2), size)
                .as(ListByRoom::new)),
        Tuple.of(
            2,
            Combinators.combine(member, Arbitraries.of(SampleRoom.class).injectNull(0.2), size)
                .as(ListByMember::new)));
  }

  /** Anything, also a change with other things happening between the facts and the confirmation. */
  static Arbitrary<Action> any() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, single()), Tuple.of(2, single(TWO_ROOMS, THREE_MEMBERS)), Tuple.of(2, later()));
  }

  /** A change of one membership, to which something often happens meanwhile. */
  private static Arbitrary<Action> later() {
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
                new ConfirmLater(
                    by,
                    room,
                    member,
                    role,
                    meanwhile.stream().map(action -> action.apply(room, member)).toList()));
  }

  /** A change by an administrator of the account, of a membership that is told later. */
  private static Arbitrary<BiFunction<SampleRoom, SampleMember, Action>> toTheSameMembership() {
    Arbitrary<Role> roles = Arbitraries.of(Role.class);
    return Arbitraries.oneOf(
        roles.map(
            role -> (room, member) -> new Create(ADMINISTRATOR_OF_ACCOUNT, room, member, role)),
        roles.map(
            role -> (room, member) -> new Update(ADMINISTRATOR_OF_ACCOUNT, room, member, role)),
        Arbitraries.just((room, member) -> new Delete(ADMINISTRATOR_OF_ACCOUNT, room, member)));
  }
}
