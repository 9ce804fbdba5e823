package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.membership.RoomRepository;
import java.sql.SQLException;
import java.util.Optional;

/** Rooms, one row each, with the counts of their memberships and administrators. */
final class JdbcRooms implements RoomRepository {
  private final Transactions transactions;

  JdbcRooms(Transactions transactions) {
    this.transactions = transactions;
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

  @Override
  public void save(Room room) {
    Saving.save(
        transactions,
        session -> session.write(Sql.UPDATE_ROOM, parameters -> bind(parameters, room)) > 0,
        session ->
            session.insert(
                Sql.INSERT_ROOM, parameters -> bind(parameters, room).number(Versions.first())),
        session ->
            find(session, room.accountId(), room.roomId())
                .ifPresent(existing -> existing.requireReplaceableBy(room)));
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

  @Override
  public boolean remove(AccountId accountId, RoomId roomId) {
    Session.Binding room = Rows.key(accountId, roomId);
    Session.Binding members =
        parameters -> parameters.id(accountId.value()).id(accountId.value()).id(roomId.value());
    return transactions.together(
        session -> {
          if (!session.finds(Sql.LOCK_ROOM, room)) {
            return false;
          }
          session.finds(Sql.LOCK_MEMBERS_OF_ROOM, members);
          session.write(Sql.MEMBERS_OF_ROOM_LOSE, members);
          session.write(Sql.DELETE_MEMBERSHIPS_OF_ROOM, room);
          return session.write(Sql.DELETE_ROOM, room) > 0;
        });
  }
}
