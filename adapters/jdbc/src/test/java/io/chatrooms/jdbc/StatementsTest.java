package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Data can be distributed by account: it leads every key, and every statement names it. */
class StatementsTest {
  private static final Pattern TABLE =
      Pattern.compile(
          "(?:FROM|JOIN|INTO|UPDATE) t\\.x_(\\w+)(.*?)(?=(?:FROM|JOIN|INTO|UPDATE) t\\.x_|\\z)",
          Pattern.DOTALL);

  static Stream<Arguments> statements() {
    return Stream.of(Database.values())
        .flatMap(database -> templates(database).map(template -> Arguments.of(database, template)));
  }

  private static Stream<Statements.Template> templates(Database database) {
    Stream<Statements.Template> all =
        Stream.concat(Arrays.stream(Sql.values()), RowsSql.samples().stream());
    return database == Database.POSTGRESQL
        ? Stream.concat(
            Stream.concat(all, PostgreSqlConfirmation.Confirm.all().stream()),
            Stream.of(PostgreSqlBatchConfirmation.CONFIRM))
        : all;
  }

  @ParameterizedTest
  @MethodSource("statements")
  void everyStatementNamesTheAccountForEveryTable(Database database, Statements.Template template) {
    String text = new Statements(database.dialect(), "t.x_").text(template);

    long tables = TABLE.matcher(text).results().count();
    assertThat(tables).as("tables in %s", text).isPositive();
    assertThat(Pattern.compile("account_id").matcher(text).results().count())
        .as("how often the account is named for %d tables in %s", tables, text)
        .isGreaterThanOrEqualTo(tables);
    assertThat(text).as("placeholders").doesNotContain("{", "}");
  }

  @OnEveryDatabase
  void theAccountLeadsEveryKeyAndIndex(Database database) throws SQLException {
    String prefix = Databases.freshPrefix();
    try (HikariDataSource pool = Databases.pool(database, 1)) {
      assertThat(JdbcStore.builder(pool).tablePrefix(prefix).createTables().build()).isNotNull();
      try (Connection connection = pool.getConnection()) {
        DatabaseMetaData metaData = connection.getMetaData();
        boolean upper = metaData.storesUpperCaseIdentifiers();
        int indexes = 0;
        for (String table :
            new String[] {
              "account", "account_rooms", "room", "room_creation", "member", "room_membership"
            }) {
          String name = upper ? (prefix + table).toUpperCase(Locale.ROOT) : prefix + table;
          try (ResultSet found =
              metaData.getIndexInfo(connection.getCatalog(), null, name, false, true)) {
            while (found.next()) {
              if (found.getInt("ORDINAL_POSITION") == 1) {
                indexes++;
                assertThat(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT))
                    .as("the first column of %s", found.getString("INDEX_NAME"))
                    .isEqualTo("account_id");
              }
            }
          }
        }
        assertThat(indexes).isGreaterThanOrEqualTo(8);
      }
    }
  }
}
