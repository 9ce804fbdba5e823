package io.chatrooms.jdbc;

/**
 * The statements that all databases share. Each names the account, which leads every key, so the
 * tables can be distributed by account. Queries that are not answered with an earlier result say
 * {@code {fresh}}; the others lock, or are parts of statements that run under locks which whoever
 * changes their rows holds until the change is visible.
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
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0) {ifAbsent}"""),
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
      """
      INSERT INTO {member} (account_id, member_id, version, room_count)
      VALUES (?, ?, ?, 0) {ifAbsent}"""),

  LOCK_ACCOUNT("SELECT version FROM {account} WHERE account_id = ? {share}"),
  LOCK_ROOM("SELECT version FROM {room} WHERE account_id = ? AND room_id = ? {update}"),
  LOCK_MEMBER("SELECT version FROM {member} WHERE account_id = ? AND member_id = ? {update}"),
  SHARE_MEMBER("SELECT version FROM {member} WHERE account_id = ? AND member_id = ? {share}"),
  LOCK_MEMBERS_OF_ROOM(
      """
      SELECT version FROM {member} WHERE account_id = ? AND member_id IN
        (SELECT member_id FROM {membership} WHERE account_id = ? AND room_id = ?)
      ORDER BY member_id {update}"""),
  LOCK_ROOMS_OF_MEMBER(
      """
      SELECT version FROM {room} WHERE account_id = ? AND room_id IN
        (SELECT room_id FROM {membership} WHERE account_id = ? AND member_id = ?)
      ORDER BY room_id {update}"""),

  FACTS(Parts.FACTS),
  /** The same under locks. */
  CURRENT_FACTS(Parts.FACTS + " {current}"),

  FIND_MEMBERSHIP(
      """
      SELECT role, invited_by, updated_at
      FROM {membership} WHERE account_id = ? AND room_id = ? AND member_id = ? {fresh}"""),
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
      """
      UPDATE {member} SET room_count = room_count - 1 WHERE account_id = ? AND member_id IN
        (SELECT member_id FROM {membership} WHERE account_id = ? AND room_id = ?)"""),
  DELETE_MEMBERSHIPS_OF_ROOM("DELETE FROM {membership} WHERE account_id = ? AND room_id = ?"),
  ROOMS_OF_MEMBER_LOSE_ADMINISTRATOR(
      """
      UPDATE {room} SET administrator_count = administrator_count - 1
      WHERE account_id = ? AND room_id IN
        (SELECT room_id FROM {membership}
         WHERE account_id = ? AND member_id = ? AND role = 'ADMINISTRATOR')"""),
  ROOMS_OF_MEMBER_LOSE(
      """
      UPDATE {room} SET membership_count = membership_count - 1, version = version + 1
      WHERE account_id = ? AND room_id IN
        (SELECT room_id FROM {membership} WHERE account_id = ? AND member_id = ?)"""),
  DELETE_MEMBERSHIPS_OF_MEMBER("DELETE FROM {membership} WHERE account_id = ? AND member_id = ?"),
  MEMBER_IS_IN_NO_ROOM("UPDATE {member} SET room_count = 0 WHERE account_id = ? AND member_id = ?"),

  LIST_BY_ROOM(
      """
      SELECT member_id, role, invited_by, updated_at FROM {membership}
      WHERE account_id = ? AND room_id = ? AND member_id > ? {fresh} ORDER BY member_id
      FETCH FIRST ? ROWS ONLY"""),
  LIST_BY_MEMBER(
      """
      SELECT room_id, role, invited_by, updated_at FROM {membership}
      WHERE account_id = ? AND member_id = ? AND room_id > ? {fresh} ORDER BY room_id
      FETCH FIRST ? ROWS ONLY"""),

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
  COUNT_ROOM(
      """
      SELECT COUNT(*) AS memberships,
        COUNT(CASE WHEN role = 'ADMINISTRATOR' THEN 1 END) AS administrators
      FROM {membership} WHERE account_id = ? AND room_id = ? {fresh}"""),
  COUNT_MEMBER(
      """
      SELECT COUNT(*) AS rooms FROM {membership}
      WHERE account_id = ? AND member_id = ? {fresh}"""),
  /** Another version: whoever decided on the wrong counts decides again. */
  SET_COUNTS_OF_ROOM(
      """
      UPDATE {room} SET membership_count = ?, administrator_count = ?, version = version + 1
      WHERE account_id = ? AND room_id = ?"""),
  SET_ROOMS_OF_MEMBER("UPDATE {member} SET room_count = ? WHERE account_id = ? AND member_id = ?");

  private final String template;

  Sql(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }

  /** What several statements share. */
  private static final class Parts {
    static final String FACTS =
        """
        SELECT a.account_type, a.status, a.version AS a_version,
          r.name, r.created_by, r.created_at, r.updated_at, r.invite_policy, r.membership_limit,
          r.membership_count, r.administrator_count, r.version AS r_version,
          m.member_type AS m_member_type, m.email AS m_email, m.full_name AS m_full_name,
          m.state AS m_state, m.room_count, m.version AS m_version,
          c.member_type AS c_member_type, c.email AS c_email, c.full_name AS c_full_name,
          c.state AS c_state, c.version AS c_version,
          s.role AS s_role, s.invited_by AS s_invited_by, s.updated_at AS s_updated_at,
          p.role AS p_role, p.invited_by AS p_invited_by, p.updated_at AS p_updated_at
        FROM (SELECT 1 AS one) q
        LEFT JOIN {account} a ON a.account_id = ?
        LEFT JOIN {room} r ON r.account_id = ? AND r.room_id = ?
        LEFT JOIN {member} m ON m.account_id = ? AND m.member_id = ?
        LEFT JOIN {member} c ON c.account_id = ? AND c.member_id = ?
        LEFT JOIN {membership} s ON s.account_id = ? AND s.room_id = ? AND s.member_id = ?
        LEFT JOIN {membership} p ON p.account_id = ? AND p.room_id = ? AND p.member_id = ?
        WHERE q.one = 1 {fresh}""";

    private Parts() {}
  }
}
