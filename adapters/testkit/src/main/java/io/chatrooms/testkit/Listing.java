package io.chatrooms.testkit;

import static io.chatrooms.testkit.Patience.untilAvailable;
import static io.chatrooms.testkit.Promise.ONE_INSTANT;
import static io.chatrooms.testkit.Promise.SEEN;
import static io.chatrooms.testkit.Promise.WHOLE_LISTINGS;

import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ListRooms;
import io.chatrooms.core.action.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the first page. Each store makes the tokens of its own pages, so none is in an answer. */
sealed interface Listing extends Action {
  /** Stands for the token of a next page. */
  String NEXT = "there is a next page";

  /**
   * A page.
   *
   * @param outcome the outcome with {@link #NEXT} instead of the token
   * @param token the token for the next page
   */
  record Page(Outcome outcome, Optional<String> token) {}

  /** The page of this token, or the first one if it is null. */
  Page page(Fixture fixture, @Nullable String token);

  @Override
  default Object on(Fixture fixture) {
    return page(fixture, null).outcome();
  }

  @Override
  default List<Promise> promises() {
    return List.of(ONE_INSTANT, SEEN, WHOLE_LISTINGS);
  }

  /** The outcome with {@link #NEXT} instead of a token. */
  static Outcome withoutToken(Outcome outcome) {
    if (outcome instanceof ListRoomMemberships.Listed listed) {
      return new ListRoomMemberships.Listed(
          listed.rule(), listed.items(), listed.nextToken().map(next -> NEXT));
    } else if (outcome instanceof ListRooms.Listed listed) {
      return new ListRooms.Listed(
          listed.rule(), listed.rooms(), listed.nextToken().map(next -> NEXT));
    }
    return outcome;
  }

  /** The action ListRoomMemberships. */
  record OfMemberships(SampleCaller by, SampleRoom room, int size) implements Listing {
    @Override
    public Page page(Fixture fixture, @Nullable String token) {
      Outcome outcome = untilAvailable(() -> fixture.listMemberships(by, room, size, token));
      return new Page(
          withoutToken(outcome),
          outcome instanceof ListRoomMemberships.Listed listed
              ? listed.nextToken()
              : Optional.empty());
    }

    @Override
    public String toString() {
      return "%s lists memberships of %s, %s on a page".formatted(by, room, size);
    }
  }

  /** The action ListRooms; null for the rooms of the account. */
  record OfRooms(SampleCaller by, @Nullable SampleMember member, int size) implements Listing {
    @Override
    public Page page(Fixture fixture, @Nullable String token) {
      Outcome outcome = untilAvailable(() -> fixture.listRooms(by, member, size, token));
      return new Page(
          withoutToken(outcome),
          outcome instanceof ListRooms.Listed listed ? listed.nextToken() : Optional.empty());
    }

    @Override
    public String toString() {
      return "%s lists rooms of %s, %s on a page"
          .formatted(by, member == null ? "the account" : member, size);
    }
  }

  /** Lists page by page, and lets other things happen after the first page. Not one step. */
  record PageByPage(Listing listing, List<Action> meanwhile) implements Action {
    /** More than there are rooms or members, for a store that never comes to an end. */
    private static final int MOST_PAGES = 9;

    @Override
    public Object on(Fixture fixture) {
      Page page = listing.page(fixture, null);
      List<Object> answers = new ArrayList<>(List.of(page.outcome()));
      meanwhile.forEach(action -> answers.add(action.on(fixture)));
      for (int i = 1; i < MOST_PAGES && page.token().isPresent(); i++) {
        page = listing.page(fixture, page.token().get());
        answers.add(page.outcome());
      }
      return answers;
    }

    @Override
    public List<Promise> promises() {
      return listing.promises();
    }

    @Override
    public String toString() {
      return "%s; after the first page (%s); then the other pages"
          .formatted(listing, Story.joined(meanwhile));
    }
  }
}
