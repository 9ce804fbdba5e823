package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipQuestion;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.RoomId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts: all of them in one statement, so at one instant. Where the host keeps the members,
 * its directory is asked before, and the statement is for the rest.
 */
final class FactsReader {
  private final Transactions transactions;
  private final int memberRoomLimit;
  private final int accountRoomLimit;
  private final @Nullable MemberDirectory directory;

  /**
   * A reader of facts.
   *
   * @param directory where the host keeps the members; null if they are in the tables
   */
  FactsReader(
      Transactions transactions,
      int memberRoomLimit,
      int accountRoomLimit,
      @Nullable MemberDirectory directory) {
    this.transactions = transactions;
    this.memberRoomLimit = memberRoomLimit;
    this.accountRoomLimit = accountRoomLimit;
    this.directory = directory;
  }

  /** True if the host keeps the members, so that rows of members only count rooms. */
  boolean hasMembersElsewhere() {
    return directory != null;
  }

  /** The member as the directory knows it; empty if there is no directory, or no id. */
  Optional<Member> fromDirectory(AccountId accountId, @Nullable MemberId memberId) {
    return directory == null || memberId == null
        ? Optional.empty()
        : directory.find(accountId, memberId);
  }

  /** Those of the members whom the directory knows; none if there is no directory. */
  Map<MemberId, Member> fromDirectory(AccountId accountId, Collection<MemberId> memberIds) {
    return directory == null || memberIds.isEmpty()
        ? Map.of()
        : directory.findAll(accountId, memberIds);
  }

  private static AccountFacts unread(
      AccountId accountId, Optional<MemberId> callerId, Optional<Member> caller) {
    return new AccountFacts(accountId, callerId, Optional.empty(), caller, AccountFacts.Stamp.NONE);
  }

  private static RoomFacts unread(AccountFacts account, RoomId roomId) {
    return new RoomFacts(account, roomId, Optional.empty(), Optional.empty(), 0, 0);
  }

  private MembershipFacts unread(
      MembershipQuestion question, Optional<Member> member, Optional<Member> caller) {
    MembershipKey key = question.key();
    return new MembershipFacts(
        unread(unread(key.accountId(), question.callerId(), caller), key.roomId()),
        key.memberId(),
        member,
        Optional.empty(),
        0,
        memberRoomLimit);
  }

  /** The facts about a membership. */
  MembershipFacts read(MembershipKey key, @Nullable MemberId callerId) {
    Optional<Member> member = fromDirectory(key.accountId(), key.memberId());
    Optional<Member> caller = fromDirectory(key.accountId(), callerId);
    return readAgain(
        transactions,
        unread(new MembershipQuestion(key, Optional.ofNullable(callerId)), member, caller));
  }

  /** The facts about several memberships of one account: one or more. */
  List<MembershipFacts> read(AccountId accountId, List<MembershipQuestion> questions) {
    Set<MemberId> ids = new HashSet<>();
    for (MembershipQuestion question : questions) {
      ids.add(question.key().memberId());
      question.callerId().ifPresent(ids::add);
    }
    Map<MemberId, Member> known = fromDirectory(accountId, ids);
    List<MembershipFacts> unread = new ArrayList<>();
    for (MembershipQuestion question : questions) {
      unread.add(
          unread(
              question,
              Optional.ofNullable(known.get(question.key().memberId())),
              question.callerId().map(known::get)));
    }
    return transactions.read(session -> read(session, RowsSql.Kind.FACTS, accountId, unread));
  }

  /** The facts about the same as those; what the directory said stays. */
  MembershipFacts readAgain(Transactions operation, MembershipFacts those) {
    return operation.read(session -> read(session, Sql.FACTS, those));
  }

  /** The same in a session that holds the locks: what was committed last, at any isolation. */
  MembershipFacts readUnderLocks(Session session, MembershipFacts those) throws SQLException {
    return read(session, Sql.CURRENT_FACTS, those);
  }

  /** The same about several of one account: one or more. */
  List<MembershipFacts> readUnderLocks(
      Session session, AccountId accountId, List<MembershipFacts> those) throws SQLException {
    return read(session, RowsSql.Kind.CURRENT_FACTS, accountId, those);
  }

  private MembershipFacts read(Session session, Sql sql, MembershipFacts those)
      throws SQLException {
    MembershipKey key = those.key();
    return theRow(
        session,
        sql,
        parameters -> {
          bind(parameters, those.room());
          Rows.key(key.accountId(), key.memberId()).bind(parameters);
          Rows.key(key).bind(parameters);
        },
        row -> read(row, those));
  }

  private List<MembershipFacts> read(
      Session session, RowsSql.Kind kind, AccountId accountId, List<MembershipFacts> those)
      throws SQLException {
    RowsSql sql = RowsSql.of(kind, those.size());
    List<MembershipFacts> read = new ArrayList<>(those);
    session.all(
        sql,
        parameters -> {
          sql.rows(
                  those,
                  (row, facts) ->
                      row.id(facts.key().roomId().value())
                          .id(facts.key().memberId().value())
                          .id(id(facts.callerId())))
              .bind(parameters);
          parameters.id(accountId.value()).id(accountId.value());
          parameters.id(hasMembersElsewhere() ? null : accountId.value());
          parameters.id(accountId.value()).id(accountId.value()).id(accountId.value());
        },
        row -> {
          int n = row.count("n");
          return read.set(n, read(row, those.get(n)));
        });
    return read;
  }

  private MembershipFacts read(Session.Row row, MembershipFacts those) throws SQLException {
    MembershipKey key = those.key();
    return new MembershipFacts(
        room(row, those.room(), row.version("m_version")),
        key.memberId(),
        hasMembersElsewhere()
            ? those.member()
            : Rows.optionalMember(row, "m_", key.accountId(), key.memberId()),
        row.has("s_role") ? Optional.of(Rows.membership(row, "s_", key)) : Optional.empty(),
        row.count("room_count"),
        memberRoomLimit);
  }

