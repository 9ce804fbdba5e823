package io.chatrooms.testkit;

import static io.chatrooms.testkit.Patience.untilAvailable;
import static io.chatrooms.testkit.Promise.ALL_OR_NOTHING;
import static io.chatrooms.testkit.Promise.NOTHING_BENT;
import static io.chatrooms.testkit.Promise.NO_LIMIT_PASSED;
import static io.chatrooms.testkit.Promise.NO_ORPHANS;
import static io.chatrooms.testkit.Promise.NO_TWINS;
import static io.chatrooms.testkit.Promise.ONE_INSTANT;
import static io.chatrooms.testkit.Promise.ONLY_ON_WHAT_WAS_SEEN;
import static io.chatrooms.testkit.Promise.SEEN;
import static io.chatrooms.testkit.Promise.WHOLE_LISTINGS;

import io.chatrooms.core.action.Outcome;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.room.InvitePolicy;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Something to do with a room. */
sealed interface RoomAction extends Action {
  /**
   * The action CreateRoom, with one id. So the id is the same on the store and on the model; if it
   * is taken, the answer says so.
   */
  record CreateRoom(SampleCaller by, SampleRoom room, String name, @Nullable String token)
      implements RoomAction {
    @Override
    public Object on(Fixture fixture) {
      Outcome outcome = untilAvailable(() -> fixture.createRoom(by, room, name, token));
      return outcome instanceof ServiceFailure failure
              && failure.cause() instanceof NoSuchElementException
          ? "the id is taken"
          : outcome;
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, ALL_OR_NOTHING, NO_TWINS, NO_LIMIT_PASSED, NO_ORPHANS);
    }

    @Override
    public String toString() {
      return "%s creates %s with the name %s%s"
          .formatted(by, room, name, token == null ? "" : " and the token " + token);
    }
  }

  /** The action GetRoom. */
  record GetRoom(SampleCaller by, SampleRoom room) implements RoomAction {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> fixture.getRoom(by, room));
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, SEEN, NOTHING_BENT);
    }

    @Override
    public String toString() {
      return "%s gets the room %s".formatted(by, room);
    }
  }

  /** The action UpdateRoom; null for what stays. */
  record UpdateRoom(
      SampleCaller by, SampleRoom room, @Nullable String name, @Nullable InvitePolicy policy)
      implements RoomAction {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> fixture.updateRoom(by, room, name, policy));
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, ALL_OR_NOTHING, ONLY_ON_WHAT_WAS_SEEN, NOTHING_BENT);
    }

    @Override
    public String toString() {
      return "%s gives %s the name %s and the invite policy %s".formatted(by, room, name, policy);
    }
  }

  /** The action DeleteRoom. */
  record DeleteRoom(SampleCaller by, SampleRoom room) implements RoomAction {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> fixture.deleteRoom(by, room));
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, ALL_OR_NOTHING, ONLY_ON_WHAT_WAS_SEEN, NO_ORPHANS);
    }

    @Override
    public String toString() {
      return "%s deletes the room %s".formatted(by, room);
    }
  }

  /** Reads the facts about a room. */
  record FactsOfRoom(SampleCaller by, SampleRoom room) implements RoomAction {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> Fixture.withoutStamp(fixture.facts(by, room)));
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, SEEN, NO_ORPHANS, NOTHING_BENT);
    }

    @Override
    public String toString() {
      return "%s reads the facts about the room %s".formatted(by, room);
    }
  }

  /** Reads the memberships of a room with its facts. */
  record PageWithFacts(SampleCaller by, SampleRoom room) implements RoomAction {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> Fixture.withoutStamp(fixture.listing(by, room)));
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, SEEN, WHOLE_LISTINGS, NO_ORPHANS, NOTHING_BENT);
    }

    @Override
    public String toString() {
      return "%s reads the memberships of %s with the facts".formatted(by, room);
    }
  }

  /** Reads the facts about a new room. */
  record FactsOfNew(SampleCaller by, SampleRoom room) implements RoomAction {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(
          () -> Fixture.withoutStamp(fixture.factsOfNew(by, room.id().value(), Fixture.TOKEN)));
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, SEEN, NO_ORPHANS);
    }

    @Override
    public String toString() {
      return "%s reads the facts about the new room %s".formatted(by, room);
    }
  }
}
