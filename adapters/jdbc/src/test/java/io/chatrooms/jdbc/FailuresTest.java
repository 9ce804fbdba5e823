package io.chatrooms.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which errors are repeated, which mean unavailable, and which leave the outcome unknown. */
class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 40001, 0",
    "POSTGRESQL, 40P01, 0",
    "POSTGRESQL, 55P03, 0",
    "MARIADB, 40001, 1213",
    "MARIADB, HY000, 1205",
    "H2, 40001, 40001",
    "H2, HYT00, 50200",
    "H2, 90131, 90131",
    "H2, 42S02, 42102",
    "H2, 42S03, 42103",
    "POSTGRESQL, 0A000, 0"
  })
  void contentionIsRepeated(Database database, String state, int code) {
    SQLException e = new SQLException("vendor", state, code);
    assertThat(Failures.isContention(e, database.dialect())).isTrue();
    assertThat(Failures.isRejection(e, database.dialect())).isTrue();
    assertThat(of(e, database)).isInstanceOf(StoreUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 08006, 0",
    "POSTGRESQL, 08001, 0",
    "POSTGRESQL, 57P01, 0",
    "POSTGRESQL, 57P03, 0",
    "POSTGRESQL, 58030, 0",
    "POSTGRESQL, 40003, 0",
    "MARIADB, 08S01, 1927",
    "MARIADB, HY000, 2013",
    "MARIADB, 08S01, 1053",
    "H2, 90067, 90067",
    "H2, 90098, 90098",
    "H2, 90028, 90028",
    "H2, 90031, 90031"
  })
  void aLostConnectionLeavesTheOutcomeUnknown(Database database, String state, int code) {
    SQLException e = new SQLException("vendor", state, code);
    assertThat(Failures.isContention(e, database.dialect())).isFalse();
    assertThat(Failures.isRejection(e, database.dialect())).isFalse();
    assertThat(of(e, database)).isInstanceOf(StoreUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 53100, 0",
    "POSTGRESQL, 53300, 0",
    "POSTGRESQL, 25006, 0",
    "POSTGRESQL, 57014, 0",
    "MARIADB, 25006, 1792"
  })
  void aFullDiskOrAReadOnlyServerIsUnavailableAndChangedNothing(
      Database database, String state, int code) {
    SQLException e = new SQLException("vendor", state, code);
    assertThat(Failures.isContention(e, database.dialect())).isFalse();
    assertThat(Failures.isRejection(e, database.dialect())).isTrue();
    assertThat(of(e, database)).isInstanceOf(StoreUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "MARIADB, HY000, 1021", "MARIADB, HY000, 1114", "MARIADB, HY000, 1290",
    "MARIADB, 08004, 1040", "H2, 90097, 90097", "H2, 90020, 90020"
  })
  void vendorCodesForUnavailableAreKnown(Database database, String state, int code) {
    assertThat(of(new SQLException("vendor", state, code), database))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 23503, 0",
    "POSTGRESQL, 42P01, 0",
    "POSTGRESQL, 28P01, 0",
    "POSTGRESQL, 22001, 0",
    "POSTGRESQL, P0001, 0",
    "MARIADB, 23000, 1452",
    "MARIADB, 45000, 1644",
    "MARIADB, HY000, 1364",
    "MARIADB, HY000, 1665",
    "H2, 90044, 90044",
    "H2, 23513, 23513"
  })
  void aStatementThatTheServerRejectsIsBroken(Database database, String state, int code) {
    SQLException e = new SQLException("vendor", state, code);
    assertThat(Failures.isContention(e, database.dialect())).isFalse();
    assertThat(Failures.isRejection(e, database.dialect())).isTrue();
    assertThat(of(e, database)).isInstanceOf(StoreBrokenException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 23505, 0, true",
    "POSTGRESQL, 42710, 0, true",
    "POSTGRESQL, 42P07, 0, true",
    "POSTGRESQL, 40P01, 0, true",
    "POSTGRESQL, 42501, 0, false",
    "POSTGRESQL, , 0, false",
    "MARIADB, 23000, 1062, true",
    "MARIADB, 42S01, 1050, true",
    "MARIADB, 42000, 1061, true",
    "MARIADB, HY000, 1826, true",
    "MARIADB, 40001, 1213, true",
    "MARIADB, 42000, 1142, false",
    "H2, 23505, 23505, true",
    "H2, 42S01, 42101, true",
    "H2, 42S11, 42111, true",
    "H2, 90045, 90045, true",
    "H2, HY000, 50000, true",
    "H2, 40001, 40001, true",
    "H2, 90096, 90096, false"
  })
  void creatingTablesIsRepeatedIfOthersCreateThem(
      Database database, String state, int code, boolean again) {
    assertThat(
            Failures.isCreatedMeanwhile(
                new SQLException("vendor", state, code), database.dialect()))
        .isEqualTo(again);
  }

  @Test
  void aFailoverLeavesTheOutcomeUnknown() {
    SQLException e = new SQLTransientConnectionException("changed over", "25006");
    assertThat(Failures.isRejection(e, Database.MARIADB.dialect())).isFalse();
  }

  /** MariaDB's driver uses this type for every state that it does not know. */
  @Test
  void aCodeOfTheServerCountsMoreThanTheTypeOfTheException() {
    for (String state : List.of("45000", "ABCDE")) {
      SQLException raised = new SQLTransientConnectionException("by a trigger", state, 1644);
      assertThat(Failures.isRejection(raised, Database.MARIADB.dialect())).isTrue();
      assertThat(of(raised, Database.MARIADB)).isInstanceOf(StoreBrokenException.class);
    }
    SQLException killed = new SQLTransientConnectionException("killed", "70100", 1317);
    assertThat(Failures.isRejection(killed, Database.MARIADB.dialect())).isFalse();
    assertThat(of(killed, Database.MARIADB)).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void theTypeOfTheExceptionCountsToo() {
    for (SQLException e :
        new SQLException[] {
          new SQLTransientConnectionException("pool"),
          new SQLRecoverableException("lost"),
          new SQLNonTransientConnectionException("closed")
        }) {
      assertThat(of(e, Database.POSTGRESQL)).isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void theWholeChainOfCausesIsSearched() {
    SQLException deadlock = new SQLException("deadlock", "40P01");
    SQLException wrapped = new SQLException("batch");
    wrapped.setNextException(new SQLException("wrapper", new RuntimeException(deadlock)));
    assertThat(Failures.isContention(wrapped, Database.POSTGRESQL.dialect())).isTrue();

    SQLException circle = new SQLException("circle");
    SQLException back = new SQLException("back", circle);
    circle.setNextException(back);
    assertThat(of(circle, Database.H2)).isInstanceOf(StoreBrokenException.class);
  }

  @Test
  void messagesOfTheDatabaseAreDropped() {
    for (String state : new String[] {"23514", "22001", "57014", "40P01", "55P03"}) {
      isBare(new SQLException("with parameters (jane@example.com, Jane Doe)", state));
    }
  }

  private static void isBare(SQLException quoting) {
    StoreException e = of(quoting, Database.POSTGRESQL);
    assertThat(e.getMessage()).isEqualTo("SQLState " + quoting.getSQLState() + ", vendor code 0");
    Throwable cause = requireNonNull(e.getCause());
    assertThat(cause).isInstanceOf(SQLException.class);
    assertThat(cause.toString()).doesNotContain("jane", "Jane");
    assertThat(cause.getStackTrace()).isEqualTo(quoting.getStackTrace());
  }

  @Test
  void anInputOutputErrorIsUnavailableWhateverTheCode() {
    IOException full = new IOException("No space left on device");
    SQLException e = new SQLException("vendor", "HY000", 50000, new IllegalStateException(full));
    assertThat(Failures.isRejection(e, Database.H2.dialect())).isFalse();
    assertThat(of(e, Database.H2)).isInstanceOf(StoreUnavailableException.class);
    assertThat(of(new SQLException("vendor", "HY000", 50000), Database.H2))
        .isInstanceOf(StoreBrokenException.class);
  }

  @Test
  void theCauseOfALostConnectionIsKept() {
    SQLException lost = new SQLException("Connection to 10.0.0.1 refused", "08001");
    assertThat(of(lost, Database.POSTGRESQL))
        .hasCause(lost)
        .extracting(StoreException::outcomeUnknown)
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({
    "28P01, 0",
    "28000, 0",
    "3D000, 0",
    "28000, 1045",
    "42000, 1044",
    "42000, 1049",
    "28000, 28000",
    "90146, 90146"
  })
  void aWrongLoginOrDatabaseIsBrokenAlsoBehindAPool(String state, int code) {
    SQLException login = new SQLException("vendor", state, code);
    for (SQLException e : List.of(login, new SQLException("time-out of the pool", login))) {
      assertThat(Failures.noConnection(e)).isInstanceOf(StoreBrokenException.class);
    }
  }

  /** Nor is the outcome of a commit that meets one known. */
  @Test
  void anErrorOfTheDatabaseItselfMayPassUnlessItIsOfTheDisk() {
    SQLException e = new SQLException("vendor", "HY000", 50000);
    assertThat(Failures.isInternal(e, Database.H2.dialect())).isTrue();
    assertThat(Failures.isRejection(e, Database.H2.dialect())).isFalse();
    e.initCause(new IOException("No space left on device"));
    assertThat(Failures.isInternal(e, Database.H2.dialect())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"23505, true", "23503, true", "23000, true", "22001, false", "40001, false"})
  void aContradictionIsOfTheClassOfConstraints(String state, boolean contradiction) {
    assertThat(Failures.isContradiction(new SQLException("vendor", state)))
        .isEqualTo(contradiction);
  }

  private static StoreException of(SQLException e, Database database) {
    return Failures.of(e, database.dialect(), true);
  }

  @ParameterizedTest
  @ValueSource(ints = {1026, 1180})
  void anErrorOfMariaDbWhileItWritesOrCommitsLeavesTheOutcomeOpen(int code) {
    SQLException e = new SQLException("vendor", "HY000", code);
    assertThat(Failures.isRejection(e, Database.MARIADB.dialect())).isFalse();
  }
}
