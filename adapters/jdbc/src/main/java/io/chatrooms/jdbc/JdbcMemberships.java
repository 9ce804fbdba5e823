package io.chatrooms.jdbc;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import io.chatrooms.core.store.StoreUnavailableException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Memberships, a row each, and the decisions about them, confirmed under locks. */
final class JdbcMemberships implements RoomMembershipRepository {
  /**
   * How often to confirm again when nothing tells why it failed: a seat was taken, and given up.
   */
  private static final int ATTEMPTS = 8;

  private final Transactions transactions;
  private final Dialect dialect;
  private final int memberRoomLimit;
  private final @Nullable MemberDirectory host;

  /**
   * Memberships in the tables.
   *
   * @param host where the host keeps the members; null if they are in the tables
   */
  JdbcMemberships(
      Transactions transactions,
      Dialect dialect,
      int memberRoomLimit,
      @Nullable MemberDirectory host) {
    this.transactions = transactions;
    this.dialect = dialect;
    this.memberRoomLimit = memberRoomLimit;
    this.host = host;
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    MembershipFacts about = about(key, callerId);
    return transactions.read(session -> read(session, Sql.FACTS, about));
  }

  /** What is known before the tables are read: what the host says of its members. */
  private MembershipFacts about(MembershipKey key, @Nullable MemberId callerId) {
    MembershipFacts.Builder about =
        MembershipFacts.builder().key(key).memberRoomLimit(memberRoomLimit);
    if (callerId != null) {
      about.callerId(callerId);
    }
    if (host != null) {
      about.member(host.find(key.accountId(), key.memberId()));
      if (callerId != null) {
        about.caller(host.find(key.accountId(), callerId));
      }
    }
    return about.build();
  }

  /** The facts about the same as those, as they are now; what the host said of members stays. */
  private MembershipFacts read(Session session, Sql sql, MembershipFacts those)
      throws SQLException {
    MembershipKey key = those.key();
    String account = key.accountId().value();
    String room = key.roomId().value();
    String member = key.memberId().value();
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
        .orElseThrow(() -> new SQLException("the facts have a row, whatever stands"));
  }

  private MembershipFacts read(Session.Row row, MembershipFacts those) throws SQLException {
    MembershipKey key = those.key();
    AccountId accountId = key.accountId();
    MembershipFacts.Builder facts =
        MembershipFacts.builder()
            .key(key)
            .callerId(those.callerId())
            .memberRoomLimit(memberRoomLimit)
            .roomMembershipCount(row.count("membership_count"))
            .memberRoomCount(row.count("room_count"));
    if (row.has("a_version")) {
      facts.account(JdbcAccounts.read(row, accountId));
    }
    if (row.has("r_version")) {
      facts.room(JdbcRooms.read(row, accountId, key.roomId()));
    }
    if (row.has("s_role")) {
      facts.membership(read(row, "s_", key));
    }
    MemberId callerId = those.callerId().orElse(null);
    if (callerId != null && row.has("p_role")) {
      facts.callerMembership(read(row, "p_", new MembershipKey(accountId, key.roomId(), callerId)));
    }
    if (host != null) {
      return facts
          .member(those.member())
          .caller(those.caller())
          .stamp(new Versions(row.version("a_version"), row.version("r_version"), null, null))
          .build();
    }
    if (row.has("m_version")) {
      facts.member(JdbcMembers.read(row, "", accountId, key.memberId()));
    }
    if (callerId != null && row.has("c_version")) {
      facts.caller(JdbcMembers.read(row, "c_", accountId, callerId));
    }
    return facts
        .stamp(
            new Versions(
                row.version("a_version"),
                row.version("r_version"),
                row.version("m_version"),
                row.version("c_version")))
        .build();
  }

  private static RoomMembership read(Session.Row row, String prefix, MembershipKey key)
      throws SQLException {
    return RoomMembership.builder()
        .key(key)
        .role(row.name(prefix + "role", Role.class))
        .invitedBy(row.text(prefix + "invited_by"))
        .updatedAt(row.time(prefix + "updated_at"))
        .build();
  }

