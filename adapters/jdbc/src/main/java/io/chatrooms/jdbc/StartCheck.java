package io.chatrooms.jdbc;

import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.TokenKey;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the store relies on, checked when it is built: settings of the connection and the database,
 * text that comes back as it was sent, the tables, and the rights of the user. Each check that
 * fails adds one sentence that says what to do. Triggers and rules are not checked.
 */
final class StartCheck {
  /** Characters of 1, 2, 3 and 4 bytes in UTF-8. */
  private static final String ALL_LENGTHS = "a\u00e9\u20ac\ud83d\ude00";

  private static final List<String> ROOMS_OF_MEMBER = List.of("account_id", "member_id", "room_id");

  /** All tables of which rows are changed. */
  private static final List<String> WRITTEN =
      List.of("account", "account_rooms", "member", "room", "room_creation", "room_membership");

  private static final Map<String, List<Column>> TABLES =
      Map.of(
          "account",
          List.of(
              Column.key("account_id"),
              Column.code("account_type"),
              Column.code("status"),
              Column.big("version")),
          "account_rooms",
          List.of(Column.key("account_id"), Column.count("room_count")),
          "room",
          List.of(
              Column.key("account_id"),
              Column.key("room_id"),
              Column.text("name"),
              Column.text("created_by"),
              Column.big("created_at"),
              Column.big("updated_at"),
              Column.code("invite_policy"),
              Column.count("membership_limit"),
              Column.count("membership_count"),
              Column.count("administrator_count"),
              Column.big("version")),
          "room_creation",
          List.of(
              Column.key("account_id"),
              Column.digest("creation_key").inKey(),
              Column.digest("creation_content"),
              Column.id("room_id")),
          "member",
          List.of(
              Column.key("account_id"),
              Column.key("member_id"),
              Column.code("member_type"),
              Column.text("email"),
              Column.text("full_name"),
              Column.code("state"),
              Column.count("room_count"),
              Column.big("version")),
          "room_membership",
          List.of(
              Column.key("account_id"),
              Column.key("room_id"),
              Column.key("member_id"),
              Column.code("role"),
              Column.text("invited_by"),
              Column.big("updated_at")),
          "secret",
          List.of(Column.code("purpose").inKey(), Column.bytes("secret")));

  private final Connection connection;
  private final Dialect dialect;
  private final List<String> wrong = new ArrayList<>();

