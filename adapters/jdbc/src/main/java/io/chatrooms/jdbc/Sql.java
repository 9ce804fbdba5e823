package io.chatrooms.jdbc;

import java.util.List;
import java.util.function.Function;

/**
 * The statements that all databases share. Each names the account, which leads every key, so the
 * tables can be distributed by account. Queries that are not answered with an earlier result say
 * {@code {fresh}}; the others lock, or are parts of statements that run under locks which whoever
 * changes their rows holds until the change is visible. A page is ordered by the whole key: H2
 * recognizes the order of an index only so. Statements that take several rows are in {@link
 * RowsSql}.
 */
enum Sql implements Statements.Template {
  FIND_ACCOUNT("SELECT account_type, status FROM {account} WHERE account_id = ? {fresh}"),
  UPDATE_ACCOUNT(
      """
      UPDATE {account} SET account_type = ?, status = ?, version = version + 1
      WHERE account_id = ?"""),
  INSERT_ACCOUNT(
      """
      INSERT INTO {account} (account_type, status, account_id, version)
      VALUES (?, ?, ?, ?) {ifAbsent}"""),

  FIND_ROOM(
      """
      SELECT name, created_by, created_at, updated_at, invite_policy, membership_limit
      FROM {room} WHERE account_id = ? AND room_id = ? {fresh}"""),
  UPDATE_ROOM(
      """
      UPDATE {room} SET name = ?, created_by = ?, created_at = ?, updated_at = ?,
        invite_policy = ?, version = version + 1
      WHERE account_id = ? AND room_id = ? AND membership_limit = ?"""),
  INSERT_ROOM(
      """
      INSERT INTO {room} (name, created_by, created_at, updated_at, invite_policy,
        account_id, room_id, membership_limit, version, membership_count, administrator_count)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) {ifAbsent}"""),
  DELETE_ROOM("DELETE FROM {room} WHERE account_id = ? AND room_id = ?"),

  FIND_MEMBER(
      """
      SELECT member_type, email, full_name, state
      FROM {member} WHERE account_id = ? AND member_id = ? {fresh}"""),
  UPDATE_MEMBER(
      """
      UPDATE {member} SET email = ?, full_name = ?, state = ?, version = version + 1
      WHERE account_id = ? AND member_id = ? AND member_type = ?"""),
  INSERT_MEMBER(
      """
      INSERT INTO {member} (email, full_name, state, account_id, member_id, member_type,
        version, room_count)
      VALUES (?, ?, ?, ?, ?, ?, ?, 0) {ifAbsent}"""),
  DELETE_MEMBER("DELETE FROM {member} WHERE account_id = ? AND member_id = ?"),
  /** Where the host keeps the members, a row only counts the rooms of one. */
  INSERT_COUNT(
      dialect ->
          """
          INSERT INTO {member} (account_id, member_id, version, room_count)
          VALUES (?, ?, ?, 0)
          """
              + dialect.ifNoCount("{member}")),

  INSERT_CREATION(
      """
      INSERT INTO {creation} (account_id, creation_key, creation_content, room_id)
      VALUES (?, ?, ?, ?) {ifAbsent}"""),

  INSERT_ACCOUNT_ROOMS(
      dialect ->
          "INSERT INTO {accountRooms} (account_id, room_count) VALUES (?, 0) "
              + dialect.ifNoCount("{accountRooms}")),
  ACCOUNT_GAINS("UPDATE {accountRooms} SET room_count = room_count + ? WHERE account_id = ?"),

  LOCK_ACCOUNT("SELECT version FROM {account} WHERE account_id = ? {share}"),
  LOCK_ACCOUNT_ROOMS("SELECT room_count FROM {accountRooms} WHERE account_id = ? {update}"),
  LOCK_ROOM("SELECT version FROM {room} WHERE account_id = ? AND room_id = ? {update}"),
  LOCK_MEMBER("SELECT version FROM {member} WHERE account_id = ? AND member_id = ? {update}"),
  SHARE_MEMBER("SELECT version FROM {member} WHERE account_id = ? AND member_id = ? {share}"),
  LOCK_MEMBERS_OF_ROOM(dialect -> dialect.lockThoseIn("{member}", "member_id", "room_id")),
  LOCK_ROOMS_OF_MEMBER(dialect -> dialect.lockThoseIn("{room}", "room_id", "member_id")),

