package io.chatrooms.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that takes several rows of parameters, and then the account. Its number of rows is a
 * power of two, so that there are few texts: the last row is repeated, without effect. Where a
 * column can be one parameter, there is one text for any number of rows.
 *
 * @param kind what it does
 * @param size how many rows its text has
 */
record RowsSql(Kind kind, int size) implements Statements.Template {
  private static final Column ROOM_ID = new Column("room_id", Type.ID);
  private static final Column MEMBER_ID = new Column("member_id", Type.ID);

  /** The statement for so many rows: 1 or more. */
  static RowsSql of(Kind kind, int rows) {
    return new RowsSql(kind, rows == 1 ? 1 : Integer.highestOneBit(rows - 1) << 1);
  }

  /** The statements for 1 row and for 2. */
  static List<RowsSql> samples() {
    List<RowsSql> samples = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      samples.add(new RowsSql(kind, 1));
      samples.add(new RowsSql(kind, 2));
    }
    return samples;
  }

  @Override
  public String template(Dialect dialect) {
    return switch (kind) {
      case FACTS -> facts(dialect);
      case CURRENT_FACTS -> facts(dialect) + " {current}";
      case LOCK_ROOMS -> lock(dialect, "{room}", "room_id");
      case LOCK_MEMBERS -> lock(dialect, "{member}", "member_id");
      case INSERT_COUNTS ->
          """
          INSERT INTO {member} (account_id, member_id, version, room_count)
          SELECT o.account_id, q.member_id, o.version, 0
          FROM %s CROSS JOIN (SELECT %s AS account_id, %s AS version) o
          WHERE q.n >= 0 %s"""
              .formatted(
                  q(dialect),
                  dialect.cast(Type.ID),
                  dialect.cast(Type.NUMBER),
                  dialect.ifNoMember());
      case INSERT_MEMBERSHIPS ->
          """
          INSERT INTO {membership} (account_id, room_id, member_id, role, invited_by, updated_at)
          SELECT o.account_id, q.room_id, q.member_id, q.role, q.invited_by, q.updated_at
          FROM %s CROSS JOIN (SELECT %s AS account_id) o"""
              .formatted(q(dialect), dialect.cast(Type.ID));
      case DELETE_MEMBERSHIPS ->
          dialect.deleteEach("{membership}", q(dialect), List.of("room_id", "member_id"));
      case ROOMS_GAIN ->
          dialect.updateEach(
              "{room}",
              q(dialect),
              List.of("room_id"),
              """
              membership_count = t.membership_count + q.memberships,
              administrator_count = t.administrator_count + q.administrators,
              version = t.version + q.versions""");
      case MEMBERS_GAIN ->
          dialect.updateEach(
              "{member}", q(dialect), List.of("member_id"), "room_count = t.room_count + q.rooms");
    };
  }

  private String facts(Dialect dialect) {
    return "SELECT q.n, %s\nFROM %s\n".formatted(Sql.Parts.OF_MEMBERSHIP, q(dialect))
        + """
        LEFT JOIN {account} a ON a.account_id = ?
        LEFT JOIN ONE {room} r ON r.account_id = ? AND r.room_id = q.room_id
        LEFT JOIN ONE {member} c ON c.account_id = ? AND c.member_id = q.caller_id
        LEFT JOIN ONE {membership} p ON p.account_id = ? AND p.room_id = q.room_id \
        AND p.member_id = q.caller_id
        LEFT JOIN ONE {member} m ON m.account_id = ? AND m.member_id = q.member_id
        LEFT JOIN ONE {membership} s ON s.account_id = ? AND s.room_id = q.room_id \
        AND s.member_id = q.member_id
        WHERE q.n >= 0 {fresh}""";
  }

  private String lock(Dialect dialect, String table, String id) {
    return "SELECT t.%1$s AS id %2$s ORDER BY t.%1$s {update}"
        .formatted(id, dialect.among(table, id, size));
  }

  /** The rows without those that are repeated. */
  private String q(Dialect dialect) {
    return "(SELECT * FROM %s WHERE v.n < ?) q".formatted(dialect.values(size, kind.columns()));
  }

  /** Binds the rows, and how many they are if the statement asks for it. */
  <T> Session.Binding rows(List<T> rows, Row<T> row) {
    return parameters -> {
      if (!kind.locks() && parameters.areColumns()) {
        Columns columns = new Columns(kind.columns().size());
        for (T each : rows) {
          row.bind(columns, each);
        }
        columns.bind(kind.columns(), parameters);
      } else {
        for (int i = 0; i < size; i++) {
          row.bind(parameters, rows.get(Math.min(i, rows.size() - 1)));
        }
      }
      if (!kind.locks()) {
        parameters.number(rows.size());
      }
    };
  }

  /** Rows that are bound column by column. */
  private static final class Columns implements Session.Values {
    private final List<List<@Nullable Object>> columns = new ArrayList<>();
    private int next;

    Columns(int number) {
      for (int i = 0; i < number; i++) {
        columns.add(new ArrayList<>());
      }
    }

    private Columns add(@Nullable Object value) {
      columns.get(next).add(value);
      next = (next + 1) % columns.size();
      return this;
    }

    @Override
    public Columns id(@Nullable String id) {
      return add(id);
    }

    @Override
    public Columns text(@Nullable String text) {
      return add(text);
    }

    @Override
    public Columns number(long number) {
      return add(number);
    }

    void bind(List<Column> of, Session.Parameters parameters) throws SQLException {
      for (int i = 0; i < of.size(); i++) {
        parameters.array(of.get(i).type, columns.get(i));
      }
    }
  }

  /** Binds one row. */
  interface Row<T> {
    void bind(Session.Values values, T row) throws SQLException;
  }

  /** What a statement does. */
  enum Kind {
    /** The facts about each row, by its number n. */
    FACTS,
    /** The same under locks. */
    CURRENT_FACTS,
    LOCK_ROOMS,
    LOCK_MEMBERS,
    /** Where the host keeps the members: the rows that count, as far as they are missing. */
    INSERT_COUNTS,
    INSERT_MEMBERSHIPS,
    DELETE_MEMBERSHIPS,
    /** What each room gains: a loss is a negative gain. */
    ROOMS_GAIN,
    MEMBERS_GAIN;

    /** True if it locks rows, each once, however often its id is repeated. */
    private boolean locks() {
      return this == LOCK_ROOMS || this == LOCK_MEMBERS;
    }

    private List<Column> columns() {
      return switch (this) {
        case FACTS, CURRENT_FACTS -> List.of(ROOM_ID, MEMBER_ID, new Column("caller_id", Type.ID));
        case LOCK_ROOMS -> List.of(ROOM_ID);
        case LOCK_MEMBERS, INSERT_COUNTS -> List.of(MEMBER_ID);
        case INSERT_MEMBERSHIPS ->
            List.of(
                ROOM_ID,
                MEMBER_ID,
                new Column("role", Type.TEXT),
                new Column("invited_by", Type.TEXT),
                new Column("updated_at", Type.NUMBER));
        case DELETE_MEMBERSHIPS -> List.of(ROOM_ID, MEMBER_ID);
        case ROOMS_GAIN ->
            List.of(
                ROOM_ID,
                new Column("memberships", Type.NUMBER),
                new Column("administrators", Type.NUMBER),
                new Column("versions", Type.NUMBER));
        case MEMBERS_GAIN -> List.of(MEMBER_ID, new Column("rooms", Type.NUMBER));
      };
    }
  }

  /** What a column contains. */
  enum Type {
    ID,
    TEXT,
    NUMBER
  }

  /** A column of the rows. */
  record Column(String name, Type type) {}
}