  /** The facts about a room. */
  RoomFacts readRoom(AccountId accountId, RoomId roomId, @Nullable MemberId callerId) {
    RoomFacts unread = unreadRoom(accountId, roomId, callerId);
    return transactions.read(session -> readRoom(session, Sql.ROOM_FACTS, unread));
  }

  /** What is known of an account and a caller before the tables are read. */
  AccountFacts unreadAccount(AccountId accountId, @Nullable MemberId callerId) {
    return unread(accountId, Optional.ofNullable(callerId), fromDirectory(accountId, callerId));
  }

  /** What is known of a room and a caller before the tables are read. */
  RoomFacts unreadRoom(AccountId accountId, RoomId roomId, @Nullable MemberId callerId) {
    return unread(unreadAccount(accountId, callerId), roomId);
  }

  /** The facts about the same as those, in a session that holds the locks. */
  RoomFacts readUnderLocks(Session session, RoomFacts those) throws SQLException {
    return readRoom(session, Sql.CURRENT_ROOM_FACTS, those);
  }

  private RoomFacts readRoom(Session session, Sql sql, RoomFacts those) throws SQLException {
    return theRow(
        session, sql, parameters -> bind(parameters, those), row -> room(row, those, null));
  }

  /**
   * The parameters of the facts about a room. The row that counts the rooms of a member of the host
   * is not read for a caller: a read under locks would lock it, too.
   */
  void bind(Session.Parameters parameters, RoomFacts those) throws SQLException {
    String account = those.account().accountId().value();
    String room = those.roomId().value();
    String caller = id(those.account().callerId());
    parameters.id(account).id(account).id(room).id(account);
    parameters.id(hasMembersElsewhere() ? null : caller);
    parameters.id(account).id(room).id(caller);
  }

  /**
   * The facts about a room in a row.
   *
   * @param those what was known before
   * @param memberVersion the version of the member whose membership the facts are about
   */
  RoomFacts room(Session.Row row, RoomFacts those, @Nullable Long memberVersion)
      throws SQLException {
    AccountId accountId = those.account().accountId();
    RoomId roomId = those.roomId();
    MemberId callerId = those.account().callerId().orElse(null);
    return new RoomFacts(
        account(row, those.account(), row.version("r_version"), memberVersion),
        roomId,
        row.has("r_version") ? Optional.of(Rows.room(row, accountId, roomId)) : Optional.empty(),
        callerId != null && row.has("p_role")
            ? Optional.of(
                Rows.membership(row, "p_", new MembershipKey(accountId, roomId, callerId)))
            : Optional.empty(),
        row.count("membership_count"),
        row.count("administrator_count"));
  }

  /** The facts about an account and a caller in a row; those are what was known before. */
  AccountFacts account(
      Session.Row row, AccountFacts those, @Nullable Long roomVersion, @Nullable Long memberVersion)
      throws SQLException {
    AccountId accountId = those.accountId();
    MemberId callerId = those.callerId().orElse(null);
    boolean own = !hasMembersElsewhere();
    return new AccountFacts(
        accountId,
        those.callerId(),
        row.has("a_version") ? Optional.of(Rows.account(row, accountId)) : Optional.empty(),
        own && callerId != null
            ? Rows.optionalMember(row, "c_", accountId, callerId)
            : those.caller(),
        new Versions(
            row.version("a_version"),
            roomVersion,
            memberVersion,
            own ? row.version("c_version") : null));
  }

  /** The facts about a room that is to be created. */
  NewRoomFacts readNewRoom(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable IdempotencyToken token) {
    NewRoomFacts unread =
        new NewRoomFacts(
            unreadAccount(accountId, callerId),
            roomId,
            false,
            Optional.ofNullable(token),
            Optional.empty(),
            0,
            accountRoomLimit,
            0,
            memberRoomLimit);
    return transactions.read(session -> readNewRoom(session, Sql.NEW_ROOM_FACTS, unread));
  }

  /** The facts about the same as those, in a session that holds the locks. */
  NewRoomFacts readUnderLocks(Session session, NewRoomFacts those) throws SQLException {
    return readNewRoom(session, Sql.CURRENT_NEW_ROOM_FACTS, those);
  }

  private NewRoomFacts readNewRoom(Session session, Sql sql, NewRoomFacts those)
      throws SQLException {
    AccountId accountId = those.account().accountId();
    return theRow(
        session,
        sql,
        parameters -> {
          parameters.id(accountId.value()).id(accountId.value());
          parameters.id(accountId.value()).id(id(those.account().callerId()));
          Rows.likeNew(those).bind(parameters);
        },
        row ->
            new NewRoomFacts(
                account(row, those.account(), null, null),
                those.roomId(),
                row.has("i_version"),
                those.token(),
                row.has("e_version")
                    ? Optional.of(
                        new NewRoomFacts.Earlier(
                            Rows.room(row, accountId, new RoomId(row.id("e_room_id"))),
                            row.text("creation_content")))
                    : Optional.empty(),
                row.count("n_room_count"),
                accountRoomLimit,
                row.count("c_room_count"),
                memberRoomLimit));
  }

  private static <T> T theRow(
      Session session, Sql sql, Session.Binding binding, Session.Reading<T> reading)
      throws SQLException {
    return session
        .one(sql, binding, reading)
        .orElseThrow(() -> new SQLException("the statement for facts returned no row"));
  }

  private static @Nullable String id(Optional<MemberId> memberId) {
    return memberId.map(MemberId::value).orElse(null);
  }
}
