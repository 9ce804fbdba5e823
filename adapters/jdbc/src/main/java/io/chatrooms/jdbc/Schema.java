package io.chatrooms.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chatrooms.core.store.StoreBrokenException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables: creates missing ones if the host asks for it, and checks them. */
final class Schema {
  private static final String CHATROOMS = "chatrooms";
  private static final String MEMBERS = "members";

  /** Recorded instead of {@link #MEMBERS} if the tables were created for a host that keeps them. */
  private static final String ELSEWHERE = "members elsewhere";

  private static final Map<String, String> PARTS =
      Map.of(CHATROOMS, "V1__chatrooms.sql", MEMBERS, "V2__members.sql");

  private static final Map<String, List<String>> KEYS =
      Map.of(
          "account", List.of("account_id"),
          "room", List.of("account_id", "room_id"),
          "member", List.of("account_id", "member_id"),
          "room_membership", List.of("account_id", "room_id", "member_id"));

  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "account", List.of("account_type", "status", "version"),
          "room",
              List.of(
                  "name",
                  "created_by",
                  "created_at",
                  "updated_at",
                  "invite_policy",
                  "membership_limit",
                  "membership_count",
                  "administrator_count",
                  "version"),
          "member", List.of("member_type", "email", "full_name", "state", "room_count", "version"),
          "room_membership", List.of("role", "invited_by", "updated_at"));

  private static final List<String> ROOMS_OF_MEMBER = List.of("account_id", "member_id", "room_id");

  private final Dialect dialect;
  private final @Nullable String schema;
  private final String prefix;
  private final boolean hostMembers;

  /**
   * Tables in one schema.
   *
   * @param schema null for the current schema of a connection
   * @param prefix what the name of each table begins with
   * @param hostMembers true if the host keeps the members
   */
  Schema(Dialect dialect, @Nullable String schema, String prefix, boolean hostMembers) {
    this.dialect = dialect;
    this.schema = schema;
    this.prefix = prefix;
    this.hostMembers = hostMembers;
  }

  /** What the name of each table begins with, the schema included. */
  String tables() {
    return (schema == null ? "" : schema + ".") + prefix;
  }

  /** Creates the parts that are missing. */
  void create(Connection connection) throws SQLException {
    Map<String, Integer> found = parts(connection);
    if (!hostMembers && found.containsKey(ELSEWHERE)) {
      throw new StoreBrokenException(
          "Tables %s... were created for a host that keeps the members: build with membersFrom"
              .formatted(tables()),
          false,
          null);
    }
    for (String part : wanted()) {
      if (!found.containsKey(part)) {
        try (Statement statement = connection.createStatement()) {
          for (String sql : statements(part)) {
            statement.execute(sql);
          }
        }
      }
    }
    if (hostMembers && !found.containsKey(MEMBERS) && !found.containsKey(ELSEWHERE)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "INSERT INTO %sschema_part (part, version) VALUES ('%s', 1)"
                .formatted(tables(), ELSEWHERE));
      }
    }
  }

  private List<String> wanted() {
    return hostMembers ? List.of(CHATROOMS) : List.of(CHATROOMS, MEMBERS);
  }

  private List<String> statements(String part) {
    String file = "/chatrooms-jdbc/" + dialect.folder() + "/" + PARTS.get(part);
    String text;
    try (InputStream in = Schema.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new StoreBrokenException(file + " is missing from the library", false, null);
      }
      text = new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String named =
        text.replaceAll("(?m)^--.*$", "")
            .replace("${schema}", schema == null ? "" : schema + ".")
            .replace("${prefix}", prefix);
    return List.of(named.split(";")).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /**
   * Checks everything that the store relies on.
   *
   * @throws StoreBrokenException if anything is missing or wrong; the message names all of it
   */
  void verify(Connection connection) throws SQLException {
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> found = parts(connection);
    for (String part : wanted()) {
      Integer version = found.get(part);
      if (version == null) {
        wrong.add(
            "part "
                + part
                + " is missing: run "
                + PARTS.get(part)
                + ", or build with createTables"
                + (part.equals(MEMBERS) && found.containsKey(CHATROOMS)
                    ? ", or with membersFrom if the host keeps the members"
                    : ""));
      } else if (version != 1) {
        wrong.add("part " + part + " has version " + version + ", and this library supports 1");
      }
    }
    if (hostMembers && found.containsKey(MEMBERS)) {
      wrong.add("part members exists, and with membersFrom it must not");
    }
    if (found.containsKey(CHATROOMS)) {
      KEYS.keySet().stream().sorted().forEach(table -> checked(wrong, connection, table));
    }
    if (!wrong.isEmpty()) {
      throw new StoreBrokenException(
          "The schema is wrong, as far as this user sees tables %s...: %s"
              .formatted(tables(), String.join("; ", wrong)),
          false,
          null);
    }
  }

  private void checked(List<String> wrong, Connection connection, String table) {
    try {
      check(wrong, connection, table);
    } catch (SQLException e) {
      throw Failures.beforeAnyData(e, dialect);
    }
  }

  private void check(List<String> wrong, Connection connection, String table) throws SQLException {
    Place place = place(connection, table);
    List<String> key = KEYS.getOrDefault(table, List.of());
    Map<String, String> columns = columns(connection, place);
    for (String column : COLUMNS.getOrDefault(table, List.of())) {
      if (!columns.containsKey(column)) {
        wrong.add(prefix + table + " has no column " + column);
      }
    }
    for (String column : key) {
      String compares = columns.get(column);
      if (compares == null) {
        wrong.add(prefix + table + " has no column " + column);
      } else if (!compares.equals(dialect.exactIds())) {
        wrong.add(
            "%s%s.%s compares by %s, and ids need %s"
                .formatted(prefix, table, column, compares, dialect.exactIds()));
      }
    }
    DatabaseMetaData metaData = connection.getMetaData();
    List<String> primary = new ArrayList<>();
    try (ResultSet found = metaData.getPrimaryKeys(place.catalog, place.schema, place.table)) {
      primary.addAll(ordered(found, "KEY_SEQ"));
    }
    if (!primary.equals(key)) {
      wrong.add(prefix + table + " has the primary key " + primary + ", and needs " + key);
    }
    if (table.equals("room_membership")) {
      if (!indexes(metaData, place).contains(ROOMS_OF_MEMBER)) {
        wrong.add(prefix + table + " has no index on " + ROOMS_OF_MEMBER);
      }
      Set<String> parents = parents(metaData, place);
      if (!parents.contains(prefix + "room")) {
        wrong.add(prefix + table + " has no foreign key to " + prefix + "room");
      }
      if (!hostMembers && !parents.contains(prefix + "member")) {
        wrong.add(prefix + table + " has no foreign key to " + prefix + "member");
      }
    }
  }

  /** The versions of the recorded parts; empty if there is no table of parts. */
  private Map<String, Integer> parts(Connection connection) throws SQLException {
    Place place = place(connection, "schema_part");
    if (columns(connection, place).isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> parts = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT part, version FROM " + tables() + "schema_part")) {
      while (found.next()) {
        parts.put(found.getString(1), found.getInt(2));
      }
    }
    return parts;
  }

  /** The columns by name, with the collation of text and the type of everything else. */
  private static Map<String, String> columns(Connection connection, Place place)
      throws SQLException {
    Map<String, String> columns = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT column_name, COALESCE(collation_name, data_type) AS compares
            FROM information_schema.columns
            WHERE table_schema = ? AND table_name = ?""")) {
      statement.setString(1, place.schema == null ? place.catalog : place.schema);
      statement.setString(2, place.table);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          columns.put(lower(found.getString(1)), found.getString(2));
        }
      }
    }
    return columns;
  }

  private static List<List<String>> indexes(DatabaseMetaData metaData, Place place)
      throws SQLException {
    Map<String, Map<Integer, String>> byName = new TreeMap<>();
    try (ResultSet found =
        metaData.getIndexInfo(place.catalog, place.schema, place.table, false, true)) {
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

  private static Set<String> parents(DatabaseMetaData metaData, Place place) throws SQLException {
    Set<String> parents = new HashSet<>();
    try (ResultSet found = metaData.getImportedKeys(place.catalog, place.schema, place.table)) {
      while (found.next()) {
        parents.add(lower(found.getString("PKTABLE_NAME")));
      }
    }
    return parents;
  }

  private static List<String> ordered(ResultSet found, String by) throws SQLException {
    Map<Integer, String> ordered = new TreeMap<>();
    while (found.next()) {
      ordered.put(found.getInt(by), lower(found.getString("COLUMN_NAME")));
    }
    return List.copyOf(ordered.values());
  }

  private Place place(Connection connection, String table) throws SQLException {
    boolean upper = connection.getMetaData().storesUpperCaseIdentifiers();
    String name = upper ? (prefix + table).toUpperCase(Locale.ROOT) : prefix + table;
    String here = schema == null || !upper ? schema : schema.toUpperCase(Locale.ROOT);
    return dialect.schemasAreCatalogs()
        ? new Place(here == null ? connection.getCatalog() : here, null, name)
        : new Place(connection.getCatalog(), here == null ? connection.getSchema() : here, name);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Where a table is, spelled as the database spells it. */
  private record Place(@Nullable String catalog, @Nullable String schema, String table) {}
}