  FACTS(Parts.FACTS),
  /** The same under locks. */
  CURRENT_FACTS(Parts.FACTS + " {current}"),
  ROOM_FACTS(Parts.ROOM_FACTS),
  /** The same under locks. */
  CURRENT_ROOM_FACTS(Parts.ROOM_FACTS + " {current}"),
  NEW_ROOM_FACTS(Parts.NEW_ROOM_FACTS),
  /** The same under locks. */
  CURRENT_NEW_ROOM_FACTS(Parts.NEW_ROOM_FACTS + " {current}"),
  /** Reads the rooms that a new one may collide with, and locks them where the facts do. */
  CURRENT_ROOMS_LIKE_NEW(
      """
      SELECT i.version AS i_version, e.version AS e_version
      FROM (SELECT 1 AS one) q
      LEFT JOIN {room} i ON i.account_id = ? AND i.room_id = ?
      LEFT JOIN {creation} k ON k.account_id = ? AND k.creation_key = ?
      LEFT JOIN ONE {room} e ON e.account_id = ? AND e.room_id = k.room_id
      WHERE q.one = 1 {current}"""),

  FIND_MEMBERSHIP(
      """
      SELECT role, invited_by, updated_at
      FROM {membership} WHERE account_id = ? AND room_id = ? AND member_id = ? {fresh}"""),
  /** Under the lock of the room. */
  CURRENT_MEMBERSHIP(
      """
      SELECT role FROM {membership}
      WHERE account_id = ? AND room_id = ? AND member_id = ? {fresh} {current}"""),
  INSERT_MEMBERSHIP(
      """
      INSERT INTO {membership} (role, invited_by, updated_at, account_id, room_id, member_id)
      VALUES (?, ?, ?, ?, ?, ?)"""),
  UPDATE_MEMBERSHIP(
      """
      UPDATE {membership} SET role = ?, invited_by = ?, updated_at = ?
      WHERE account_id = ? AND room_id = ? AND member_id = ?"""),
  DELETE_MEMBERSHIP(
      "DELETE FROM {membership} WHERE account_id = ? AND room_id = ? AND member_id = ?"),
  /** What a room gains by a change: a loss is a negative gain. */
  ROOM_GAINS(
      """
      UPDATE {room} SET membership_count = membership_count + ?,
        administrator_count = administrator_count + ?, version = version + ?
      WHERE account_id = ? AND room_id = ?"""),
  MEMBER_GAINS(
      """
      UPDATE {member} SET room_count = room_count + ?
      WHERE account_id = ? AND member_id = ?"""),

  MEMBERS_OF_ROOM_LOSE(
      dialect ->
          dialect.updateEach(
              "{member}",
              "(SELECT member_id FROM {membership} WHERE account_id = ? AND room_id = ?) q",
              List.of("member_id"),
              "room_count = t.room_count - 1")),
  DELETE_MEMBERSHIPS_OF_ROOM("DELETE FROM {membership} WHERE account_id = ? AND room_id = ?"),
  ROOMS_OF_MEMBER_LOSE(
      dialect ->
          dialect.updateEach(
              "{room}",
              """
              (SELECT room_id, CASE WHEN role = 'ADMINISTRATOR' THEN 1 ELSE 0 END AS administrators
               FROM {membership} WHERE account_id = ? AND member_id = ?) q""",
              List.of("room_id"),
              """
              membership_count = t.membership_count - 1,
              administrator_count = t.administrator_count - q.administrators,
              version = t.version + 1""")),
  DELETE_MEMBERSHIPS_OF_MEMBER("DELETE FROM {membership} WHERE account_id = ? AND member_id = ?"),
  MEMBER_IS_IN_NO_ROOM("UPDATE {member} SET room_count = 0 WHERE account_id = ? AND member_id = ?"),

  LIST_BY_ROOM(
      """
      SELECT member_id, role, invited_by, updated_at FROM {membership}
      WHERE account_id = ? AND room_id = ? AND member_id > ? {fresh}
      ORDER BY account_id, room_id, member_id
      FETCH FIRST ? ROWS ONLY"""),
  LIST_BY_MEMBER(
      """
      SELECT room_id, role, invited_by, updated_at FROM {membership}
      WHERE account_id = ? AND member_id = ? AND room_id > ? {fresh}
      ORDER BY account_id, member_id, room_id
      FETCH FIRST ? ROWS ONLY"""),

