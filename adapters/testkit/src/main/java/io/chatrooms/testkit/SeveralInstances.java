package io.chatrooms.testkit;

import static io.chatrooms.testkit.Fixture.addition;
import static io.chatrooms.testkit.Fixture.removal;
import static io.chatrooms.testkit.Fixture.roleChange;
import static io.chatrooms.testkit.Patience.untilAvailable;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleMember.OCCUPANTS;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Declares that several stores can work on the same data, and adds the tests of that. */
public interface SeveralInstances extends StoreFactory {
  /**
   * One more store on the data of this one; closed after the test if it is {@link AutoCloseable}.
   */
  Store another(Store store) throws Exception;

  /** Promise 8, from one instance to the other. */
  @Test
  @DisplayName("Promise 8: what one instance wrote, the other sees")
  default void whatOneWroteTheOtherSees() throws Exception {
    both(
        (one, other) -> {
          one.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          other.looksLike(one.picture(), "after another instance wrote");
          other.save(AccountStatus.SUSPENDED);
          other.save(LOUNGE, InvitePolicy.ADMINISTRATORS);
          other.suspend(ANN);
          one.looksLike(other.picture(), "after another instance wrote");
          assertThat(one.store.accounts().find(one.account))
              .contains(one.accountThatIs(AccountStatus.SUSPENDED));
          MembershipFacts seen = other.facts(LOUNGE, ANN);
          other.isMade(removal(seen), seen, "a removal");
          one.looksLike(other.picture(), "after another instance wrote");
        });
  }

  /** Page tokens are made with a key of the data, not of the instance. */
  @Test
  @DisplayName("Promise 9: a listing goes on at another instance with the token of the first")
  default void aListingGoesOnAtAnotherInstance() throws Exception {
    both(
        (one, other) -> {
          one.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          one.given(LOUNGE, BOB, Role.MEMBER);
          one.listingsGoOnAt(other);
        });
  }

  /** Promise 3, from one instance to the other. */
  @Test
  @DisplayName("Promise 3: after a change through one instance the other declines on old facts")
  default void afterAChangeThroughOneTheOtherDeclines() throws Exception {
    both(
        (one, other) -> {
          MembershipFacts seen = one.facts(LOUNGE, ANN);
          other.save(AccountStatus.SUSPENDED);
          one.isDeclined(
              addition(seen, Role.MEMBER),
              seen,
              "an addition on the facts from before another instance suspended the account");
        });
  }

  /** Promise 7, from one instance to the other. */
  @Test
  @DisplayName("Promise 7: a change through one instance is not made again through the other")
  default void aChangeThroughOneIsNotMadeAgainThroughTheOther() throws Exception {
    both(
        (one, other) -> {
          one.given(LOUNGE, ANN, Role.MEMBER);
          MembershipFacts seen = one.facts(LOUNGE, ANN);
          MembershipFacts seenByOther = other.facts(LOUNGE, ANN);
          one.isMade(removal(seen), seen, "a removal");
          other.isDeclined(
              removal(seenByOther), seenByOther, "a removal that another instance made");
          other.isDeclined(
              roleChange(seenByOther, Role.ADMINISTRATOR),
              seenByOther,
              "a change of role of a membership that another instance removed");
        });
  }

  /** Promise 5, across instances. */
  @Test
  @DisplayName("Promise 5: instances that race for the places of a room give away no more")
  default void instancesRaceForPlaces() throws Exception {
    repeatedOnBoth(
        (one, other) ->
            Race.results(
                Race.of(
                    OCCUPANTS.size(),
                    i ->
                        untilAvailable(
                            () ->
                                (i % 2 == 0 ? one : other)
                                    .create(
                                        ADMINISTRATOR_OF_ACCOUNT,
                                        LOUNGE,
                                        OCCUPANTS.get(i),
                                        Role.MEMBER))),
                Created.class,
                Fixture.ROOM_LIMIT));
  }

  /** Promise 6, across instances. */
  @Test
  @DisplayName("Promise 6: of administrators who demote each other on two instances one remains")
  default void demotingEachOtherOnTwoInstances() throws Exception {
    repeatedOnBoth(
        (one, other) -> {
          one.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          one.given(LOUNGE, BOB, Role.ADMINISTRATOR);
          Race.of(
              2,
              i ->
                  untilAvailable(
                      () ->
                          i == 0
                              ? one.update(ANN, LOUNGE, BOB, Role.MEMBER)
                              : other.update(BOB, LOUNGE, ANN, Role.MEMBER)));
          assertThat(one.facts(LOUNGE, ANN).room().administratorCount())
              .as("how many administrators remain")
              .isEqualTo(1);
        });
  }

  /** Promises 1 to 10, across instances. */
  @Test
  @DisplayName("Promises 1 to 10: some order explains the results of threads on two instances")
  default void someOrderExplainsTheResultsOfInstances() throws Exception {
    both(
        newStore(Fixture.MEMBER_ROOM_LIMIT, Fixture.TIGHT_ACCOUNT_ROOM_LIMIT),
        (one, other) -> {
          try (Linearizability check = new Linearizability(List.of(one.store, other.store))) {
            Search.forAll(Linearizability.scenarios(), Effort.times(10_000), check::unexplained);
          }
        });
  }

  private void repeatedOnBoth(TwoInstances test) throws Exception {
    both(
        (one, other) -> {
          for (int i = 0; i < Effort.times(10); i++) {
            Fixture fixture = Fixture.on(one.store);
            test.holdsOn(fixture, fixture.seenBy(other.store));
          }
        });
  }

  private void both(TwoInstances test) throws Exception {
    both(newStore(Fixture.MEMBER_ROOM_LIMIT, Fixture.ACCOUNT_ROOM_LIMIT), test);
  }

  private void both(Store store, TwoInstances test) throws Exception {
    FreshStore.use(
        store,
        one ->
            FreshStore.use(
                another(one),
                other -> {
                  Fixture fixture = Fixture.on(one);
                  test.holdsOn(fixture, fixture.seenBy(other));
                }));
  }
}
