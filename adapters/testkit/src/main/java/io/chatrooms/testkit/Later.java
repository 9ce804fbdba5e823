package io.chatrooms.testkit;

import static io.chatrooms.testkit.Patience.untilAvailable;
import static io.chatrooms.testkit.Promise.ALL_OR_NOTHING;
import static io.chatrooms.testkit.Promise.AN_ADMINISTRATOR_IS_LEFT;
import static io.chatrooms.testkit.Promise.NO_LIMIT_PASSED;
import static io.chatrooms.testkit.Promise.NO_TWINS;
import static io.chatrooms.testkit.Promise.ONCE;
import static io.chatrooms.testkit.Promise.ONLY_ON_WHAT_WAS_SEEN;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.room.IdempotencyToken;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts, lets other things happen, and only then has confirmed what follows from those facts.
 */
record Later(Plan plan, List<Action> meanwhile) implements Action {
  /** What is to be confirmed. */
  sealed interface Plan {
    /** Reads the facts and decides; empty if no change follows from them. */
    Optional<Decided> decided(Fixture fixture);
  }

  /**
   * A change, or several.
   *
   * @param confirmation has it confirmed, and returns the facts instead; none if it was made
   */
  record Decided(Object change, Supplier<List<?>> confirmation) {}

  /**
   * What came of it.
   *
   * @param meanwhile what came of the other things
   * @param change the change; empty if none follows from the facts
   * @param instead empty if the change was made, or if there was none
   */
  record Answer(List<Object> meanwhile, Optional<Object> change, List<?> instead) {
    @Override
    public String toString() {
      String outcome =
          change
              .map(
                  decided ->
                      instead.isEmpty()
                          ? "made: " + Story.of(decided)
                          : "declined with " + Story.joined(instead))
              .orElse("no change follows from the facts");
      return "meanwhile (%s); %s".formatted(Story.joined(meanwhile), outcome);
    }
  }

  /**
   * An addition if the member was not in the room, otherwise a change of role, or a removal if the
   * role is null.
   */
  record OfMembership(SampleCaller by, SampleRoom room, SampleMember member, @Nullable Role role)
      implements Plan {
    @Override
    public Optional<Decided> decided(Fixture fixture) {
      MembershipFacts seen = untilAvailable(() -> fixture.facts(by, room, member));
      MembershipChange change;
      if (seen.membership().isEmpty()) {
        change = Fixture.addition(seen, role == null ? Role.MEMBER : role);
      } else if (role == null) {
        change = Fixture.removal(seen);
      } else {
        change = Fixture.roleChange(seen, role);
      }
      return follows(() -> change.requireDecidedOn(seen))
          ? Optional.of(
              new Decided(
                  change,
                  () -> fixture.confirm(change, seen).map(Fixture::withoutStamp).stream().toList()))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return "%s about %s in %s: %s"
          .formatted(
              by,
              member,
              room,
              role == null
                  ? "a removal, or an addition if the member was not in the room"
                  : "the role %s, or an addition with it".formatted(role));
    }
  }

  /** Of each member, in one proposal: an addition, or the other role if it is in the room. */
  record OfSeveral(SampleCaller by, SampleRoom room, List<SampleMember> members) implements Plan {
    @Override
    public Optional<Decided> decided(Fixture fixture) {
      List<MembershipFacts> seen = untilAvailable(() -> fixture.factsOf(by, room, members));
      Proposal proposal;
      try {
        proposal =
            Fixture.together(
                seen, seen.stream().<Fixture.Decision>map(one -> OfSeveral::change).toList());
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
      return Optional.of(
          new Decided(
              proposal.steps().stream().map(Proposal.Step::change).toList(),
              () -> Fixture.withoutStamp(fixture.confirmAll(proposal).get(0))));
    }

    private static MembershipChange change(MembershipFacts seen) {
      return seen.membership()
          .<MembershipChange>map(
              standing ->
                  Fixture.roleChange(
                      seen, standing.role() == Role.MEMBER ? Role.ADMINISTRATOR : Role.MEMBER))
          .orElseGet(() -> Fixture.addition(seen, Role.MEMBER));
    }

    @Override
    public String toString() {
      return "%s about %s in %s: an addition, or the other role, of all of them or of none"
          .formatted(by, members, room);
    }
  }

  /** The creation of a room. */
  record OfNewRoom(SampleCaller by, SampleRoom room, @Nullable IdempotencyToken token)
      implements Plan {
    @Override
    public Optional<Decided> decided(Fixture fixture) {
      NewRoomFacts seen = untilAvailable(() -> fixture.factsOfNew(by, room.id().value(), token));
      RoomCreated creation = Fixture.creation(seen);
      return follows(() -> creation.requireDecidedOn(seen))
          ? Optional.of(
              new Decided(
                  creation,
                  () ->
                      fixture.create(creation, seen).map(Fixture::withoutStamp).stream().toList()))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return "%s about the new room %s: its creation%s"
          .formatted(by, room, token == null ? "" : " with the token " + token.key().charAt(0));
    }
  }

  /** An update of a room, or its removal. */
  record OfRoom(SampleCaller by, SampleRoom room, boolean removed) implements Plan {
    @Override
    public Optional<Decided> decided(Fixture fixture) {
      RoomFacts seen = untilAvailable(() -> fixture.facts(by, room));
      if (seen.room().isEmpty()) {
        return Optional.empty();
      }
      RoomChange change = removed ? Fixture.removal(seen) : Fixture.update(seen);
      return follows(() -> change.requireDecidedOn(seen))
          ? Optional.of(
              new Decided(
                  change,
                  () -> fixture.confirm(change, seen).map(Fixture::withoutStamp).stream().toList()))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return "%s about the room %s: %s".formatted(by, room, removed ? "its removal" : "an update");
    }
  }

  private static boolean follows(Runnable check) {
    try {
      check.run();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** True if the store declined a change. */
  static boolean isDeclined(Object answer) {
    return answer instanceof Answer later && !later.instead().isEmpty();
  }

  @Override
  public Object on(Fixture fixture) {
    Optional<Decided> decided = plan.decided(fixture);
    List<Object> answers = meanwhile.stream().map(action -> action.on(fixture)).toList();
    return new Answer(
        answers,
        decided.map(Decided::change),
        decided.<List<?>>map(change -> untilAvailable(change.confirmation())).orElse(List.of()));
  }

  @Override
  public List<Promise> promisesBroken(Object answer, Object expected) {
    boolean made = !isDeclined(answer);
    boolean shouldBeMade = !isDeclined(expected);
    if (made == shouldBeMade) {
      return made ? promises() : List.of(ALL_OR_NOTHING);
    }
    return made
        ? List.of(ONLY_ON_WHAT_WAS_SEEN, NO_TWINS, NO_LIMIT_PASSED, AN_ADMINISTRATOR_IS_LEFT, ONCE)
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
    return "the facts are read; meanwhile (%s); then a change on those facts is to be confirmed, by %s"
        .formatted(Story.joined(meanwhile), plan);
  }
}
