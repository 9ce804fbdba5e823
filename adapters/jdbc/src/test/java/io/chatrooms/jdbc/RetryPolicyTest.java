package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations that give way to others, on a database whose locks time out at once. */
class RetryPolicyTest {
  private static final String LOCK_NOT_AVAILABLE = "SQLState 55P03, vendor code 0";

  private final Scene scene = new Scene("retries");
  private final String prefix = Databases.freshPrefix();
  private final List<String> observed = new ArrayList<>();

  private HikariDataSource pool;
  private Connection host;

  /** Somebody else holds the room. */
  @BeforeEach
  void lockTheRoom() throws SQLException {
    pool = Databases.pool(Databases.postgreSql() + "?options=-c%20lock_timeout=1", "postgres", 2);
    JdbcStore own = JdbcStore.builder(pool).tablePrefix(prefix).createTables().build();
    scene.putInto(own, 1, 2);
    host = pool.getConnection();
    host.setAutoCommit(false);
    own.joining(host).rooms().save(scene.roomIs(0));
  }

  @AfterEach
  void close() throws SQLException {
    host.rollback();
    host.close();
    pool.close();
  }

  private JdbcStore store(RetryPolicy policy) {
    return JdbcStore.builder(pool).tablePrefix(prefix).retries(policy).build();
  }

  private void onRetry(int attempt, StoreException failure) {
    observed.add(attempt + ": " + failure.getMessage());
  }

  @Test
  void theStoreGivesUpAfterAllAttemptsAndKeepsTheEarlierCauses() {
    JdbcStore store = store(RetryPolicy.DEFAULT.withAttempts(3).withObserver(this::onRetry));

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> store.rooms().save(scene.roomIs(0)))
        .withMessage(LOCK_NOT_AVAILABLE)
        .satisfies(
            e -> {
              assertThat(e.outcomeUnknown()).isFalse();
              assertThat(e.getSuppressed())
                  .hasSize(2)
                  .allSatisfy(
                      earlier ->
                          assertThat(earlier)
                              .hasMessage(LOCK_NOT_AVAILABLE)
                              .hasCauseInstanceOf(SQLException.class));
            });
    assertThat(observed).containsExactly("1: " + LOCK_NOT_AVAILABLE, "2: " + LOCK_NOT_AVAILABLE);
  }

  @Test
  void noDataIsInTheCauses() {
    JdbcStore store = store(RetryPolicy.DEFAULT.withAttempts(2));

    assertThat(scene.add(store, 0, 0, Role.MEMBER))
        .isInstanceOfSatisfying(
            ServiceUnavailable.class,
            unavailable -> {
              Throwable failure = unavailable.cause().orElseThrow();
              assertThat(failure.getSuppressed()).hasSize(1);
              assertThat(failure.getSuppressed()[0])
                  .cause()
                  .message()
                  .doesNotContain("lock", "room");
            });
  }

  @Test
  void theStoreGivesUpAfterTheLongestTime() {
    JdbcStore store =
        store(RetryPolicy.DEFAULT.withLongest(Duration.ZERO).withObserver(this::onRetry));

    assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(ServiceUnavailable.class);
    assertThat(observed).isEmpty();
  }

  @Test
  void aRepeatedOperationSucceedsWhenTheOthersAreDone() {
    JdbcStore store =
        store(
            RetryPolicy.DEFAULT.withObserver(
                (attempt, failure) -> {
                  if (attempt == 2) {
                    release();
                  }
                }));

    assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
  }

  private void release() {
    try {
      host.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anObserverThatFailsChangesNothing() {
    JdbcStore store =
        store(
            RetryPolicy.DEFAULT.withObserver(
                (attempt, failure) -> {
                  release();
                  throw new IllegalStateException("observer");
                }));

    assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(Created.class);
  }

  @Test
  void nothingIsRepeatedInATransactionOfTheHost() throws SQLException {
    JdbcStore store = store(RetryPolicy.DEFAULT.withObserver(this::onRetry));
    try (Connection other = pool.getConnection()) {
      other.setAutoCommit(false);
      assertThat(scene.add(store.joining(other), 0, 0, Role.MEMBER))
          .isInstanceOf(ServiceUnavailable.class);
      other.rollback();
    }
    assertThat(observed).isEmpty();
  }

  @Test
  void aThreadThatIsInterruptedGivesUp() {
    JdbcStore store =
        store(
            RetryPolicy.DEFAULT.withObserver(
                (attempt, failure) -> Thread.currentThread().interrupt()));

    assertThat(scene.add(store, 0, 0, Role.MEMBER)).isInstanceOf(ServiceUnavailable.class);
    assertThat(Thread.interrupted()).as("interrupted").isTrue();
  }

  @Test
  void aPolicyAllowsOneAttemptAtLeast() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.DEFAULT.withAttempts(0))
        .withMessage("an operation is tried 1 time or more, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.DEFAULT.withLongest(Duration.ofMillis(-1)))
        .withMessage("the longest time is 0 or more, not PT-0.001S");
  }
}
