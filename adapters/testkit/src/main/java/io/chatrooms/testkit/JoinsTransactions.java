package io.chatrooms.testkit;

import static io.chatrooms.testkit.Fixture.addition;
import static io.chatrooms.testkit.Fixture.removal;
import static io.chatrooms.testkit.Fixture.roleChange;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_SPACE;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleMember.ROBOT;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_SPACE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.store.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Declares that a store can take part in a transaction of its host, and adds the tests of that. */
public interface JoinsTransactions extends StoreFactory {
  /** Begins a transaction of the host on the data of this store. */
  HostTransaction begin(Store store) throws Exception;

  /** A transaction that the host began, and ends. */
  interface HostTransaction {
    /** A store whose operations are part of the transaction. */
    Store store();

    /** Ends the transaction and keeps its changes. */
    void commit() throws Exception;

    /** Ends the transaction and discards its changes. */
    void rollback() throws Exception;
  }

  /** The whole of the transaction is undone. */
  @Test
  @DisplayName("Promise 2, in the host's transaction: after a rollback nothing remains")
  default void nothingRemainsAfterARollback() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN_SPACE, Role.MEMBER);
          fixture.given(LOUNGE_SPACE, ROBOT, Role.MEMBER);
          List<Object> before = fixture.picture();

          joining(
              fixture,
              (transaction, joined) -> {
                assertThat(joined.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.ADMINISTRATOR))
                    .isInstanceOf(Created.class);
                assertThat(joined.create(ANN, LOUNGE, ANN_UPPER, Role.MEMBER))
                    .isInstanceOf(Created.class);
                assertThat(joined.update(ANN, LOUNGE, ANN_SPACE, Role.ADMINISTRATOR))
                    .isInstanceOf(Updated.class);
                assertThat(joined.delete(ADMINISTRATOR_OF_ACCOUNT, LOUNGE_SPACE, ROBOT))
                    .isInstanceOf(Deleted.class);
                joined.removeAllOf(ANN_SPACE);
                joined.remove(ROBOT);
                joined.suspend(BOB);
                joined.remove(LOUNGE_UPPER);
                joined.save(LOUNGE_SPACE, InvitePolicy.ADMINISTRATORS);
                joined.save(AccountStatus.SUSPENDED);
                assertThat(joined.picture()).isNotEqualTo(before);
                transaction.rollback();
              });

          fixture.looksLike(before, "after the rollback");
        });
  }

  /** The store leaves the commit to the host. */
  @Test
  @DisplayName("Promise 8, in the host's transaction: others see all of it, after the commit")
  default void othersSeeAllOfItAfterTheCommit() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          List<Object> before = fixture.picture();

          joining(
              fixture,
              (transaction, joined) -> {
                joined.given(LOUNGE, ANN, Role.ADMINISTRATOR);
                joined.given(LOUNGE, ANN_UPPER, Role.MEMBER);
                joined.update(ANN, LOUNGE, ANN_UPPER, Role.ADMINISTRATOR);
                outside(fixture)
                    .ifPresent(
                        seen ->
                            assertThat(seen)
                                .as("what the store returns outside, before the commit")
                                .isEqualTo(before));
                List<Object> inside = joined.picture();
                transaction.commit();

                fixture.looksLike(inside, "after the commit");
              });
        });
  }

  /** A refusal is an answer, not a failure of the host's transaction. */
  @Test
  @DisplayName("Promise 2, in the host's transaction: it goes on after every kind of refusal")
  default void itGoesOnAfterEveryKindOfRefusal() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          MembershipFacts notYetIn = fixture.facts(LOUNGE, ANN);
          MembershipFacts notYetFull = fixture.facts(LOUNGE, BOB);
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          fixture.given(LOUNGE, ANN_SPACE, Role.MEMBER);
          fixture.given(LOUNGE_UPPER, ANN, Role.MEMBER);
          joining(
              fixture,
              (transaction, joined) -> {
                MembershipFacts otherPolicy = joined.facts(LOUNGE_UPPER, ROBOT);
                MembershipFacts noRoom = joined.facts(LOUNGE_SPACE, ROBOT);
                MembershipFacts removed = joined.facts(LOUNGE_UPPER, ANN);
                joined.save(LOUNGE_UPPER, InvitePolicy.ADMINISTRATORS);
                joined.remove(LOUNGE_SPACE);
                assertThat(joined.delete(ADMINISTRATOR_OF_ACCOUNT, LOUNGE_UPPER, ANN))
                    .isInstanceOf(Deleted.class);

                // The rules refuse these on the facts.
                assertThat(joined.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.MEMBER))
                    .isInstanceOf(Conflict.class);
                assertThat(joined.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, BOB, Role.MEMBER))
                    .isInstanceOf(ResourceLimitExceeded.class);
                assertThat(joined.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE_SPACE, ANN, Role.MEMBER))
                    .isInstanceOf(NotFound.class);
                assertThat(joined.update(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.MEMBER))
                    .isInstanceOf(Forbidden.class);

                // The store declines these.
                MembershipFacts last = joined.facts(LOUNGE, ANN);
                declines(joined, addition(notYetIn, Role.MEMBER), notYetIn);
                declines(joined, addition(notYetFull, Role.MEMBER), notYetFull);
                declines(joined, addition(otherPolicy, Role.MEMBER), otherPolicy);
                declines(joined, addition(noRoom, Role.MEMBER), noRoom);
                declines(joined, removal(removed), removed);
                declines(joined, roleChange(last, Role.MEMBER), last);
                declines(joined, removal(last), last);

                assertThat(joined.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE_UPPER, BOB, Role.MEMBER))
                    .isInstanceOf(Created.class);
                transaction.commit();
              });

          assertThat(fixture.find(LOUNGE_UPPER, BOB)).isPresent();
        });
  }

  /** The decision is made again inside the transaction. */
  @Test
  @DisplayName("Promise 2, in the host's transaction: on the facts instead the next change is made")
  default void theFactsInsteadLeadOnInTheTransaction() throws Exception {
    Fixture.use(
        this,
        fixture ->
            joining(
                fixture,
                (transaction, joined) -> {
                  MembershipFacts seen = joined.facts(LOUNGE, ANN);
                  joined.save(LOUNGE, InvitePolicy.ADMINISTRATORS);
                  Optional<MembershipFacts> instead =
                      declines(joined, addition(seen, Role.MEMBER), seen);
                  instead.ifPresent(
                      facts ->
                          joined.isMade(
                              addition(facts, Role.MEMBER),
                              facts,
                              "an addition on the facts instead"));
                  transaction.commit();
                  assertThat(fixture.find(LOUNGE, ANN).isPresent())
                      .as("that what was made is there after the commit")
                      .isEqualTo(instead.isPresent());
                }));
  }

  /**
   * The facts that are returned instead. Inside a transaction a store might never get to see fresh
   * facts: it may then say that it is unavailable, and that nothing changed.
   */
  private static Optional<MembershipFacts> declines(
      Fixture joined, MembershipChange change, MembershipFacts seen) {
    try {
      return Optional.of(joined.isDeclined(change, seen, "a change on old facts: " + change));
    } catch (StoreUnavailableException e) {
      assertThat(e.outcomeUnknown()).as("that the outcome is unknown").isFalse();
      return Optional.empty();
    }
  }

  /**
   * What another thread reads meanwhile; empty where readers wait for a writer, or are told that
   * they would have to.
   */
  private static Optional<List<Object>> outside(Fixture fixture) throws Exception {
    CompletableFuture<List<Object>> seen = CompletableFuture.supplyAsync(fixture::picture);
    try {
      return Optional.of(seen.get(2, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreUnavailableException unavailable
          && !unavailable.outcomeUnknown()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** In a transaction that no failure leaves open. */
  private void joining(Fixture fixture, JoinedUse use) throws Exception {
    HostTransaction transaction = begin(fixture.store);
    try {
      use.of(transaction, fixture.seenBy(transaction.store()));
    } catch (Exception | AssertionError e) {
      try {
        transaction.rollback();
      } catch (Exception rollingBack) {
        e.addSuppressed(rollingBack);
      }
      throw e;
    }
  }
}
