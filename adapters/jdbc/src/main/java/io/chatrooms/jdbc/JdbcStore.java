package io.chatrooms.jdbc;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.RoomRepository;
import io.chatrooms.core.store.StoreBrokenException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, rooms, members and memberships in a relational database. It keeps every promise of
 * {@link RoomMembershipRepository}, also where many stores work on one database.
 *
 * <p>Each operation takes one connection from the DataSource and gives it back as it came; none is
 * kept, and none is held while the host is asked about members. Unless the store joins the host's
 * transactions, each operation is a transaction of its own, and is done again a bounded number of
 * times if it had to give way to others. Safe for use by many threads, if the DataSource is.
 */
public final class JdbcStore implements Store {
  /** How many rooms a member may be in, unless the store is built with another limit: 1,000. */
  public static final int DEFAULT_MEMBER_ROOM_LIMIT = 1_000;

  /** What the name of each table begins with, unless the store is built with another prefix. */
  public static final String DEFAULT_TABLE_PREFIX = "chatrooms_";

  private final Builder builder;
  private final Statements statements;
  private final Transactions transactions;
  private final AccountRepository accounts;
  private final RoomRepository rooms;
  private final MemberRepository members;
  private final RoomMembershipRepository memberships;

  private JdbcStore(Builder builder, Statements statements, Transactions transactions) {
    this.builder = builder;
    this.statements = statements;
    this.transactions = transactions;
    this.accounts = new JdbcAccounts(transactions);
    this.rooms = new JdbcRooms(transactions);
    this.members = new JdbcMembers(transactions);
    this.memberships =
        new JdbcMemberships(
            transactions, statements.dialect(), builder.memberRoomLimit, builder.host);
  }

  /** A builder of stores in the database of this DataSource. */
  public static Builder builder(DataSource dataSource) {
    return new Builder(dataSource);
  }

  @Override
  public AccountRepository accounts() {
    return accounts;
  }

  @Override
  public RoomRepository rooms() {
    return rooms;
  }

  @Override
  public MemberRepository members() {
    if (builder.host != null) {
      throw new IllegalStateException("the host keeps the members");
    }
    return members;
  }

  @Override
  public RoomMembershipRepository memberships() {
    return memberships;
  }

  /**
   * Fills a store that has no account yet: all of it or nothing, in one transaction, and by one
   * host alone, should several try at once. False if there was an account, and nothing was done.
   *
   * @param filling saves what it likes in the store that it is given, for as long as it runs; it is
   *     run again if the transaction had to give way to another. What it throws undoes everything
   * @throws io.chatrooms.core.store.StoreException if the database fails
   */
  public boolean fillIfEmpty(Consumer<Store> filling) {
    requireNonNull(filling, "filling");
    return transactions.together(
        session -> {
          session.finds(Sql.LOCK_STORE, parameters -> {});
          if (session.finds(Sql.ANY_ACCOUNT, parameters -> {})) {
            return false;
          }
          filling.accept(joining(session.connection()));
          return true;
        });
  }

  /**
   * The same store, inside a transaction that the host began on this connection and will end. It
   * never commits, repeats or closes anything, and rolls back nothing but an operation of its own
   * that failed half-way. For one thread at a time, until the transaction ends.
   *
   * <p>After a refusal the transaction goes on. After a {@link
   * io.chatrooms.core.store.StoreException} (an outcome by rule CRM-16 or CRM-17) the host has to
   * roll it back.
   */
  public Store joining(Connection connection) {
    requireNonNull(connection, "connection");
    return new JdbcStore(
        builder,
        statements,
        new JoinedTransactions(JoinedTransactions.theOne(connection), statements));
  }

  /** Builds stores. */
  public static final class Builder {
    /** Short enough for the names of constraints on every database. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,29}");

    private static final int CREATE_ATTEMPTS = 30;

    private final DataSource dataSource;
    private @Nullable Database database;
    private @Nullable String schema;
    private String tablePrefix = DEFAULT_TABLE_PREFIX;
    private int memberRoomLimit = DEFAULT_MEMBER_ROOM_LIMIT;
    private @Nullable MemberDirectory host;
    private boolean creating;
    private boolean joining;
    private boolean writeDelayed;

    private Builder(DataSource dataSource) {
      this.dataSource = requireNonNull(dataSource, "dataSource");
    }

    private Builder(Builder other) {
      this.dataSource = other.dataSource;
      this.database = other.database;
      this.schema = other.schema;
      this.tablePrefix = other.tablePrefix;
      this.memberRoomLimit = other.memberRoomLimit;
      this.host = other.host;
      this.creating = other.creating;
      this.joining = other.joining;
      this.writeDelayed = other.writeDelayed;
    }

    /** Which SQL to speak; found out from the connection unless told. */
    public Builder database(Database database) {
      this.database = requireNonNull(database, "database");
      return this;
    }

