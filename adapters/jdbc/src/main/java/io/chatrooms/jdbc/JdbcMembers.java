package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import java.sql.SQLException;
import java.util.Optional;

/** Members, a row each, with the count of their rooms. */
final class JdbcMembers implements MemberRepository {
  /** There is no such member, so nothing was done. */
  static final int NOWHERE = -1;

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
        parameters -> parameters.id(accountId.value()).id(memberId.value()),
        row -> read(row, "", accountId, memberId));
  }

  /**
   * The member in the row.
   *
   * @param prefix what its columns begin with
   */
  static Member read(Session.Row row, String prefix, AccountId accountId, MemberId memberId)
      throws SQLException {
    return Member.builder()
        .accountId(accountId)
        .memberId(memberId)
        .type(row.name(prefix + "member_type", MemberType.class))
        .email(row.text(prefix + "email"))
        .fullName(row.text(prefix + "full_name"))
        .state(row.name(prefix + "state", MemberState.class))
        .build();
  }

  @Override
  public void save(Member member) {
    Saving.save(
        transactions,
        session -> session.write(Sql.UPDATE_MEMBER, parameters -> bind(parameters, member)) > 0,
        session ->
            session.insert(
                Sql.INSERT_MEMBER, parameters -> bind(parameters, member).number(Versions.first())),
        session -> {
          Optional<Member> standing = find(session, member.accountId(), member.memberId());
          if (standing.filter(m -> m.type() != member.type()).isPresent()) {
            throw new IllegalArgumentException("a member keeps the type it was created with");
          }
        });
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
          if (removeFromRooms(session, accountId, memberId) == NOWHERE) {
            return false;
          }
          return session.write(Sql.DELETE_MEMBER, member(accountId, memberId)) > 0;
        });
  }

  /** How many rooms it was in; its row stays locked. {@link #NOWHERE} if it has no row. */
  static int removeFromRooms(Session session, AccountId accountId, MemberId memberId)
      throws SQLException {
    Session.Binding rooms =
        parameters -> parameters.id(accountId.value()).id(accountId.value()).id(memberId.value());
    // Rooms come before members; whoever added it to one more meanwhile is seen under its lock.
    session.finds(Sql.LOCK_ROOMS_OF_MEMBER, rooms);
    if (!session.finds(Sql.LOCK_MEMBER, member(accountId, memberId))) {
      return NOWHERE; // what is not there cannot be locked, and may come at any moment
    }
    session.finds(Sql.LOCK_ROOMS_OF_MEMBER, rooms);
    session.write(Sql.ROOMS_OF_MEMBER_LOSE, rooms);
    return session.write(Sql.DELETE_MEMBERSHIPS_OF_MEMBER, member(accountId, memberId));
  }

  private static Session.Binding member(AccountId accountId, MemberId memberId) {
    return parameters -> parameters.id(accountId.value()).id(memberId.value());
  }
}
