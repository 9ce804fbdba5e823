package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rooms, one row each, with the counts of their memberships and administrators. A further row
 * counts the rooms of an account. Whoever inserts or deletes a room locks that row first, right
 * after the account, so no room of the account begins or ends meanwhile. Nobody else locks it:
 * memberships change while rooms are created.
 */
final class JdbcRooms implements RoomRepository {
  private final Transactions transactions;
  private final FactsReader facts;
  private final Listings listings;

  JdbcRooms(Transactions transactions, FactsReader facts, Listings listings) {
    this.transactions = transactions;
    this.facts = facts;
    this.listings = listings;
  }

  @Override
  public Optional<Room> find(AccountId accountId, RoomId roomId) {
    return transactions.read(session -> find(session, accountId, roomId));
  }

  private static Optional<Room> find(Session session, AccountId accountId, RoomId roomId)
      throws SQLException {
    return session.one(
        Sql.FIND_ROOM, Rows.key(accountId, roomId), row -> Rows.room(row, accountId, roomId));
  }

  /**
   * A room that exists is replaced in one statement. A new one also changes the account's count.
   */
  @Override
  public void save(Room room) {
    Transactions operation = transactions.ofOneOperation();
    if (!operation.write(session -> replace(session, room))) {
      operation.together(session -> insertOrReplace(session, room));
    }
  }

  private static boolean insertOrReplace(Session session, Room room) throws SQLException {
    lockRoomsOf(session, room.accountId());
    return Saving.save(
        session,
        replacing -> replace(replacing, room),
        inserting -> insert(inserting, room, 0),
        existing ->
            find(existing, room.accountId(), room.roomId())
                .ifPresent(found -> found.requireReplaceableBy(room)));
  }

  private static boolean replace(Session session, Room room) throws SQLException {
    return session.write(Sql.UPDATE_ROOM, parameters -> bind(parameters, room)) > 0;
  }

  /** Inserts a room with this many memberships, all of administrators; false if it exists. */
  private static boolean insert(Session session, Room room, int administrators)
      throws SQLException {
    boolean inserted =
        session.insert(
            Sql.INSERT_ROOM,
            parameters ->
                bind(parameters, room)
                    .number(Versions.first())
                    .number(administrators)
                    .number(administrators));
    if (inserted) {
      count(session, room.accountId(), 1);
    }
    return inserted;
  }

  private static boolean insert(Session session, Room room, IdempotencyToken token)
      throws SQLException {
    return session.insert(
        Sql.INSERT_CREATION,
        parameters ->
            parameters
                .id(room.accountId().value())
                .text(token.key())
                .text(token.content())
                .id(room.roomId().value()));
  }

  private static void count(Session session, AccountId accountId, int gain) throws SQLException {
    session.write(Sql.ACCOUNT_GAINS, parameters -> parameters.number(gain).id(accountId.value()));
  }

  private static Session.Parameters bind(Session.Parameters parameters, Room room)
      throws SQLException {
    return parameters
        .text(room.name())
        .text(room.createdBy())
        .time(room.createdAt())
        .time(room.updatedAt())
        .name(room.invitePolicy())
        .id(room.accountId().value())
        .id(room.roomId().value())
        .number(room.membershipLimit());
  }

  /** Locks the row that counts the rooms of an account, and inserts it first if there is none. */
  static void lockRoomsOf(Session session, AccountId accountId) throws SQLException {
    Session.Binding account = Rows.key(accountId);
    if (!session.finds(Sql.LOCK_ACCOUNT_ROOMS, account)) {
      session.insert(Sql.INSERT_ACCOUNT_ROOMS, account);
      session.finds(Sql.LOCK_ACCOUNT_ROOMS, account);
    }
  }

  @Override
  public boolean remove(AccountId accountId, RoomId roomId) {
    return transactions.together(
        session -> {
          session.finds(Sql.LOCK_ACCOUNT_ROOMS, Rows.key(accountId));
          if (!session.finds(Sql.LOCK_ROOM, Rows.key(accountId, roomId))) {
            return false;
          }
          lockMembers(session, accountId, roomId);
          return delete(session, accountId, roomId);
        });
  }

  private static void lockMembers(Session session, AccountId accountId, RoomId roomId)
      throws SQLException {
    session.finds(
        Sql.LOCK_MEMBERS_OF_ROOM,
        parameters -> parameters.id(accountId.value()).id(accountId.value()).id(roomId.value()));
  }

  /** Deletes a room with its memberships under the locks of the room and its members. */
  private static boolean delete(Session session, AccountId accountId, RoomId roomId)
      throws SQLException {
    Session.Binding room = Rows.key(accountId, roomId);
    session.write(
        Sql.MEMBERS_OF_ROOM_LOSE,
        parameters -> {
          room.bind(parameters);
          parameters.id(accountId.value());
        });
    session.write(Sql.DELETE_MEMBERSHIPS_OF_ROOM, room);
    count(session, accountId, -1);
    return session.write(Sql.DELETE_ROOM, room) > 0;
  }

