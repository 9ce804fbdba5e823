package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Confirms a change on PostgreSQL in one statement, so in one round trip. A statement that makes
 * the change updates one room, and one that does not updates none; no refusal is an error, which
 * would abort the transaction of a host. When it made nothing, the facts are read and returned. If
 * these do not forbid the change, because a row was saved unchanged or an obstacle has gone, the
 * statement is tried once more with their versions.
 *
 * <p>This is the statement for the removal of a member by another member whose id is lower:
 *
 * <pre>{@code
 * WITH a AS MATERIALIZED (
 *   SELECT 1 FROM account WHERE account_id = ? AND version = ? FOR SHARE),
 * r AS MATERIALIZED (
 *   SELECT 1 FROM room WHERE account_id = ? AND room_id = ? AND version = ?
 *     AND (? < 1 OR membership_count < membership_limit)
 *     AND (? > -1 OR administrator_count > 1 OR membership_count + ? = 0)
 *     AND EXISTS (SELECT 1 FROM a) FOR NO KEY UPDATE),
 * c AS MATERIALIZED (
 *   SELECT 1 FROM member WHERE account_id = ? AND member_id = ? AND version = ?
 *     AND EXISTS (SELECT 1 FROM r) FOR SHARE),
 * m AS MATERIALIZED (
 *   SELECT 1 FROM member WHERE account_id = ? AND member_id = ? AND version = ?
 *     AND (? < 1 OR room_count < ?)
 *     AND EXISTS (SELECT 1 FROM c) FOR NO KEY UPDATE),
 * w AS (
 *   DELETE FROM room_membership WHERE account_id = ? AND room_id = ? AND member_id = ?
 *     AND EXISTS (SELECT 1 FROM m) RETURNING 1),
 * n AS (
 *   UPDATE member SET room_count = room_count + ? WHERE account_id = ? AND member_id = ?
 *     AND EXISTS (SELECT 1 FROM w) RETURNING 1)
 * UPDATE room SET membership_count = membership_count + ?,
 *     administrator_count = administrator_count + ?, version = version + ?
 *   WHERE account_id = ? AND room_id = ? AND EXISTS (SELECT 1 FROM n)
 * }</pre>
 *
 * <h2>Why it is right</h2>
 *
 * <p><b>Each step depends on the one before.</b> The parts of a statement that change data run in
 * no defined order; only data orders them. Hence every step asks whether the one before found a
 * row. It keeps the order of locks that all transactions have (account, room, members by id, key),
 * so nobody deadlocks, and it stops at the first step that finds nothing. Two updates that both
 * depended on the insert took the room and the member in either order, and deadlocked.
 *
 * <p><b>The steps that judge are locking reads.</b> A statement sees a snapshot taken when it
 * began. A plain read would judge that snapshot even if the statement then waited for somebody who
 * took the last free membership: the limit would be passed. After a wait, a locking read judges its
 * conditions again on the newest row.
 *
 * <p><b>{@code a} is locked, and not only read.</b> Otherwise a suspension could commit after the
 * snapshot and before the change: others would see the account suspended and then a new membership.
 * The lock is shared, so changes in the rooms of one account do not wait for each other.
 *
 * <p><b>{@code r} compares the version of the room</b>, which changes when the room is saved, when
 * a membership of it ends, and when one changes its role. So it also tells that the caller's
 * membership and the membership that the change starts from are those that were seen: of two
 * removals of one membership the second finds another version (promise 7), and of two
 * administrators who demote each other the second does. Plain adds leave the version alone, so they
 * never make each other decide again. What they change are the counts, and these are judged anew:
 * the free memberships (promise 5), and whether an administrator is left (promise 6), as in {@link
 * MembershipChange#mayBeMade}. The version alone would let the only occupant, the administrator,
 * leave a room to which somebody was added meanwhile.
 *
 * <p><b>{@code c} and {@code m} are locked by id</b>, whichever comes first, so two members who add
 * each other in two rooms do not deadlock. {@code c} is shared. It is left out if no member asks,
 * or if the caller is the member. The version of {@code m} tells that the member is the one that
 * was seen.
 *
 * <p><b>An add inserts with {@code ON CONFLICT DO NOTHING}</b>. It also notices a membership that
 * the snapshot does not contain (promise 4), and does so without an error.
 *
 * <p><b>The counts are written last.</b> Counting first and inserting then left wrong counts behind
 * when the insert did nothing. The counts follow the newest row, but PostgreSQL evaluates a CHECK
 * on the snapshot's row first, before it notices that the row has changed. That cannot fail here:
 * the snapshot has passed the conditions of {@code r} and {@code m}, too, and contains the
 * membership that the change starts from.
 *
 * <p>In a transaction of a host at REPEATABLE READ or above, a row that changed after the host's
 * snapshot is an error of class 40, and the store is unavailable with a known outcome.
 */
final class PostgreSqlConfirmation implements Confirmation {
  private final Transactions transactions;
  private final FactsReader facts;

  PostgreSqlConfirmation(Transactions transactions, FactsReader facts) {
    this.transactions = transactions;
    this.facts = facts;
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
    Transactions operation = transactions.ofOneOperation();
    if (make(operation, change, seen)) {
      return Optional.empty();
    }
    MembershipFacts now = facts.readAgain(operation, seen);
    boolean made = change.mayBeMade(seen, now) && make(operation, change, now);
    return made ? Optional.empty() : Optional.of(now);
  }

  /** Makes the change if the rows have the versions that the facts were read with. */
  private boolean make(Transactions operation, MembershipChange change, MembershipFacts read) {
    if (facts.hasMembersElsewhere()
        && change.membershipsGained() > 0
        && Versions.of(read.room().account()).member() == null) {
      operation.write(
          session ->
              JdbcMembers.beginCounting(
                  session, change.key().accountId(), change.key().memberId()));
    }
    Confirm confirm = Confirm.of(change, read, facts.hasMembersElsewhere());
    return operation.write(
        session ->
            session.write(confirm, parameters -> confirm.bind(parameters, change, read)) > 0);
  }

  /**
   * The statement for one kind of change and one kind of caller.
   *
   * @param write what happens to the membership
   * @param caller when the caller's row is locked
   * @param membersElsewhere true if the host keeps the members, so that none is compared
   */
  record Confirm(Write write, CallerLock caller, boolean membersElsewhere)
      implements Statements.Template {

    static Confirm of(MembershipChange change, MembershipFacts seen, boolean membersElsewhere) {
      Write write =
          change.before().isEmpty()
              ? Write.INSERT
              : change.after().isEmpty() ? Write.DELETE : Write.UPDATE;
      MemberId memberId = seen.key().memberId();
      int order = membersElsewhere ? 0 : seen.callerId().orElse(memberId).compareTo(memberId);
      CallerLock caller =
          order == 0
              ? CallerLock.NONE
              : order < 0 ? CallerLock.BEFORE_MEMBER : CallerLock.AFTER_MEMBER;
      return new Confirm(write, caller, membersElsewhere);
    }

    /** Every statement that there is. */
    static List<Confirm> all() {
      List<Confirm> all = new ArrayList<>();
      for (Write write : Write.values()) {
        for (CallerLock caller : CallerLock.values()) {
          all.add(new Confirm(write, caller, false));
        }
        all.add(new Confirm(write, CallerLock.NONE, true));
      }
      return all;
    }

    @Override
    public String template(Dialect dialect) {
      StringBuilder sql =
          new StringBuilder(
              """
              WITH a AS MATERIALIZED (
                SELECT 1 FROM {account} WHERE account_id = ? AND version = ? FOR SHARE),
              r AS MATERIALIZED (
                SELECT 1 FROM {room} WHERE account_id = ? AND room_id = ? AND version = ?
                  AND (? < 1 OR membership_count < membership_limit)
                  AND (? > -1 OR administrator_count > 1 OR membership_count + ? = 0)
                  AND EXISTS (SELECT 1 FROM a) FOR NO KEY UPDATE),
              """);
      String last = "r";
      if (caller == CallerLock.BEFORE_MEMBER) {
        sql.append(callerAfter(last));
        last = "c";
      }
      sql.append(memberAfter(last));
      last = "m";
      if (caller == CallerLock.AFTER_MEMBER) {
        sql.append(callerAfter(last));
        last = "c";
      }
      sql.append("w AS (\n").append(write.sql.formatted(last)).append(" RETURNING 1)");
      last = "w";
      if (write.changesCounts()) {
        sql.append(
            """
            ,
            n AS (
              UPDATE {member} SET room_count = room_count + ?
                WHERE account_id = ? AND member_id = ?
                AND EXISTS (SELECT 1 FROM w) RETURNING 1)""");
        last = "n";
      }
      return sql.append(
              """

              UPDATE {room} SET membership_count = membership_count + ?,
                administrator_count = administrator_count + ?, version = version + ?
                WHERE account_id = ? AND room_id = ? AND EXISTS (SELECT 1 FROM %s)"""
                  .formatted(last))
          .toString();
    }

    private static String callerAfter(String step) {
      return """
      c AS MATERIALIZED (
        SELECT 1 FROM {member} WHERE account_id = ? AND member_id = ? AND version = ?
          AND EXISTS (SELECT 1 FROM %s) FOR SHARE),
      """
          .formatted(step);
    }

    private String memberAfter(String step) {
      return """
      m AS MATERIALIZED (
        SELECT 1 FROM {member} WHERE account_id = ? AND member_id = ?%s
          AND (? < 1 OR room_count < ?)
          AND EXISTS (SELECT 1 FROM %s) FOR NO KEY UPDATE),
      """
          .formatted(membersElsewhere ? "" : " AND version = ?", step);
    }

    void bind(Session.Parameters parameters, MembershipChange change, MembershipFacts seen)
        throws SQLException {
      MembershipKey key = change.key();
      AccountId accountId = key.accountId();
      Versions versions = Versions.of(seen.room().account());
      int memberships = change.membershipsGained();
      int administrators = change.administratorsGained();

      Rows.key(accountId).bind(parameters);
      parameters.version(versions.account());
      Rows.key(accountId, key.roomId()).bind(parameters);
      parameters.version(versions.room());
      parameters.number(memberships).number(administrators).number(memberships);
      if (caller == CallerLock.BEFORE_MEMBER) {
        bindCaller(parameters, seen, versions);
      }
      Rows.key(accountId, key.memberId()).bind(parameters);
      if (!membersElsewhere) {
        parameters.version(versions.member());
      }
      parameters.number(memberships).number(seen.roomLimit());
      if (caller == CallerLock.AFTER_MEMBER) {
        bindCaller(parameters, seen, versions);
      }
      RoomMembership after = change.after().orElse(null);
      (after == null ? Rows.key(key) : Rows.all(after)).bind(parameters);
      if (write.changesCounts()) {
        parameters.number(memberships);
        Rows.key(accountId, key.memberId()).bind(parameters);
      }
      parameters.number(memberships).number(administrators).number(write == Write.INSERT ? 0 : 1);
      Rows.key(accountId, key.roomId()).bind(parameters);
    }

    private static void bindCaller(
        Session.Parameters parameters, MembershipFacts seen, Versions versions)
        throws SQLException {
      Rows.key(seen.key().accountId(), seen.callerId().orElseThrow()).bind(parameters);
      parameters.version(versions.caller());
    }
  }

  /** When the caller's row is locked: members are locked by id. */
  enum CallerLock {
    NONE,
    BEFORE_MEMBER,
    AFTER_MEMBER
  }

  /** What happens to the membership, if the step before found a row. */
  enum Write {
    INSERT(
        """
          INSERT INTO {membership} (role, invited_by, updated_at, account_id, room_id, member_id)
          SELECT ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM %s)
          ON CONFLICT DO NOTHING"""),
    UPDATE(
        """
          UPDATE {membership} SET role = ?, invited_by = ?, updated_at = ?
          WHERE account_id = ? AND room_id = ? AND member_id = ?
          AND EXISTS (SELECT 1 FROM %s)"""),
    DELETE(
        """
          DELETE FROM {membership} WHERE account_id = ? AND room_id = ? AND member_id = ?
          AND EXISTS (SELECT 1 FROM %s)""");

    private final String sql;

    Write(String sql) {
      this.sql = sql;
    }

    private boolean changesCounts() {
      return this != UPDATE;
    }
  }
}