  @Override
  public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
    if (!membership.key().equals(seen.key())) {
      throw new IllegalArgumentException("the membership is not the one that the facts are about");
    }
    Versions.of(seen);
    AddOutcome outcome =
        dialect.confirmsInOneStatement() && mayBeConfirmedInOneStatement(seen)
            ? addInOneStatement(membership, seen)
            : transactions.together(session -> addUnderLocks(session, membership, seen));
    return outcome instanceof AddOutcome.Stale ? stale(outcome) : outcome;
  }

  /**
   * What no version tells of is compared in several steps. It cannot be watched until the write,
   * and need not be: no rule lets such an add come so far.
   */
  private boolean mayBeConfirmedInOneStatement(MembershipFacts seen) {
    Versions versions = Versions.of(seen);
    boolean memberKnown = host != null || (versions.member() != null);
    boolean callerKnown =
        seen.callerId().isEmpty()
            || (seen.callerMembership().isPresent()
                && (host != null || versions.caller() != null)
                && !seen.callerId().get().equals(seen.key().memberId()));
    return versions.account() != null && versions.room() != null && memberKnown && callerKnown;
  }

  private AddOutcome addInOneStatement(RoomMembership membership, MembershipFacts seen) {
    for (int i = 0; i < ATTEMPTS; i++) {
      if (transactions.write(session -> confirm(session, membership, seen)) > 0) {
        return new AddOutcome.Added();
      }
      MembershipFacts now = transactions.read(session -> read(session, Sql.FACTS, seen));
      AddOutcome against = against(seen, now);
      if (against != null) {
        return against;
      }
      if (host != null) {
        transactions.write(session -> beginCounting(session, seen.key()));
      }
    }
    return new AddOutcome.Stale();
  }

  private int confirm(Session session, RoomMembership membership, MembershipFacts seen)
      throws SQLException {
    Versions versions = Versions.of(seen);
    MemberId callerId = host == null ? seen.callerId().orElse(null) : null;
    Sql sql;
    if (host != null) {
      sql = Sql.ADD_OF_HOST_MEMBER;
    } else if (callerId == null) {
      sql = Sql.ADD;
    } else if (callerId.compareTo(seen.key().memberId()) < 0) {
      sql = Sql.ADD_BY_CALLER_LOCKED_FIRST;
    } else {
      sql = Sql.ADD_BY_CALLER_LOCKED_LAST;
    }
    String account = seen.key().accountId().value();
    String room = seen.key().roomId().value();
    String member = seen.key().memberId().value();
    return session.write(
        sql,
        parameters -> {
          parameters.id(account).number(known(versions.account()));
          parameters.id(account).id(room).number(known(versions.room()));
          if (callerId != null && sql == Sql.ADD_BY_CALLER_LOCKED_FIRST) {
            parameters.id(account).id(callerId.value()).number(known(versions.caller()));
          }
          parameters.id(account).id(member);
          if (host == null) {
            parameters.number(known(versions.member()));
          }
          parameters.number(memberRoomLimit);
          if (callerId != null && sql == Sql.ADD_BY_CALLER_LOCKED_LAST) {
            parameters.id(account).id(callerId.value()).number(known(versions.caller()));
          }
          bind(parameters, membership);
          parameters.id(account).id(room);
          parameters.id(account).id(member);
        });
  }

  private static long known(@Nullable Long version) {
    return requireNonNull(version, "version");
  }

  private AddOutcome addUnderLocks(Session session, RoomMembership membership, MembershipFacts seen)
      throws SQLException {
    MembershipFacts now = lock(session, seen);
    AddOutcome against = against(seen, now);
    if (against != null) {
      return against;
    }
    session.write(Sql.INSERT_MEMBERSHIP, parameters -> bind(parameters, membership));
    session.write(Sql.ROOM_GAINS, room(seen.key()));
    session.write(Sql.MEMBER_GAINS, member(seen.key()));
    return new AddOutcome.Added();
  }

  /** What stands against an add, at the instant of the facts; null if nothing does (promise 2). */
  private @Nullable AddOutcome against(MembershipFacts seen, MembershipFacts now) {
    if (now.room().isEmpty() || (host == null && now.member().isEmpty())) {
      return new AddOutcome.Gone();
    } else if (differ(seen, now)) {
      return new AddOutcome.Stale();
    } else if (now.membership().isPresent()) {
      return new AddOutcome.AlreadyMember(now.membership().get());
    }
    int roomLimit = now.room().get().membershipLimit();
    if (now.roomMembershipCount() >= roomLimit) {
      return new AddOutcome.RoomFull(roomLimit);
    }
    return now.memberRoomCount() >= memberRoomLimit
        ? new AddOutcome.MemberFull(memberRoomLimit)
        : null;
  }

  private static boolean differ(MembershipFacts seen, MembershipFacts now) {
    return Versions.differ(seen, now) || !seen.callerMembership().equals(now.callerMembership());
  }

  /** Locks all that the facts are about, in the order that everyone keeps, and reads it again. */
  private MembershipFacts lock(Session session, MembershipFacts seen) throws SQLException {
    MembershipKey key = seen.key();
    String account = key.accountId().value();
    session.finds(Sql.LOCK_ACCOUNT, parameters -> parameters.id(account));
    session.finds(Sql.LOCK_ROOM, room(key));
    MemberId callerId = host == null ? seen.callerId().orElse(null) : null;
    boolean callerFirst = callerId != null && callerId.compareTo(key.memberId()) < 0;
    boolean callerLast = callerId != null && callerId.compareTo(key.memberId()) > 0;
    Session.Binding caller =
        parameters -> parameters.id(account).id(callerId == null ? null : callerId.value());
    if (callerFirst) {
      session.finds(Sql.SHARE_MEMBER, caller);
    }
    if (!session.finds(Sql.LOCK_MEMBER, member(key)) && host != null) {
      beginCounting(session, key);
      session.finds(Sql.LOCK_MEMBER, member(key));
    }
    if (callerLast) {
      session.finds(Sql.SHARE_MEMBER, caller);
    }
    return read(session, Sql.CURRENT_FACTS, seen);
  }

  /** Where the host keeps the members, the first add of one begins to count its rooms. */
  private static boolean beginCounting(Session session, MembershipKey key) throws SQLException {
    return session.insert(
        Sql.INSERT_COUNT,
        parameters ->
            parameters
                .id(key.accountId().value())
                .id(key.memberId().value())
                .number(Versions.first()));
  }

  /** Inside the host's transaction fresh facts may never come, so nobody shall wait for them. */
  private <T> T stale(T outcome) {
    if (transactions.isTheHosts()) {
      throw new StoreUnavailableException(
          "Something that the decision relied on has changed, inside the host's transaction",
          false,
          null);
    }
    return outcome;
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
    return transactions.read(
        session -> session.one(Sql.FIND_MEMBERSHIP, membership(key), row -> read(row, "", key)));
  }

  @Override
  public ChangeOutcome changeRole(MembershipFacts seen, Role role, Instant updatedAt) {
    RoomMembership changed =
        RoomMembership.builder().from(standing(seen)).role(role).updatedAt(updatedAt).build();
    return change(
        seen,
        (session, now) -> {
          if (role != Role.ADMINISTRATOR && isLastAdministrator(session, now)) {
            return ChangeOutcome.LAST_ADMINISTRATOR;
          }
          session.write(
              Sql.CHANGE_ROLE,
              parameters ->
                  membership(seen.key()).bind(parameters.name(role).time(changed.updatedAt())));
          session.write(Sql.ROOM_CHANGES, room(seen.key()));
          return ChangeOutcome.CHANGED;
        });
  }

  @Override
  public ChangeOutcome remove(MembershipFacts seen) {
    standing(seen);
    return change(
        seen,
        (session, now) -> {
          if (now.roomMembershipCount() > 1 && isLastAdministrator(session, now)) {
            return ChangeOutcome.LAST_ADMINISTRATOR;
          }
          session.write(Sql.DELETE_MEMBERSHIP, membership(seen.key()));
          session.write(Sql.ROOM_LOSES, room(seen.key()));
          session.write(Sql.MEMBER_LOSES, member(seen.key()));
          return ChangeOutcome.CHANGED;
        });
  }

  private static RoomMembership standing(MembershipFacts seen) {
    return seen.membership()
        .orElseThrow(() -> new IllegalArgumentException("there is no membership in the facts"));
  }

  private ChangeOutcome change(MembershipFacts seen, Change change) {
    Versions.of(seen);
    ChangeOutcome outcome =
        transactions.together(
            session -> {
              MembershipFacts now = lock(session, seen);
              return differ(seen, now) || !seen.membership().equals(now.membership())
                  ? ChangeOutcome.STALE
                  : change.make(session, now);
            });
    return outcome == ChangeOutcome.STALE ? stale(outcome) : outcome;
  }

  private static boolean isLastAdministrator(Session session, MembershipFacts now)
      throws SQLException {
    return standing(now).role() == Role.ADMINISTRATOR
        && !session.finds(Sql.ANOTHER_ADMINISTRATOR, membership(now.key()));
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    Session.Binding member = parameters -> parameters.id(accountId.value()).id(memberId.value());
    return transactions.together(
        session -> {
          int removed = JdbcMembers.removeFromRooms(session, accountId, memberId);
          if (removed == JdbcMembers.NOWHERE) {
            return 0;
          }
          session.write(host == null ? Sql.MEMBER_IS_IN_NO_ROOM : Sql.DELETE_MEMBER, member);
          return removed;
        });
  }

  @Override
  public Page<RoomMembership> listByRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
    return page(
        Sql.LIST_BY_ROOM,
        accountId,
        roomId.value(),
        after == null ? "" : after.value(),
        size,
        row -> new MembershipKey(accountId, roomId, new MemberId(row.id("member_id"))));
  }

  @Override
  public Page<RoomMembership> listByMember(
      AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
    return page(
        Sql.LIST_BY_MEMBER,
        accountId,
        memberId.value(),
        after == null ? "" : after.value(),
        size,
        row -> new MembershipKey(accountId, new RoomId(row.id("room_id")), memberId));
  }

  private Page<RoomMembership> page(
      Sql sql,
      AccountId accountId,
      String whose,
      String after,
      int size,
      Session.Reading<MembershipKey> key) {
    if (size < 1) {
      throw new IllegalArgumentException("a page has a size of 1 or more");
    }
    List<RoomMembership> found =
        transactions.read(
            session ->
                session.all(
                    sql,
                    parameters ->
                        parameters.id(accountId.value()).id(whose).id(after).number(size + 1L),
                    row -> read(row, "", key.read(row))));
    boolean hasMore = found.size() > size;
    return new Page<>(hasMore ? found.subList(0, size) : found, hasMore);
  }

  private static Session.Binding room(MembershipKey key) {
    return parameters -> parameters.id(key.accountId().value()).id(key.roomId().value());
  }

  private static Session.Binding member(MembershipKey key) {
    return parameters -> parameters.id(key.accountId().value()).id(key.memberId().value());
  }

  private static Session.Binding membership(MembershipKey key) {
    return parameters ->
        parameters.id(key.accountId().value()).id(key.roomId().value()).id(key.memberId().value());
  }

  private static void bind(Session.Parameters parameters, RoomMembership membership)
      throws SQLException {
    membership(membership.key()).bind(parameters);
    parameters.name(membership.role()).text(membership.invitedBy()).time(membership.updatedAt());
  }

  /** A change that nothing can come before any more. */
  private interface Change {
    ChangeOutcome make(Session session, MembershipFacts now) throws SQLException;
  }
}