  @Override
  public RoomFacts facts(AccountId accountId, RoomId roomId, @Nullable MemberId callerId) {
    return facts.readRoom(accountId, roomId, callerId);
  }

  @Override
  public NewRoomFacts factsOfNew(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable IdempotencyToken token) {
    return facts.readNewRoom(accountId, roomId, callerId, token);
  }

  @Override
  public Optional<NewRoomFacts> create(RoomCreated change, NewRoomFacts seen) {
    change.requireDecidedOn(seen);
    Versions.of(seen.account()); // throws if another kind of store read the facts
    return transactions.together(
        session -> {
          boolean locked = lock(session, seen);
          NewRoomFacts now = facts.readUnderLocks(session, seen);
          if (!change.mayBeMade(seen, now)) {
            return Optional.of(now);
          }
          Saving.requireLocked(locked);
          make(session, change);
          return Optional.empty();
        });
  }

  /**
   * Account, count of rooms, rooms that are in the way, caller.
   *
   * @return false if the account or the caller does not exist
   */
  private boolean lock(Session session, NewRoomFacts seen) throws SQLException {
    AccountId accountId = seen.account().accountId();
    boolean found = session.finds(Sql.LOCK_ACCOUNT, Rows.key(accountId));
    lockRoomsOf(session, accountId);
    if (session.locksWhatItReads()) {
      session.finds(Sql.CURRENT_ROOMS_LIKE_NEW, Rows.likeNew(seen));
    }
    MemberId callerId = seen.account().callerId().orElse(null);
    if (callerId != null) {
      found &= JdbcMembers.lockForAdd(session, accountId, callerId, facts.hasMembersElsewhere());
    }
    return found;
  }

  private static void make(Session session, RoomCreated change) throws SQLException {
    MembershipAdded administrator = change.administrator().orElse(null);
    Room room = change.room();
    IdempotencyToken token = change.token().orElse(null);
    boolean inserted =
        insert(session, room, administrator == null ? 0 : 1)
            && (token == null || insert(session, room, token));
    if (!inserted) {
      throw new SQLException("somebody inserted a room without the lock", Saving.OVERTAKEN);
    }
    if (administrator != null) {
      session.write(Sql.INSERT_MEMBERSHIP, Rows.all(administrator.membership()));
      LockingConfirmation.memberGains(session, administrator.key(), 1);
    }
  }

  @Override
  public Optional<RoomFacts> confirm(RoomChange change, RoomFacts seen) {
    change.requireDecidedOn(seen);
    Versions.of(seen.account()); // throws if another kind of store read the facts
    return transactions.together(
        session -> {
          boolean locked = lock(session, change, seen);
          RoomFacts now = facts.readUnderLocks(session, seen);
          if (!change.mayBeMade(seen, now)) {
            return Optional.of(now);
          }
          Saving.requireLocked(locked);
          Room after = change.after().orElse(null);
          if (after == null) {
            delete(session, change.before().accountId(), change.before().roomId());
          } else {
            replace(session, after);
          }
          return Optional.empty();
        });
  }

  /**
   * A removal locks all members of the room, the caller among them. If the caller is not in the
   * room, nothing is removed, and only the caller is locked.
   *
   * @return false if the account, the room or the caller of an update does not exist
   */
  private boolean lock(Session session, RoomChange change, RoomFacts seen) throws SQLException {
    AccountId accountId = seen.account().accountId();
    boolean removal = change.after().isEmpty();
    boolean found = session.finds(Sql.LOCK_ACCOUNT, Rows.key(accountId));
    if (removal) {
      session.finds(Sql.LOCK_ACCOUNT_ROOMS, Rows.key(accountId));
    }
    found &= session.finds(Sql.LOCK_ROOM, Rows.key(accountId, seen.roomId()));
    MemberId callerId = facts.hasMembersElsewhere() ? null : seen.account().callerId().orElse(null);
    boolean isIn =
        removal
            && (callerId == null
                || session.finds(
                    Sql.CURRENT_MEMBERSHIP,
                    Rows.key(new MembershipKey(accountId, seen.roomId(), callerId))));
    if (isIn) {
      lockMembers(session, accountId, seen.roomId());
    } else if (callerId != null) {
      found &= session.finds(Sql.SHARE_MEMBER, Rows.key(accountId, callerId));
    }
    return found;
  }

  @Override
  public RoomListing list(
      AccountId accountId,
      @Nullable MemberId callerId,
      @Nullable MemberId memberId,
      @Nullable RoomId after,
      int size) {
    return listings.rooms(accountId, callerId, memberId, after, size);
  }
}