  private StartCheck(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * Checks the settings, before any table is created.
   *
   * @throws StoreBrokenException if any is wrong; the message names all of them
   */
  static void settings(Connection connection, Dialect dialect) throws SQLException {
    StartCheck check = new StartCheck(connection, dialect);
    if (dialect.readsUncommitted(connection)) {
      check.wrong.add("connections are READ UNCOMMITTED: set READ COMMITTED or higher");
    }
    check.wrong.addAll(dialect.wrongSettings(connection));
    check.text();
    check.end("The database or its connections are set up in a way that the store cannot use");
  }

  /**
   * Checks the tables.
   *
   * @throws StoreBrokenException if anything is missing or wrong; the message names all of it
   */
  static void tables(Connection connection, Dialect dialect, Schema schema) throws SQLException {
    StartCheck check = new StartCheck(connection, dialect);
    if (check.parts(schema)) {
      for (String table : WRITTEN) {
        check.table(schema, table);
      }
      check.table(schema, "secret");
    }
    if (check.wrong.isEmpty()) {
      check.rights(schema);
    }
    check.end(
        "The schema is wrong, as far as this user sees tables %s...".formatted(schema.tables()));
  }

  private void end(String beginning) {
    if (!wrong.isEmpty()) {
      throw new StoreBrokenException(beginning + ": " + String.join("; ", wrong), false, null);
    }
  }

  /** Sends text there and back: a character set between may have replaced some characters. */
  private void text() throws SQLException {
    for (String sent : List.of("", ALL_LENGTHS)) {
      String received;
      int length;
      try (PreparedStatement statement = connection.prepareStatement(dialect.echo())) {
        statement.setString(1, sent);
        statement.setString(2, sent);
        try (ResultSet found = statement.executeQuery()) {
          found.next();
          received = found.getString(1);
          length = found.getInt(2);
        }
      } catch (SQLException e) {
        if (e.getSQLState() == null || !e.getSQLState().startsWith("22")) {
          throw e;
        }
        received = null;
        length = 0;
      }
      if (!sent.equals(received) || length != dialect.length(sent)) {
        wrong.add(
            sent.isEmpty()
                ? "empty text comes back as NULL: turn the mode off that does so"
                : "characters of 1 to 4 bytes do not come back as they were sent: use UTF-8 for the"
                    + " database and its connections");
      }
    }
  }

  /** False if there are no tables to check. */
  private boolean parts(Schema schema) throws SQLException {
    Map<String, Integer> found = schema.parts(connection);
    for (String part : schema.wanted()) {
      Integer version = found.get(part);
      if (version == null) {
        wrong.add(
            "part %s is missing: run %s, or build with createTables%s"
                .formatted(
                    part,
                    files(part, 0),
                    part.equals(Schema.MEMBERS) && found.containsKey(Schema.CHATROOMS)
                        ? ", or with membersFrom if the host keeps the members"
                        : ""));
      } else if (version < Schema.version(part)) {
        wrong.add(
            "part %s has version %s: run %s, or build with createTables"
                .formatted(part, Integer.toString(version), files(part, version)));
      } else if (version > Schema.version(part)) {
        wrong.add(
            "part %s has version %s, and this library supports %s"
                .formatted(
                    part, Integer.toString(version), Integer.toString(Schema.version(part))));
      }
    }
    if (schema.hasHostMembers() && found.containsKey(Schema.MEMBERS)) {
      wrong.add("part members exists, and with membersFrom it must not");
    }
    return found.getOrDefault(Schema.CHATROOMS, 0) == Schema.version(Schema.CHATROOMS);
  }

  private static String files(String part, int version) {
    return String.join(" and ", Schema.missing(part, version));
  }

  /** Executes statements that write no row. The first that is not allowed may end a transaction. */
  private void rights(Schema schema) throws SQLException {
    for (String table : WRITTEN) {
      String name = schema.tables() + table;
      String columns =
          columnsOf(table).stream().map(Column::name).collect(Collectors.joining(", "));
      String last = columnsOf(table).get(columnsOf(table).size() - 1).name;
      List<String> writes =
          List.of(
              "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %1$s WHERE 1 = 0".formatted(name, columns),
              "UPDATE %1$s SET %2$s = %2$s WHERE 1 = 0".formatted(name, last),
              "DELETE FROM %s WHERE 1 = 0".formatted(name));
      for (String write : writes) {
        if (!isAllowed(write)) {
          wrong.add(
              "this user may not %s on %s: grant SELECT, INSERT, UPDATE and DELETE"
                  .formatted(write.substring(0, write.indexOf(' ')), schema.prefix() + table));
          return;
        }
      }
    }
  }

  private boolean isAllowed(String write) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(write);
      return true;
    } catch (SQLException e) {
      if (dialect.lacksRight(e)) {
        return false;
      }
      throw e;
    }
  }

  private static List<Column> columnsOf(String table) {
    return Objects.requireNonNull(TABLES.get(table), table);
  }

  private void table(Schema schema, String table) throws SQLException {
    String name = schema.prefix() + table;
    Schema.Place place = schema.place(connection, table);
    List<Column> columns = columnsOf(table);
    List<String> key = columns.stream().filter(Column::isKey).map(Column::name).toList();
    columns(name, place, columns);
    wrong.addAll(dialect.wrongTable(connection, place, name));
    DatabaseMetaData metaData = connection.getMetaData();
    List<String> primary = primaryKey(metaData, place);
    if (!primary.equals(key)) {
      wrong.add("%s has the primary key %s, and needs %s".formatted(name, primary, key));
    }
    for (List<String> unique : indexes(metaData, place, true)) {
      if (!unique.equals(key)) {
        wrong.add("%s has a unique key on %s: drop it".formatted(name, unique));
      }
    }
    if (table.equals("room_creation")
        && !parents(metaData, place, true).contains(schema.prefix() + "room")) {
      wrong.add(
          "%s has no foreign key to %sroom with ON DELETE CASCADE"
              .formatted(name, schema.prefix()));
    }
    if (table.equals("room_membership")) {
      if (!indexes(metaData, place, false).contains(ROOMS_OF_MEMBER)) {
        wrong.add("%s has no index on %s".formatted(name, ROOMS_OF_MEMBER));
      }
      Set<String> parents = parents(metaData, place, false);
      if (!parents.contains(schema.prefix() + "room")) {
        wrong.add("%s has no foreign key to %sroom".formatted(name, schema.prefix()));
      }
      if (!schema.hasHostMembers() && !parents.contains(schema.prefix() + "member")) {
        wrong.add("%s has no foreign key to %smember".formatted(name, schema.prefix()));
      }
    }
  }

  private void columns(String name, Schema.Place place, List<Column> columns) throws SQLException {
    Map<String, Found> found = found(place);
    Map<String, String> comparisons = new HashMap<>();
    found.forEach((column, actual) -> comparisons.put(column, "" + actual.typeName));
    if (dialect.comparesByCollation()) {
      comparisons.putAll(collations(place));
    }
    for (Column column : columns) {
      Found actual = found.remove(column.name);
      String compares = comparisons.get(column.name);
      if (actual == null || compares == null) {
        wrong.add("%s has no column %s".formatted(name, column.name));
      } else if (column.kind == Kind.ID && !compares.equalsIgnoreCase(dialect.exactIds())) {
        wrong.add(
            "%s.%s compares by %s, and ids need %s"
                .formatted(name, column.name, compares, dialect.exactIds()));
      } else if (!column.fits(actual, dialect)) {
        wrong.add(
            "%s.%s has the type %s(%s), which cannot hold every value: see the files %s"
                .formatted(
                    name,
                    column.name,
                    actual.typeName,
                    Integer.toString(actual.size),
                    files(Schema.CHATROOMS, 0)));
      }
    }
    found.forEach(
        (column, actual) -> {
          if (actual.required) {
            wrong.add(
                "%s.%s is not ours, and needs a default or has to be nullable"
                    .formatted(name, column));
          }
        });
  }

  /** The collations of the columns that have one. */
  private Map<String, String> collations(Schema.Place place) throws SQLException {
    Map<String, String> columns = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT column_name, collation_name FROM information_schema.columns
            WHERE table_schema = ? AND table_name = ? AND collation_name IS NOT NULL""")) {
      statement.setString(1, place.container());
      statement.setString(2, place.table());
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          columns.put(lower(found.getString(1)), found.getString(2));
        }
      }
    }
    return columns;
  }

  private Map<String, Found> found(Schema.Place place) throws SQLException {
    Map<String, Found> columns = new TreeMap<>();
    try (ResultSet found =
        connection.getMetaData().getColumns(place.catalog(), place.schema(), place.table(), null)) {
      while (found.next()) {
        columns.put(
            lower(found.getString("COLUMN_NAME")),
            new Found(
                found.getInt("DATA_TYPE"),
                found.getString("TYPE_NAME"),
                found.getInt("COLUMN_SIZE"),
                found.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
                    && found.getString("COLUMN_DEF") == null
                    && !"YES".equals(found.getString("IS_AUTOINCREMENT"))
                    && !"YES".equals(found.getString("IS_GENERATEDCOLUMN"))));
      }
    }
    return columns;
  }

  private static List<String> primaryKey(DatabaseMetaData metaData, Schema.Place place)
      throws SQLException {
    Map<Integer, String> ordered = new TreeMap<>();
    try (ResultSet found =
        metaData.getPrimaryKeys(place.catalog(), place.schema(), place.table())) {
      while (found.next()) {
        ordered.put(found.getInt("KEY_SEQ"), lower(found.getString("COLUMN_NAME")));
      }
    }
    return List.copyOf(ordered.values());
  }

  private static List<List<String>> indexes(
      DatabaseMetaData metaData, Schema.Place place, boolean unique) throws SQLException {
    Map<String, Map<Integer, String>> byName = new TreeMap<>();
    try (ResultSet found =
        metaData.getIndexInfo(place.catalog(), place.schema(), place.table(), unique, true)) {
      while (found.next()) {
        String name = found.getString("INDEX_NAME");
        if (name != null) {
          byName
              .computeIfAbsent(name, any -> new TreeMap<>())
              .put(found.getInt("ORDINAL_POSITION"), lower(found.getString("COLUMN_NAME")));
        }
      }
    }
    return byName.values().stream().map(columns -> List.copyOf(columns.values())).toList();
  }

  /** The tables to which there are foreign keys, or only those whose rows take others along. */
  private static Set<String> parents(
      DatabaseMetaData metaData, Schema.Place place, boolean cascading) throws SQLException {
    Set<String> parents = new HashSet<>();
    try (ResultSet found =
        metaData.getImportedKeys(place.catalog(), place.schema(), place.table())) {
      while (found.next()) {
        if (!cascading || found.getInt("DELETE_RULE") == DatabaseMetaData.importedKeyCascade) {
          parents.add(lower(found.getString("PKTABLE_NAME")));
        }
      }
    }
    return parents;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** A column as the database describes it; required if an insert has to name it. */
  private record Found(int type, @Nullable String typeName, int size, boolean required) {}

  /** What a column has to hold. */
  private enum Kind {
    ID,
    CODE,
    TEXT,
    COUNT,
    BYTES,
    DIGEST,
    BIG
  }

  private record Column(String name, Kind kind, boolean isKey) {
    private Column(String name, Kind kind) {
      this(name, kind, false);
    }

    static Column key(String name) {
      return id(name).inKey();
    }

    static Column id(String name) {
      return new Column(name, Kind.ID);
    }

    static Column code(String name) {
      return new Column(name, Kind.CODE);
    }

    static Column text(String name) {
      return new Column(name, Kind.TEXT);
    }

    static Column count(String name) {
      return new Column(name, Kind.COUNT);
    }

    static Column digest(String name) {
      return new Column(name, Kind.DIGEST);
    }

    static Column bytes(String name) {
      return new Column(name, Kind.BYTES);
    }

    static Column big(String name) {
      return new Column(name, Kind.BIG);
    }

    Column inKey() {
      return new Column(name, kind, true);
    }

    boolean fits(Found found, Dialect dialect) {
      return switch (kind) {
        case ID -> found.size >= dialect.idSize();
        case CODE -> isText(found) && found.size >= 32;
        case TEXT -> isText(found) && found.size >= dialect.textSize();
        case BYTES -> isBinary(found) && found.size >= TokenKey.LENGTH;
        case DIGEST -> isText(found) && found.size >= 64;
        case COUNT -> found.type == Types.INTEGER || found.type == Types.BIGINT;
        case BIG -> found.type == Types.BIGINT;
      };
    }

    private static boolean isBinary(Found found) {
      return found.type == Types.BINARY
          || found.type == Types.VARBINARY
          || found.type == Types.LONGVARBINARY
          || found.type == Types.BLOB;
    }

    private static boolean isText(Found found) {
      return found.type == Types.VARCHAR
          || found.type == Types.LONGVARCHAR
          || found.type == Types.CLOB;
    }
  }
}
