package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberRepository;
import java.sql.SQLException;
import java.util.Optional;

/** Members, one row each, with the count of their rooms. */
final class JdbcMembers implements MemberRepository {
  /** There is no such member, so nothing was removed. */
  static final int NO_MEMBER = -1;

  private final Transactions transactions;

  JdbcMembers(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Member> find(AccountId accountId, MemberId memberId) {
    return transactions.read(session -> find(session, accountId, memberId));
  }

  private static Optional<Member> find(Session session, AccountId accountId, MemberId memberId)
      throws SQLException {
    return session.one(
        Sql.FIND_MEMBER,
        Rows.key(accountId, memberId),
        row -> Rows.member(row, "", accountId, memberId));
  }

  @Override
  public void save(Member member) {
    Saving.save(
        transactions,
        session -> session.write(Sql.UPDATE_MEMBER, parameters -> bind(parameters, member)) > 0,
        session ->
            session.insert(
                Sql.INSERT_MEMBER, parameters -> bind(parameters, member).number(Versions.first())),
        session ->
            find(session, member.accountId(), member.memberId())
                .ifPresent(existing -> existing.requireReplaceableBy(member)));
  }

  private static Session.Parameters bind(Session.Parameters parameters, Member member)
      throws SQLException {
    return parameters
        .text(member.email())
        .text(member.fullName())
        .name(member.state())
        .id(member.accountId().value())
        .id(member.memberId().value())
        .name(member.type());
  }

  @Override
  public boolean remove(AccountId accountId, MemberId memberId) {
    return transactions.together(
        session -> {
          if (removeFromRooms(session, accountId, memberId) == NO_MEMBER) {
            return false;
          }
          return session.write(Sql.DELETE_MEMBER, Rows.key(accountId, memberId)) > 0;
        });
  }

  /**
   * Removes all memberships of a member, and leaves its row locked.
   *
   * @return how many memberships were removed; {@link #NO_MEMBER} if the member has no row
   */
  static int removeFromRooms(Session session, AccountId accountId, MemberId memberId)
      throws SQLException {
    Session.Binding member = Rows.key(accountId, memberId);
    Session.Binding rooms =
        parameters -> parameters.id(accountId.value()).id(accountId.value()).id(memberId.value());
    session.finds(Sql.LOCK_ROOMS_OF_MEMBER, rooms); // rooms are locked before members
    if (!session.finds(Sql.LOCK_MEMBER, member)) {
      return NO_MEMBER; // a row that does not exist is not locked, and may be inserted right away
    }
    // Nobody adds the member to a room any more; somebody may have done so before it was locked.
    session.finds(Sql.LOCK_ROOMS_OF_MEMBER, rooms);
    session.write(
        Sql.ROOMS_OF_MEMBER_LOSE,
        parameters -> {
          member.bind(parameters);
          parameters.id(accountId.value());
        });
    return session.write(Sql.DELETE_MEMBERSHIPS_OF_MEMBER, member);
  }

  /**
   * Locks the row of a member that is about to be added to a room.
   *
   * @param begins true if the host keeps the members, so that a missing row is inserted first
   * @return false if there is no such row
   */
  static boolean lockForAdd(Session session, AccountId accountId, MemberId memberId, boolean begins)
      throws SQLException {
    Session.Binding member = Rows.key(accountId, memberId);
    if (session.finds(Sql.LOCK_MEMBER, member)) {
      return true;
    }
    if (!begins) {
      return false;
    }
    beginCounting(session, accountId, memberId);
    return session.finds(Sql.LOCK_MEMBER, member);
  }

  /** Where the host keeps the members, the first add of one inserts the row that counts. */
  static boolean beginCounting(Session session, AccountId accountId, MemberId memberId)
      throws SQLException {
    return session.insert(
        Sql.INSERT_COUNT,
        parameters -> {
          Rows.key(accountId, memberId).bind(parameters);
          parameters.number(Versions.first());
        });
  }
}
