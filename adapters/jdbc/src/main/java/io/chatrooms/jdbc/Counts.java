package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.jdbc.WrongCount.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Compares the counts of rooms and members with the rows, and sets those that are wrong. */
final class Counts {
  private final Transactions transactions;

  Counts(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The wrong counts of all accounts. Those of one kind in one account are read at one instant. */
  List<WrongCount> verify() {
    List<WrongCount> wrong = new ArrayList<>();
    for (AccountId account : accounts()) {
      wrong.addAll(wrongIn(account));
    }
    return wrong;
  }

  /**
   * Sets each wrong count under the locks that changes take, and returns what was wrong. What the
   * database refuses is thrown after all others are set.
   */
  List<WrongCount> repair() {
    List<WrongCount> repaired = new ArrayList<>();
    StoreBrokenException refused = null;
    for (AccountId account : accounts()) {
      for (WrongCount wrong : wrongIn(account)) {
        try {
          set(wrong);
          repaired.add(wrong);
        } catch (StoreBrokenException e) {
          if (refused == null) {
            refused = e;
          } else {
            refused.addSuppressed(e);
          }
        }
      }
    }
    if (refused != null) {
      throw refused;
    }
    return repaired;
  }

  private List<AccountId> accounts() {
    return transactions.read(
        session ->
            session.all(
                Sql.ACCOUNTS, parameters -> {}, row -> new AccountId(row.id("account_id"))));
  }

  private List<WrongCount> wrongIn(AccountId account) {
    List<WrongCount> wrong = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      wrong.addAll(
          transactions.read(
              session ->
                  session.all(
                      counted(kind),
                      parameters -> parameters.id(account.value()).id(account.value()),
                      row ->
                          new WrongCount(
                              kind,
                              account,
                              row.id("id"),
                              row.count("stored"),
                              row.count("counted")))));
    }
    return wrong;
  }

  private static Sql counted(Kind kind) {
    return switch (kind) {
      case MEMBERSHIPS_OF_ROOM -> Sql.WRONG_MEMBERSHIPS_OF_ROOM;
      case ADMINISTRATORS_OF_ROOM -> Sql.WRONG_ADMINISTRATORS_OF_ROOM;
      case ROOMS_OF_MEMBER -> Sql.WRONG_ROOMS_OF_MEMBER;
      case ROOMS_OF_ACCOUNT -> Sql.WRONG_ROOMS_OF_ACCOUNT;
    };
  }

  private void set(WrongCount wrong) {
    AccountId account = wrong.accountId();
    transactions.together(
        session ->
            switch (wrong.kind()) {
              case MEMBERSHIPS_OF_ROOM, ADMINISTRATORS_OF_ROOM -> {
                Session.Binding room = Rows.key(account, new RoomId(wrong.id()));
                session.finds(Sql.LOCK_ROOM, room);
                yield set(
                    session,
                    room,
                    Sql.COUNT_ROOM,
                    row -> List.of(row.count("memberships"), row.count("administrators")),
                    Sql.SET_COUNTS_OF_ROOM);
              }
              case ROOMS_OF_MEMBER -> {
                Session.Binding member = Rows.key(account, new MemberId(wrong.id()));
                session.finds(Sql.LOCK_MEMBER, member);
                yield set(
                    session, member, Sql.COUNT_MEMBER, Counts::rooms, Sql.SET_ROOMS_OF_MEMBER);
              }
              case ROOMS_OF_ACCOUNT -> {
                JdbcRooms.lockRoomsOf(session, account);
                yield set(
                    session,
                    Rows.key(account),
                    Sql.COUNT_ROOMS_OF_ACCOUNT,
                    Counts::rooms,
                    Sql.SET_ROOMS_OF_ACCOUNT);
              }
            });
  }

  private static List<Integer> rooms(Session.Row row) throws SQLException {
    return List.of(row.count("rooms"));
  }

  private static int set(
      Session session,
      Session.Binding key,
      Sql counting,
      Session.Reading<List<Integer>> reading,
      Sql setting)
      throws SQLException {
    List<Integer> counts = session.one(counting, key, reading).orElse(List.of());
    return session.write(
        setting,
        parameters -> {
          for (int count : counts) {
            parameters.number(count);
          }
          key.bind(parameters);
        });
  }
}
