package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Confirms a change on any database: lock, read, decide, write, in one transaction.
 *
 * <p>The locks cover everything that the facts contain. The account is shared, so changes in its
 * rooms do not wait for each other, and the account is not suspended meanwhile. The room is
 * exclusive: its counts, and every membership of it, change under this lock only. The member is
 * exclusive, for the count of its rooms. The caller is shared, so that it is not suspended
 * meanwhile. A caller that is the member itself needs no second lock.
 *
 * <p>On MariaDB the read of the facts locks the rows, too, because only a locking read sees the
 * newest rows at every isolation. Alone it would be safe but not enough: two transactions that
 * share a room, and then both want to write it, deadlock.
 *
 * <p>What cannot be locked does not exist. If the facts that are read afterwards contain it, and
 * are those that were seen, then somebody has replaced a row by an equal one: the work begins
 * again.
 */
final class LockingConfirmation implements Confirmation {
  private final Transactions transactions;
  private final FactsReader facts;

  LockingConfirmation(Transactions transactions, FactsReader facts) {
    this.transactions = transactions;
    this.facts = facts;
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
    return transactions.together(
        session -> {
          boolean locked = lock(session, change, seen);
          MembershipFacts now = facts.readUnderLocks(session, seen);
          if (!change.mayBeMade(seen, now)) {
            return Optional.of(now);
          }
          Saving.requireLocked(locked);
          apply(session, change);
          return Optional.empty();
        });
  }

  /**
   * Account, room, members by id: the order that all transactions keep.
   *
   * @return false if one of them does not exist
   */
  private boolean lock(Session session, MembershipChange change, MembershipFacts seen)
      throws SQLException {
    MembershipKey key = seen.key();
    AccountId accountId = key.accountId();
    MemberId caller = seen.callerId().orElse(key.memberId());
    int order = facts.hasMembersElsewhere() ? 0 : caller.compareTo(key.memberId());
    // All are locked even if one is missing: the read of the facts locks in no order.
    boolean found = session.finds(Sql.LOCK_ACCOUNT, Rows.key(accountId));
    found &= session.finds(Sql.LOCK_ROOM, Rows.key(accountId, key.roomId()));
    if (order < 0) {
      found &= session.finds(Sql.SHARE_MEMBER, Rows.key(accountId, caller));
    }
    found &=
        JdbcMembers.lockForAdd(
            session,
            accountId,
            key.memberId(),
            facts.hasMembersElsewhere() && change.membershipsGained() > 0);
    if (order > 0) {
      found &= session.finds(Sql.SHARE_MEMBER, Rows.key(accountId, caller));
    }
    return found;
  }

  private static void apply(Session session, MembershipChange change) throws SQLException {
    MembershipKey key = change.key();
    RoomMembership after = change.after().orElse(null);
    if (after == null) {
      session.write(Sql.DELETE_MEMBERSHIP, Rows.key(key));
    } else {
      session.write(
          change.before().isEmpty() ? Sql.INSERT_MEMBERSHIP : Sql.UPDATE_MEMBERSHIP,
          Rows.all(after));
    }
    session.write(
        Sql.ROOM_GAINS,
        parameters -> {
          parameters
              .number(change.membershipsGained())
              .number(change.administratorsGained())
              .number(change.before().isPresent() ? 1 : 0);
          Rows.key(key.accountId(), key.roomId()).bind(parameters);
        });
    if (change.membershipsGained() != 0) {
      memberGains(session, key, change.membershipsGained());
    }
  }

  static void memberGains(Session session, MembershipKey key, int gain) throws SQLException {
    session.write(
        Sql.MEMBER_GAINS,
        parameters -> {
          parameters.number(gain);
          Rows.key(key.accountId(), key.memberId()).bind(parameters);
        });
  }
}
