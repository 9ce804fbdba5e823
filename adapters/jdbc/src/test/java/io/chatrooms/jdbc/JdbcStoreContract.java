package io.chatrooms.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.store.TokenKey;
import io.chatrooms.testkit.CanBeCutOff;
import io.chatrooms.testkit.JoinsTransactions;
import io.chatrooms.testkit.MembersElsewhere;
import io.chatrooms.testkit.SeveralInstances;
import io.chatrooms.testkit.StoreContract;
import io.chatrooms.testkit.SurvivesRestart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/** The whole contract, on a database. */
abstract class JdbcStoreContract extends StoreContract
    implements SurvivesRestart, SeveralInstances, JoinsTransactions, MembersElsewhere, CanBeCutOff {
  private static final int POOL = 16;

  /** Where the database of a new store is. */
  abstract String freshUrl();

  abstract String user();

  /** The prefix of a new store's tables: stores that share a database differ in it. */
  String prefix() {
    return Databases.freshPrefix();
  }

  /** The store that is tested. */
  Store around(JdbcStore store) {
    return store;
  }

  /** A store with its pool, which is closed with it. */
  private record Pooled(
      HikariDataSource pool, String url, Settings settings, JdbcStore inside, Store store)
      implements Store, AutoCloseable {
    @Override
    public AccountRepository accounts() {
      return store.accounts();
    }

    @Override
    public RoomRepository rooms() {
      return store.rooms();
    }

    @Override
    public MemberRepository members() {
      return store.members();
    }

    @Override
    public RoomMembershipRepository memberships() {
      return store.memberships();
    }

    @Override
    public TokenKey tokenKey() {
      return store.tokenKey();
    }

    @Override
    public void close() {
      pool.close();
    }
  }

  private interface Settings extends UnaryOperator<JdbcStore.Builder> {}

  private Pooled open(String url, Settings settings) {
    HikariDataSource pool = Databases.pool(url, user(), POOL);
    JdbcStore inside = settings.apply(JdbcStore.builder(pool).createTables()).build();
    return new Pooled(pool, url, settings, inside, around(inside));
  }

  @Override
  public Store newStore(int memberRoomLimit, int accountRoomLimit) {
    String prefix = prefix();
    return open(
        freshUrl(),
        builder ->
            builder
                .tablePrefix(prefix)
                .memberRoomLimit(memberRoomLimit)
                .accountRoomLimit(accountRoomLimit));
  }

  @Override
  public Store newStore(int memberRoomLimit, MemberDirectory host) {
    String prefix = Databases.freshPrefix(); // Its tables differ from those of other stores.
    return open(
        freshUrl(),
        builder -> builder.tablePrefix(prefix).memberRoomLimit(memberRoomLimit).membersFrom(host));
  }

  @Override
  public Store another(Store store) {
    Pooled pooled = (Pooled) store;
    return open(pooled.url, pooled.settings);
  }

  @Override
  public Store restart(Store store) {
    Pooled pooled = (Pooled) store;
    pooled.close();
    return open(pooled.url, pooled.settings);
  }

  @Override
  public void cutOff(Store store) {
    ((Pooled) store).pool.close();
  }

  @Override
  public HostTransaction begin(Store store) throws SQLException {
    Pooled pooled = (Pooled) store;
    Connection connection = pooled.pool.getConnection();
    connection.setAutoCommit(false);
    Store joined = pooled.inside.joining(connection);
    return new HostTransaction() {
      @Override
      public Store store() {
        return joined;
      }

      @Override
      public void commit() throws SQLException {
        connection.commit();
        connection.close();
      }

      @Override
      public void rollback() throws SQLException {
        connection.rollback();
        connection.close();
      }
    };
  }
}