    /**
     * The schema that the tables are in, on MariaDB the database; the one that connections are in
     * unless told. It has to exist.
     *
     * @throws IllegalArgumentException unless it is a letter and at most 29 letters, digits and
     *     underscores, all in lower case
     */
    public Builder schema(String schema) {
      this.schema = name("schema", schema);
      return this;
    }

    /**
     * What the name of each table begins with.
     *
     * @throws IllegalArgumentException unless it is a letter and at most 29 letters, digits and
     *     underscores, all in lower case
     */
    public Builder tablePrefix(String tablePrefix) {
      this.tablePrefix = name("table prefix", tablePrefix);
      return this;
    }

    private static String name(String what, String name) {
      if (!NAME.matcher(requireNonNull(name, what)).matches()) {
        throw new IllegalArgumentException(
            "a %s is a letter and at most 29 letters, digits and underscores, in lower case; not '%s'"
                .formatted(what, name));
      }
      return name;
    }

    /**
     * How many rooms a member may be in (rule CRM-15).
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder memberRoomLimit(int memberRoomLimit) {
      if (memberRoomLimit < 1) {
        throw new IllegalArgumentException("a member may be in 1 room or more");
      }
      this.memberRoomLimit = memberRoomLimit;
      return this;
    }

    /**
     * The host keeps the members: it is asked about them, and there is no foreign key to them.
     * While it is asked no connection is held.
     */
    public Builder membersFrom(MemberDirectory host) {
      this.host = requireNonNull(host, "host");
      return this;
    }

    /** Puts up the tables, as far as they are not there. Hosts may do so at once. */
    public Builder createTables() {
      this.creating = true;
      return this;
    }

    /**
     * The DataSource hands out the connection of the transaction that is under way, and the host
     * ends it, as with Spring's {@code TransactionAwareDataSourceProxy}. What {@link #joining} says
     * of transactions holds. Whatever writes outside of a transaction is refused as broken.
     */
    public Builder joinTransactions() {
      this.joining = true;
      return this;
    }

    /**
     * Leaves H2's WRITE_DELAY as it is. Otherwise it is set to 0, for the whole database and for
     * good: by default H2 tells of a commit up to half a second before it is on disk, and loses it
     * when the process is killed. Other databases have no such setting.
     */
    public Builder leaveWriteDelay() {
      this.writeDelayed = true;
      return this;
    }

    /**
     * A store whose tables have been looked at.
     *
     * @throws io.chatrooms.core.store.StoreUnavailableException if the database cannot be reached
     * @throws io.chatrooms.core.store.StoreBrokenException if anything about the tables is missing
     *     or wrong; the message names all of it
     * @throws IllegalArgumentException if the database is none that the store knows, or another
     *     than the one that it was told
     * @throws IllegalStateException if it is to create tables and to join transactions: the host's
     *     own would be committed
     */
    public JdbcStore build() {
      if (creating && joining) {
        throw new IllegalStateException(
            "tables are created by a store with transactions of its own, or by the host");
      }
      Builder built = new Builder(this);
      Dialect dialect = database == null ? new PostgreSql() : database.dialect();
      try (Connection connection = OwnTransactions.connection(dataSource, dialect)) {
        dialect =
            Database.of(connection.getMetaData().getDatabaseProductName(), database).dialect();
        Schema tables = new Schema(dialect, schema, tablePrefix, host != null);
        if (creating) {
          create(tables, connection, dialect);
        }
        tables.verify(connection);
        if (dialect.readsUncommitted(connection)) {
          throw new StoreBrokenException(
              "Connections read what is not committed: READ COMMITTED is the least", false, null);
        }
        if (!writeDelayed && !creating) {
          dialect.makeDurable(connection);
        }
        if (!connection.getAutoCommit() && !joining) {
          connection.commit();
        }
        Statements statements = new Statements(dialect, tables.tables());
        return new JdbcStore(built, statements, transactions(statements));
      } catch (SQLException e) {
        throw Failures.beforeAnyData(e, dialect);
      }
    }

    /** Hosts that start at once get in each other's way; in the end one of them has done it. */
    private void create(Schema tables, Connection connection, Dialect dialect) throws SQLException {
      boolean autoCommit = connection.getAutoCommit();
      if (autoCommit) {
        connection.setAutoCommit(false);
      }
      try {
        for (int attempt = 1; ; attempt++) {
          try {
            tables.create(connection);
            if (!writeDelayed) {
              dialect.makeDurable(connection); // which waits for the tables of others, too
            }
            connection.commit();
            return;
          } catch (SQLException e) {
            connection.rollback();
            if (attempt == CREATE_ATTEMPTS || !Failures.isCreatedMeanwhile(e, dialect)) {
              throw e;
            }
          }
          OwnTransactions.pause(attempt);
        }
      } finally {
        if (autoCommit) {
          connection.setAutoCommit(true);
        }
      }
    }

    private Transactions transactions(Statements statements) {
      return joining
          ? new JoinedTransactions(
              JoinedTransactions.connectionsOf(dataSource, statements.dialect()), statements)
          : new OwnTransactions(dataSource, statements);
    }
  }
}
