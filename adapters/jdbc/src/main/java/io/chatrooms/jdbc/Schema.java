package io.chatrooms.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.TokenKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the tables are. Creates missing ones if the host asks for it. */
final class Schema {
  static final String CHATROOMS = "chatrooms";
  static final String MEMBERS = "members";

  /**
   * Who keeps the members, recorded before anything is created that depends on it: of two hosts
   * that create the same tables and differ in this, one finds what the other recorded.
   */
  private static final String KEEPER = "keeper of members";

  private static final int STORE = 1;
  private static final int HOST = 2;

  private static final String PAGE_TOKENS = "page tokens";

  /**
   * The files of each part, each of which leads to the next version. The numbers of the files of
   * chatrooms are below those of members, so that Flyway can stop before the members.
   */
  private static final Map<String, List<String>> FILES =
      Map.of(
          CHATROOMS, List.of("V1__chatrooms.sql", "V1.1__rooms.sql"),
          MEMBERS, List.of("V2__members.sql"));

  private final Dialect dialect;
  private final @Nullable String schema;
  private final String qualifier;
  private final String prefix;
  private final boolean hostMembers;

  /**
   * Tables in one schema.
   *
   * @param schema null for the current schema of a connection
   * @param prefix what the name of each table begins with
   * @param hostMembers true if the host keeps the members
   */
  Schema(
      DatabaseMetaData metaData,
      Dialect dialect,
      @Nullable String schema,
      String prefix,
      boolean hostMembers)
      throws SQLException {
    String quote = metaData.getIdentifierQuoteString();
    this.dialect = dialect;
    this.schema = schema;
    this.qualifier = schema == null ? "" : quote + spelled(metaData, schema) + quote + ".";
    this.prefix = prefix;
    this.hostMembers = hostMembers;
  }

  /** What the name of each table begins with, the schema included. */
  String tables() {
    return qualifier + prefix;
  }

  String prefix() {
    return prefix;
  }

  /** True if the host keeps the members. */
  boolean hasHostMembers() {
    return hostMembers;
  }

  /** Creates the parts that are missing, and brings earlier versions of them to the current one. */
  void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      complete(statement, CHATROOMS, parts(connection));
      Map<String, Integer> found = parts(connection);
      if (found.containsKey(MEMBERS)) {
        complete(statement, MEMBERS, found);
        return;
      }
      int keeper = hostMembers ? HOST : STORE;
      Integer recorded = found.get(KEEPER);
      if (recorded != null && recorded != keeper) {
        throw new StoreBrokenException(
            hostMembers
                ? "Tables %s... were created for a store that keeps the members: build without membersFrom"
                    .formatted(tables())
                : "Tables %s... were created for a host that keeps the members: build with membersFrom"
                    .formatted(tables()),
            false,
            null);
      }
      if (recorded == null) {
        statement.execute(
            "INSERT INTO %sschema_part (part, version) VALUES ('%s', %s)"
                .formatted(tables(), KEEPER, Integer.toString(keeper)));
      }
      if (!hostMembers) {
        complete(statement, MEMBERS, found);
      }
    }
  }

  private void complete(Statement statement, String part, Map<String, Integer> found)
      throws SQLException {
    for (String file : missing(part, found.getOrDefault(part, 0))) {
      for (String sql : statements(file)) {
        statement.execute(sql);
      }
    }
  }

  /** The version of a part that the store needs. */
  static int version(String part) {
    return files(part).size();
  }

  /** The files that lead from a version of a part to the one that the store needs. */
  static List<String> missing(String part, int version) {
    List<String> files = files(part);
    return files.subList(Math.min(version, files.size()), files.size());
  }

  private static List<String> files(String part) {
    return requireNonNull(FILES.get(part), part);
  }

  /** The parts that the store needs. */
  List<String> wanted() {
    return hostMembers ? List.of(CHATROOMS) : List.of(CHATROOMS, MEMBERS);
  }

  private List<String> statements(String file) {
    String path = "/chatrooms-jdbc/" + dialect.folder() + "/" + file;
    String text;
    try (InputStream in = Schema.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new StoreBrokenException(path + " is missing from the library", false, null);
      }
      text = new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String named =
        text.replaceAll("(?m)^--.*$", "")
            .replace("${schema}", qualifier)
            .replace("${prefix}", prefix);
    return List.of(named.split(";")).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** The versions of the recorded parts; empty if there is no table of parts. */
  Map<String, Integer> parts(Connection connection) throws SQLException {
    Place place = place(connection, "schema_part");
    try (ResultSet found =
        connection.getMetaData().getColumns(place.catalog, place.schema, place.table, null)) {
      if (!found.next()) {
        return Map.of();
      }
    }
    Map<String, Integer> parts = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT part, version FROM %sschema_part WHERE version > 0 %s"
                    .formatted(tables(), dialect.fresh()))) {
      while (found.next()) {
        parts.put(found.getString(1), found.getInt(2));
      }
    }
    return parts;
  }

  /**
   * The secret that the database was given when the tables were created.
   *
   * @throws StoreBrokenException if there is none
   */
  TokenKey tokenKey(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT secret FROM %ssecret WHERE purpose = '%s'"
                    .formatted(tables(), PAGE_TOKENS))) {
      byte[] secret = found.next() ? found.getBytes(1) : null;
      if (secret == null || secret.length != TokenKey.LENGTH) {
        throw new StoreBrokenException(
            "%ssecret has no row '%s' with %s bytes: insert one with random bytes"
                .formatted(prefix, PAGE_TOKENS, Integer.toString(TokenKey.LENGTH)),
            false,
            null);
      }
      return TokenKey.of(secret);
    }
  }

  Place place(Connection connection, String table) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    String name = spelled(metaData, prefix + table);
    String here = schema == null ? null : spelled(metaData, schema);
    return dialect.schemasAreCatalogs(connection)
        ? new Place(here == null ? connection.getCatalog() : here, null, name)
        : new Place(connection.getCatalog(), here == null ? connection.getSchema() : here, name);
  }

  /** A name as the database spells it where it is not quoted. */
  private static String spelled(DatabaseMetaData metaData, String name) throws SQLException {
    return metaData.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
  }

  /** Where a table is, spelled as the database spells it. */
  record Place(@Nullable String catalog, @Nullable String schema, String table) {
    /** The schema, whatever the driver calls it. */
    @Nullable String container() {
      return schema == null ? catalog : schema;
    }
  }
}