  /** The facts about a room, in every row, with a page of its memberships. */
  LIST_MEMBERSHIPS(
      "SELECT "
          + String.join(
              ",\n  ", Parts.OF_ROOM, "s.member_id", Parts.membership("s"), Parts.member("m"))
          + Parts.FROM_ROOM
          + """
          LEFT JOIN (
            SELECT member_id, role, invited_by, updated_at FROM {membership}
            WHERE account_id = ? AND room_id = ? AND member_id > ? {fresh}
            ORDER BY account_id, room_id, member_id LIMIT ?) s ON q.one = 1
          LEFT JOIN ONE {member} m ON m.account_id = ? AND m.member_id = s.member_id
          WHERE q.one = 1 {fresh} ORDER BY s.member_id"""),
  /** The facts about a caller, in every row, with a page of the rooms of the account. */
  LIST_ROOMS(
      Parts.LISTED_ROOMS
          + """
          LEFT JOIN (
            SELECT * FROM {room} WHERE account_id = ? AND room_id > ? {fresh}
            ORDER BY account_id, room_id LIMIT ?) r ON q.one = 1
          WHERE q.one = 1 {fresh} ORDER BY r.room_id"""),
  /** The same with the rooms that a member is in. */
  LIST_ROOMS_OF_MEMBER(
      Parts.LISTED_ROOMS
          + """
          LEFT JOIN (
            SELECT room_id FROM {membership}
            WHERE account_id = ? AND member_id = ? AND room_id > ? {fresh}
            ORDER BY account_id, member_id, room_id LIMIT ?) s ON q.one = 1
          LEFT JOIN ONE {room} r ON r.account_id = ? AND r.room_id = s.room_id
          WHERE q.one = 1 {fresh} ORDER BY r.room_id"""),

  ACCOUNTS("SELECT account_id FROM {account} ORDER BY account_id"),
  WRONG_MEMBERSHIPS_OF_ROOM(
      """
      SELECT r.room_id AS id, r.membership_count AS stored, COALESCE(s.n, 0) AS counted
      FROM (SELECT room_id, COUNT(*) AS n FROM {membership}
            WHERE account_id = ? GROUP BY room_id) s
      RIGHT JOIN {room} r ON s.room_id = r.room_id
      WHERE r.account_id = ? AND r.membership_count <> COALESCE(s.n, 0) {fresh}"""),
  WRONG_ADMINISTRATORS_OF_ROOM(
      """
      SELECT r.room_id AS id, r.administrator_count AS stored, COALESCE(s.n, 0) AS counted
      FROM (SELECT room_id, COUNT(*) AS n FROM {membership}
            WHERE account_id = ? AND role = 'ADMINISTRATOR' GROUP BY room_id) s
      RIGHT JOIN {room} r ON s.room_id = r.room_id
      WHERE r.account_id = ? AND r.administrator_count <> COALESCE(s.n, 0) {fresh}"""),
  WRONG_ROOMS_OF_MEMBER(
      """
      SELECT m.member_id AS id, m.room_count AS stored, COALESCE(s.n, 0) AS counted
      FROM (SELECT member_id, COUNT(*) AS n FROM {membership}
            WHERE account_id = ? GROUP BY member_id) s
      RIGHT JOIN {member} m ON s.member_id = m.member_id
      WHERE m.account_id = ? AND m.room_count <> COALESCE(s.n, 0) {fresh}"""),
  WRONG_ROOMS_OF_ACCOUNT(
      """
      SELECT a.account_id AS id, COALESCE(n.room_count, 0) AS stored, s.n AS counted
      FROM (SELECT COUNT(*) AS n FROM {room} WHERE account_id = ? {fresh}) s
      JOIN {account} a ON a.account_id = ?
      LEFT JOIN {accountRooms} n ON n.account_id = a.account_id
      WHERE COALESCE(n.room_count, 0) <> s.n {fresh}"""),
  COUNT_ROOM(
      """
      SELECT COUNT(*) AS memberships,
        COUNT(CASE WHEN role = 'ADMINISTRATOR' THEN 1 END) AS administrators
      FROM {membership} WHERE account_id = ? AND room_id = ? {fresh}"""),
  COUNT_MEMBER(
      """
      SELECT COUNT(*) AS rooms FROM {membership}
      WHERE account_id = ? AND member_id = ? {fresh}"""),
  COUNT_ROOMS_OF_ACCOUNT("SELECT COUNT(*) AS rooms FROM {room} WHERE account_id = ? {fresh}"),
  /** Another version: whoever decided on the wrong counts decides again. */
  SET_COUNTS_OF_ROOM(
      """
      UPDATE {room} SET membership_count = ?, administrator_count = ?, version = version + 1
      WHERE account_id = ? AND room_id = ?"""),
  SET_ROOMS_OF_ACCOUNT("UPDATE {accountRooms} SET room_count = ? WHERE account_id = ?"),
  SET_ROOMS_OF_MEMBER("UPDATE {member} SET room_count = ? WHERE account_id = ? AND member_id = ?");

