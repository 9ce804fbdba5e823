package io.chatrooms.testkit;

import static io.chatrooms.testkit.Patience.untilAvailable;
import static io.chatrooms.testkit.Promise.ALL_OR_NOTHING;
import static io.chatrooms.testkit.Promise.AN_ADMINISTRATOR_IS_LEFT;
import static io.chatrooms.testkit.Promise.NOTHING_BENT;
import static io.chatrooms.testkit.Promise.NO_LIMIT_PASSED;
import static io.chatrooms.testkit.Promise.NO_ORPHANS;
import static io.chatrooms.testkit.Promise.NO_TWINS;
import static io.chatrooms.testkit.Promise.ONE_INSTANT;
import static io.chatrooms.testkit.Promise.SEEN;
import static io.chatrooms.testkit.Promise.WHOLE_LISTINGS;

import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.BatchCreateRoomMembership.Processed;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to do to a store, as a value: it can be done to the store under test and to the model,
 * printed as a sentence, and left out.
 */
interface Action {
  /** Does it, again while the store is unavailable without an effect, and returns the answer. */
  Object on(Fixture fixture);

  /** True if it answers so on the model. */
  default boolean explains(Object answer, Fixture model) {
    return on(model).equals(answer);
  }

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

  /** The action BatchCreateRoomMembership. */
  record Batch(SampleCaller by, SampleRoom room, List<Item> items) implements Action {
    /** One of those to add. */
    record Item(SampleMember member, Role role) {
      @Override
      public String toString() {
        return "%s as %s".formatted(member, role);
      }
    }

    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(
          () ->
              fixture.batch(
                  by,
                  room,
                  items.stream()
                      .map(
                          item ->
                              new BatchCreateRoomMembership.Item(
                                  item.member().id().value(), item.role().apiName()))
                      .toList()));
    }

    /**
     * Of a batch with a member who does not exist, only what it creates: a store need not lock what
     * does not exist, so the refusal may be of an earlier instant.
     */
    @Override
    public boolean explains(Object answer, Fixture model) {
      if (!(answer instanceof Processed processed)
          || processed.created().isEmpty()
          || processed.refused().stream().noneMatch(item -> item.outcome() instanceof NotFound)) {
        return on(model).equals(answer);
      }
      List<Item> created = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        if (processed.outcomes().get(i).outcome() instanceof Created) {
          created.add(items.get(i));
        }
      }
      return new Batch(by, room, created).on(model) instanceof Processed made
          && made.created().equals(processed.created());
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, ALL_OR_NOTHING, NO_TWINS, NO_LIMIT_PASSED);
    }

    @Override
    public String toString() {
      return "%s adds several to %s: %s".formatted(by, room, items);
    }
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

  /** Reads the facts about several members. */
  record FactsOfSeveral(SampleCaller by, SampleRoom room, List<SampleMember> members)
      implements Action {
    @Override
    public Object on(Fixture fixture) {
      return untilAvailable(() -> Fixture.withoutStamp(fixture.factsOf(by, room, members)));
    }

    @Override
    public List<Promise> promises() {
      return List.of(ONE_INSTANT, SEEN, NO_ORPHANS, NOTHING_BENT);
    }

    @Override
    public String toString() {
      return "%s reads the facts about %s in %s at once".formatted(by, members, room);
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
}
