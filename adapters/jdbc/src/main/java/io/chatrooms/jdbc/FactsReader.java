package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomFacts;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the facts about a membership: all of them in one statement, so at one instant. */
final class FactsReader {
  private final Transactions transactions;
  private final int memberRoomLimit;
  private final @Nullable MemberDirectory directory;

  /**
   * A reader of facts.
   *
   * @param directory where the host keeps the members; null if they are in the tables
   */
  FactsReader(Transactions transactions, int memberRoomLimit, @Nullable MemberDirectory directory) {
    this.transactions = transactions;
    this.memberRoomLimit = memberRoomLimit;
    this.directory = directory;
  }

  /** True if the host keeps the members, so that rows of members only count rooms. */
  boolean hasMembersElsewhere() {
    return directory != null;
  }

  /** Asks the directory, if there is one, and then reads the tables. */
  MembershipFacts read(MembershipKey key, @Nullable MemberId callerId) {
    AccountId accountId = key.accountId();
    Optional<Member> member = fromDirectory(accountId, key.memberId());
    Optional<Member> caller =
        callerId == null ? Optional.empty() : fromDirectory(accountId, callerId);
    AccountFacts account =
        new AccountFacts(
            accountId,
            Optional.ofNullable(callerId),
            Optional.empty(),
            caller,
            AccountFacts.Stamp.NONE);
    RoomFacts room = new RoomFacts(account, key.roomId(), Optional.empty(), Optional.empty(), 0, 0);
    return readAgain(
        transactions,
        new MembershipFacts(room, key.memberId(), member, Optional.empty(), 0, memberRoomLimit));
  }

  private Optional<Member> fromDirectory(AccountId accountId, MemberId memberId) {
    return directory == null ? Optional.empty() : directory.find(accountId, memberId);
  }

  /** The facts about the same as those; what the directory said stays. */
  MembershipFacts readAgain(Transactions operation, MembershipFacts those) {
    return operation.read(session -> read(session, Sql.FACTS, those));
  }

  /** The same in a session that holds the locks: what was committed last, at any isolation. */
  MembershipFacts readUnderLocks(Session session, MembershipFacts those) throws SQLException {
    return read(session, Sql.CURRENT_FACTS, those);
  }

  private MembershipFacts read(Session session, Sql sql, MembershipFacts those)
      throws SQLException {
    String account = those.key().accountId().value();
    String room = those.key().roomId().value();
    String member = those.key().memberId().value();
    String caller = those.callerId().map(MemberId::value).orElse(null);
    return session
        .one(
            sql,
            parameters ->
                parameters
                    .id(account)
                    .id(account)
                    .id(room)
                    .id(account)
                    .id(member)
                    .id(account)
                    .id(caller)
                    .id(account)
                    .id(room)
                    .id(member)
                    .id(account)
                    .id(room)
                    .id(caller),
            row -> read(row, those))
        .orElseThrow(() -> new SQLException("the statement for facts returned no row"));
  }

  private MembershipFacts read(Session.Row row, MembershipFacts those) throws SQLException {
    MembershipKey key = those.key();
    AccountId accountId = key.accountId();
    MemberId callerId = those.callerId().orElse(null);
    boolean own = !hasMembersElsewhere();
    AccountFacts account =
        new AccountFacts(
            accountId,
            those.callerId(),
            row.has("a_version") ? Optional.of(Rows.account(row, accountId)) : Optional.empty(),
            !own || callerId == null
                ? those.room().account().caller()
                : member(row, "c_", accountId, callerId),
            new Versions(
                row.version("a_version"),
                row.version("r_version"),
                row.version("m_version"),
                own ? row.version("c_version") : null));
    RoomFacts room =
        new RoomFacts(
            account,
            key.roomId(),
            row.has("r_version")
                ? Optional.of(Rows.room(row, accountId, key.roomId()))
                : Optional.empty(),
            callerId != null && row.has("p_role")
                ? Optional.of(
                    Rows.membership(
                        row, "p_", new MembershipKey(accountId, key.roomId(), callerId)))
                : Optional.empty(),
            row.count("membership_count"),
            row.count("administrator_count"));
    return new MembershipFacts(
        room,
        key.memberId(),
        own ? member(row, "m_", accountId, key.memberId()) : those.member(),
        row.has("s_role") ? Optional.of(Rows.membership(row, "s_", key)) : Optional.empty(),
        row.count("room_count"),
        memberRoomLimit);
  }

  private static Optional<Member> member(
      Session.Row row, String prefix, AccountId accountId, MemberId memberId) throws SQLException {
    return row.has(prefix + "version")
        ? Optional.of(Rows.member(row, prefix, accountId, memberId))
        : Optional.empty();
  }
}