  @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
  private final Function<Dialect, String> template;

  Sql(String template) {
    this(dialect -> template);
  }

  Sql(Function<Dialect, String> template) {
    this.template = template;
  }

  @Override
  public String template(Dialect dialect) {
    return template.apply(dialect);
  }

  /** What several statements share. */
  static final class Parts {
    static final String ACCOUNT = "a.account_type, a.status, a.version AS a_version";
    static final String OF_ROOM =
        String.join(",\n  ", ACCOUNT, room("r"), member("c"), membership("p"));
    static final String OF_MEMBERSHIP =
        String.join(",\n  ", OF_ROOM, member("m"), "m.room_count", membership("s"));

    static final String FROM_ROOM =
        """

        FROM (SELECT 1 AS one) q
        LEFT JOIN {account} a ON a.account_id = ?
        LEFT JOIN {room} r ON r.account_id = ? AND r.room_id = ?
        LEFT JOIN {member} c ON c.account_id = ? AND c.member_id = ?
        LEFT JOIN {membership} p ON p.account_id = ? AND p.room_id = ? AND p.member_id = ?
        """;
    static final String ROOM_FACTS = "SELECT " + OF_ROOM + FROM_ROOM + "WHERE q.one = 1 {fresh}";
    static final String FACTS =
        "SELECT "
            + OF_MEMBERSHIP
            + FROM_ROOM
            + """
            LEFT JOIN {member} m ON m.account_id = ? AND m.member_id = ?
            LEFT JOIN {membership} s ON s.account_id = ? AND s.room_id = ? AND s.member_id = ?
            WHERE q.one = 1 {fresh}""";

    static final String NEW_ROOM_FACTS =
        "SELECT "
            + String.join(
                ",\n  ",
                ACCOUNT,
                member("c"),
                "c.room_count AS c_room_count, n.room_count AS n_room_count",
                "i.version AS i_version, e.room_id AS e_room_id, k.creation_content",
                room("e"))
            + """

            FROM (SELECT 1 AS one) q
            LEFT JOIN {account} a ON a.account_id = ?
            LEFT JOIN {accountRooms} n ON n.account_id = ?
            LEFT JOIN {member} c ON c.account_id = ? AND c.member_id = ?
            LEFT JOIN {room} i ON i.account_id = ? AND i.room_id = ?
            LEFT JOIN {creation} k ON k.account_id = ? AND k.creation_key = ?
            LEFT JOIN ONE {room} e ON e.account_id = ? AND e.room_id = k.room_id
            WHERE q.one = 1 {fresh}""";

    static final String LISTED_ROOMS =
        "SELECT "
            + String.join(",\n  ", ACCOUNT, member("c"), member("m"), "r.room_id", room("r"))
            + """

            FROM (SELECT 1 AS one) q
            LEFT JOIN {account} a ON a.account_id = ?
            LEFT JOIN {member} c ON c.account_id = ? AND c.member_id = ?
            LEFT JOIN {member} m ON m.account_id = ? AND m.member_id = ?
            """;

    private Parts() {}

    static String room(String table) {
      return """
      %1$s.name, %1$s.created_by, %1$s.created_at, %1$s.updated_at, %1$s.invite_policy,
        %1$s.membership_limit, %1$s.membership_count, %1$s.administrator_count,
        %1$s.version AS %1$s_version"""
          .formatted(table);
    }

    static String member(String table) {
      return """
      %1$s.member_type AS %1$s_member_type, %1$s.email AS %1$s_email,
        %1$s.full_name AS %1$s_full_name, %1$s.state AS %1$s_state, %1$s.version AS %1$s_version"""
          .formatted(table);
    }

    static String membership(String table) {
      return """
      %1$s.role AS %1$s_role, %1$s.invited_by AS %1$s_invited_by,
        %1$s.updated_at AS %1$s_updated_at"""
          .formatted(table);
    }
  }
}
