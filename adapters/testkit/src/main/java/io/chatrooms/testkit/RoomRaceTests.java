package io.chatrooms.testkit;

import static io.chatrooms.testkit.Patience.untilAvailable;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleMember.ROBOT;
import static io.chatrooms.testkit.SampleRoom.CLUB;
import static io.chatrooms.testkit.SampleRoom.DEN;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_SPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.CreateRoomRule;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rooms, proposals and listings when many threads act at once. */
interface RoomRaceTests extends StoreFactory {
  @Test
  @DisplayName("Promise 1: facts of several, and a page with its facts, are of one instant")
  default void factsOfSeveralAndListingsAreOfOneInstant() throws Exception {
    race(
        fixture -> {
          fixture.given(LOUNGE, BOB, Role.MEMBER);
          RaceTests.whileAnnComesAndGoes(
              fixture,
              () -> {
                List<MembershipFacts> facts = fixture.factsOf(ANN, LOUNGE, List.of(BOB, ANN));
                assertThat(facts.get(0).room().membershipCount())
                    .as("the count in the facts about BOB, where those about ANN are %s", facts)
                    .isEqualTo(facts.get(1).membership().isPresent() ? 2 : 1);

                MembershipListing listing = fixture.listing(ANN, LOUNGE);
                assertThat(listing.page().items())
                    .as("the page of the facts %s", listing.room())
                    .hasSize(listing.room().membershipCount());
              });
        });
  }

  @Test
  @DisplayName("Promise 2: nobody sees a new room without its first administrator")
  default void aRoomIsCreatedInOneStep() throws Exception {
    race(
        fixture -> {
          List<Supplier<Object>> reads =
              List.of(
                  () -> fixture.store.rooms().find(fixture.account, CLUB.id()),
                  () -> fixture.find(CLUB, ANN),
                  () -> fixture.roomsOf(ANN),
                  () -> Fixture.withoutStamp(fixture.rooms(ADMINISTRATOR_OF_ACCOUNT, null)),
                  () -> Fixture.withoutStamp(fixture.rooms(ANN, ANN)),
                  () -> Fixture.withoutStamp(fixture.facts(ANN, CLUB)),
                  () -> Fixture.withoutStamp(fixture.factsOfNew(ANN, "new", Fixture.TOKEN)));
          HalfDone.isNeverSeen(() -> fixture.createRoom(ANN, CLUB, "one", null), reads);
          assertThat(fixture.find(CLUB, ANN)).as("the first administrator").isPresent();
        });
  }

  @Test
  @DisplayName("Promise 2: nobody sees the steps of a proposal half made")
  default void aProposalIsMadeInOneStep() throws Exception {
    race(
        fixture -> {
          List<SampleMember> members = List.of(ANN, ROBOT, BOB);
          Proposal proposal =
              Fixture.additions(fixture.factsOf(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, members));
          List<Supplier<Object>> reads = new ArrayList<>();
          reads.add(() -> fixture.inRoom(LOUNGE));
          reads.add(() -> Fixture.withoutStamp(fixture.listing(ANN, LOUNGE)));
          for (SampleMember member : members) {
            reads.add(() -> fixture.find(LOUNGE, member));
            reads.add(() -> fixture.roomsOf(member));
            reads.add(() -> Fixture.withoutStamp(fixture.facts(ANN, LOUNGE, member)));
          }
          HalfDone.isNeverSeen(() -> fixture.confirmAll(proposal), reads);
          assertThat(fixture.inRoom(LOUNGE)).as("the memberships in the end").hasSize(3);
        });
  }

  @Test
  @DisplayName("Promise 4: of creations with one id, or with one token, one is made")
  default void oneOfSeveralCreations() throws Exception {
    race(
        fixture -> {
          fixture.remove(LOUNGE_SPACE); // so that the account may have both
          List<Object> withOneToken =
              Race.of(
                  2,
                  i ->
                      untilAvailable(
                          () -> fixture.createRoom(ANN, i == 0 ? CLUB : DEN, "a", "t1")));
          assertThat(withOneToken)
              .as("the results of two creations with one token, which have one room")
              .extracting(result -> ((CreateRoom.Created) result).rule())
              .containsExactlyInAnyOrder(CreateRoomRule.CRO_06, CreateRoomRule.CRO_03);
          assertThat(withOneToken)
              .extracting(result -> ((CreateRoom.Created) result).room())
              .containsOnly(((CreateRoom.Created) withOneToken.get(0)).room());
          fixture.remove(CLUB);
          fixture.remove(DEN);

          List<Object> withOneId =
              Race.of(
                  2,
                  i ->
                      untilAvailable(
                          () ->
                              fixture.createRoom(
                                  i == 0 ? BOB : ADMINISTRATOR_OF_ACCOUNT, CLUB, "a", null)));
          Race.results(withOneId, CreateRoom.Created.class, 1);
        });
  }

  @Test
  @DisplayName("Promise 5: of several who want the last room of an account one gets it")
  default void lastRoomOfAnAccount() throws Exception {
    race(
        fixture -> {
          List<Object> results =
              Race.of(
                  2,
                  i ->
                      untilAvailable(
                          () ->
                              i == 0
                                  ? fixture.createRoom(ANN, CLUB, "a", null)
                                  : fixture.createRoom(ADMINISTRATOR_OF_ACCOUNT, DEN, "a", null)));
          Race.results(results, CreateRoom.Created.class, 1);
          Race.results(results, ResourceLimitExceeded.class, 1);
        });
  }

  /** Repeats a race on one store, where an account may have few rooms. */
  private void race(Fixture.Use once) throws Exception {
    FreshStore.useTight(this, store -> Race.repeat(20, store, once));
  }
}
