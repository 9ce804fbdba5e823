package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.membership.AddOutcome;
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
import java.util.function.Supplier;
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

    /** Ends it and keeps what was done. */
    void commit() throws Exception;

    /** Ends it and leaves nothing of what was done. */
    void rollback() throws Exception;
  }

  /** Something that the host's transaction is used for, which ends it if all goes well. */
  interface Use {
    void of(HostTransaction transaction) throws Exception;
  }

  /** Within a transaction that no failure leaves open. */
  private void joining(Store store, Use use) throws Exception {
    HostTransaction transaction = begin(store);
    try {
      use.of(transaction);
    } catch (Exception | AssertionError e) {
      try {
        transaction.rollback();
      } catch (Exception rollingBack) {
        e.addSuppressed(rollingBack);
      }
      throw e;
    }
  }

  /** Nothing is left after a rollback. */
  @Test
  @DisplayName("Joining: the host rolls back, and nothing remains")
  default void nothingRemainsAfterARollback() throws Exception {
    FreshStore.use(
        this,
        Cast.MEMBER_ROOM_LIMIT,
        store -> {
          Cast cast = new Cast();
          cast.enter(store);
          new Action.Create(-1, 0, 2, Role.MEMBER).on(store, cast);
          new Action.Create(-1, 2, 3, Role.MEMBER).on(store, cast);
          List<Object> before = cast.picture(store);

          joining(
              store,
              transaction -> {
                Store joined = transaction.store();
                assertThat(new Action.Create(-1, 0, 0, Role.ADMINISTRATOR).on(joined, cast))
                    .isInstanceOf(Created.class);
                assertThat(new Action.Create(-1, 0, 1, Role.MEMBER).on(joined, cast))
                    .isInstanceOf(Created.class);
                new Action.ChangeRole(-1, 0, 2, Role.ADMINISTRATOR).on(joined, cast);
                new Action.Remove(-1, 2, 3).on(joined, cast);
                new Action.RemoveAllOf(2).on(joined, cast);
                new Action.RemoveMember(3).on(joined, cast);
                new Action.SaveMember(4, true).on(joined, cast);
                new Action.RemoveRoom(1).on(joined, cast);
                new Action.SaveRoom(2, InvitePolicy.ADMINISTRATORS).on(joined, cast);
                new Action.SaveAccount(AccountStatus.SUSPENDED).on(joined, cast);
                assertThat(cast.picture(joined)).isNotEqualTo(before);
                transaction.rollback();
              });

          cast.looksLike(before, store, "after the rollback");
        });
  }

  /** The store leaves the commit to the host. */
  @Test
  @DisplayName("Joining: nothing is seen outside before the host commits, and all of it after")
  default void allIsSeenAfterTheCommit() throws Exception {
    FreshStore.use(
        this,
        Cast.MEMBER_ROOM_LIMIT,
        store -> {
          Cast cast = new Cast();
          cast.enter(store);
          List<Object> before = cast.picture(store);

          joining(
              store,
              transaction -> {
                new Action.Create(-1, 0, 0, Role.ADMINISTRATOR).on(transaction.store(), cast);
                new Action.Create(-1, 0, 1, Role.MEMBER).on(transaction.store(), cast);
                outside(store, cast)
                    .ifPresent(
                        seen ->
                            assertThat(seen)
                                .as("what the store tells outside, before the commit")
                                .isEqualTo(before));
                List<Object> inside = cast.picture(transaction.store());
                transaction.commit();

                cast.looksLike(inside, store, "after the commit");
              });
        });
  }

  /** A refusal is an answer, not an error of the host's transaction. */
  @Test
  @DisplayName("Joining: after every kind of refusal the host's transaction goes on")
  default void refusalsLeaveTheTransactionUsable() throws Exception {
    FreshStore.use(
        this,
        Cast.MEMBER_ROOM_LIMIT,
        store -> {
          Cast cast = new Cast();
          cast.enter(store);
          for (int member = 0; member < Cast.ROOM_LIMIT; member++) {
            new Action.Create(-1, 0, member, Role.MEMBER).on(store, cast);
          }
          joining(
              store,
              transaction -> {
                Store joined = transaction.store();
                MembershipFacts toBeStale = joined.memberships().facts(cast.key(1, 3), null);
                MembershipFacts toBeGone = joined.memberships().facts(cast.key(2, 3), null);
                joined.rooms().save(cast.roomIs(1, InvitePolicy.ADMINISTRATORS));
                new Action.RemoveRoom(2).on(joined, cast);
                // The action refuses these on the facts; the store itself is asked too.
                assertThat(new Action.Create(-1, 0, 0, Role.MEMBER).on(joined, cast))
                    .isInstanceOf(Conflict.class);
                assertThat(add(joined, joined.memberships().facts(cast.key(0, 0), null)))
                    .isInstanceOf(AddOutcome.AlreadyMember.class);
                assertThat(new Action.Create(-1, 0, 4, Role.MEMBER).on(joined, cast))
                    .isInstanceOf(ResourceLimitExceeded.class);
                assertThat(add(joined, joined.memberships().facts(cast.key(0, 4), null)))
                    .isEqualTo(new AddOutcome.RoomFull(Cast.ROOM_LIMIT));
                isStale(() -> add(joined, toBeStale));
                assertThat(add(joined, toBeGone)).isEqualTo(new AddOutcome.Gone());
                assertThat(new Action.Create(-1, 2, 0, Role.MEMBER).on(joined, cast))
                    .isInstanceOf(NotFound.class);
                assertThat(new Action.Create(-1, 1, 4, Role.MEMBER).on(joined, cast))
                    .isInstanceOf(Created.class);
                transaction.commit();
              });

          assertThat(store.memberships().find(cast.key(1, 4))).isPresent();
        });
  }

  /**
   * What another thread sees meanwhile; empty where readers wait for who writes, or are told that
   * they would have to.
   */
  private static Optional<List<Object>> outside(Store store, Cast cast) throws Exception {
    CompletableFuture<List<Object>> seen = CompletableFuture.supplyAsync(() -> cast.picture(store));
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

  /** Inside a transaction fresh facts might never come: a store may say so instead. */
  private static void isStale(Supplier<AddOutcome> adding) {
    try {
      assertThat(adding.get()).isEqualTo(new AddOutcome.Stale());
    } catch (StoreUnavailableException e) {
      assertThat(e.outcomeUnknown()).as("that the outcome is unknown").isFalse();
    }
  }

  private static AddOutcome add(Store store, MembershipFacts seen) {
    return store.memberships().add(Stage.membership(seen.key(), Role.MEMBER), seen);
  }
}
