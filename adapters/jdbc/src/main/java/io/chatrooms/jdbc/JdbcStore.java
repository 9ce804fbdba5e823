package io.chatrooms.jdbc;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.TokenKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, rooms, members and memberships in a relational database. It keeps every promise of
 * {@link RoomMembershipRepository}, also when many stores work on one database.
 *
 * <p>Each operation takes one connection from the DataSource and returns it in the state in which
 * it was taken. The store keeps no connection, and holds none while it asks a member directory.
 * Unless the store joins the host's transactions, each operation is a transaction of its own, and
 * is repeated under a {@link RetryPolicy} if it had to give way to others. Safe for use by many
 * threads if the DataSource is.
 */
public final class JdbcStore implements Store {
  /** What the name of each table begins with, unless the store is built with another prefix. */
  public static final String DEFAULT_TABLE_PREFIX = "chatrooms_";

  private final Builder builder;
  private final Statements statements;
  private final AccountRepository accounts;
  private final RoomRepository rooms;
  private final MemberRepository members;
  private final RoomMembershipRepository memberships;
  private final Counts counts;
  private final TokenKey tokenKey;

  private JdbcStore(
      Builder builder, Statements statements, Transactions transactions, TokenKey tokenKey) {
    this.builder = builder;
    this.tokenKey = tokenKey;
    this.statements = statements;
    this.counts = new Counts(transactions.withoutTimeout());
    this.accounts = new JdbcAccounts(transactions);
    this.members = new JdbcMembers(transactions);
    FactsReader facts =
        new FactsReader(
            transactions, builder.memberRoomLimit, builder.accountRoomLimit, builder.directory);
    Listings listings = new Listings(transactions, facts);
    this.rooms = new JdbcRooms(transactions, facts, listings);
    Dialect dialect = statements.dialect();
    this.memberships =
        new JdbcMemberships(
            transactions,
            facts,
            dialect.confirmation(transactions, facts),
            dialect.batchConfirmation(transactions, facts),
            listings);
  }

  /** A builder of stores in the database of the DataSource. */
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
    if (builder.directory != null) {
      throw new IllegalStateException("the host keeps the members");
    }
    return members;
  }

  @Override
  public RoomMembershipRepository memberships() {
    return memberships;
  }

  /** Read from the database when the store was built. */
  @Override
  public TokenKey tokenKey() {
    return tokenKey;
  }

  /**
   * Compares the counts of accounts, rooms and members with the rows. They differ only if somebody
   * changed rows by hand. A change that is made meanwhile is never reported. It reads all
   * memberships, account by account.
   *
   * @return the wrong counts; empty if all is well
   * @throws StoreException if the store fails
   */
  public List<WrongCount> verify() {
    return counts.verify();
  }

  /**
   * Sets the counts that {@link #verify} finds, each in a transaction of its own under the locks
   * that changes take, while the store is in use.
   *
   * @return what was wrong, and is right now
   * @throws StoreBrokenException if a room has more memberships than its limit: they have to be
   *     removed first; all other counts are set
   * @throws StoreException if the store fails
   */
  public List<WrongCount> repair() {
    return counts.repair();
  }

  /**
   * The same store in a transaction that the host began on this connection and will end. It never
   * commits, repeats or closes anything. It rolls back only an operation of its own that failed
   * half-way. For one thread at a time, until the transaction ends.
   *
   * <p>After a refusal the host's transaction goes on, except after a ServiceUnavailable (ANY-10)
   * or a ServiceFailure (ANY-11), which come from a {@link StoreException}: after those the host
   * has to roll back.
   *
   * <p>Facts are as new as the host's isolation allows. At READ COMMITTED that is the newest state.
   * At a higher isolation a refusal may rest on the snapshot of the transaction, and a change of
   * something that was committed after the snapshot may make the store unavailable. No change is
   * made on old facts at any isolation.
   */
  public Store joining(Connection connection) {
    requireNonNull(connection, "connection");
    return new JdbcStore(
        builder,
        statements,
        new JoinedTransactions(JoinedTransactions.theOne(connection), () -> true, statements),
        tokenKey);
  }

  /** Builds stores. For one thread. */
  public static final class Builder {
    /** So short that the names of constraints fit on every database. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,29}");

    private final DataSource dataSource;
    private @Nullable Database database;
    private @Nullable String schema;
    private String tablePrefix = DEFAULT_TABLE_PREFIX;
    private int memberRoomLimit = Member.DEFAULT_ROOM_LIMIT;
    private int accountRoomLimit = Room.DEFAULT_ACCOUNT_LIMIT;
    private @Nullable MemberDirectory directory;
    private RetryPolicy retries = RetryPolicy.DEFAULT;
    private @Nullable Duration operationTimeout;
    private boolean creating;
    private @Nullable BooleanSupplier joining;
    private boolean leavingWriteDelay;

    private Builder(DataSource dataSource) {
      this.dataSource = requireNonNull(dataSource, "dataSource");
    }

    private Builder(Builder other) {
      this.dataSource = other.dataSource;
      this.database = other.database;
      this.schema = other.schema;
      this.tablePrefix = other.tablePrefix;
      this.memberRoomLimit = other.memberRoomLimit;
      this.accountRoomLimit = other.accountRoomLimit;
      this.directory = other.directory;
      this.retries = other.retries;
      this.operationTimeout = other.operationTimeout;
      this.creating = other.creating;
      this.joining = other.joining;
      this.leavingWriteDelay = other.leavingWriteDelay;
    }

    /** The database whose SQL to use. Default: the one that the connection names. */
    public Builder database(Database database) {
      this.database = requireNonNull(database, "database");
      return this;
    }

    /**
     * The schema of the tables, on MariaDB the database. It has to exist. Default: the current
     * schema of the connections.
     *
     * @throws IllegalArgumentException unless it is a letter and at most 29 letters, digits and
     *     underscores, all in lower case
     */
    public Builder schema(String schema) {
      this.schema = name("schema", schema);
      return this;
    }

    /**
     * What the name of each table begins with. Default: {@value JdbcStore#DEFAULT_TABLE_PREFIX}.
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
     * How many rooms a member may be in (CRM-07). Default: {@link Member#DEFAULT_ROOM_LIMIT}. All
     * stores of one database should have the same limit.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder memberRoomLimit(int memberRoomLimit) {
      this.memberRoomLimit = Member.requireRoomLimit(memberRoomLimit);
      return this;
    }

    /**
     * How many rooms an account may have (CRO-04). Default: {@link Room#DEFAULT_ACCOUNT_LIMIT}. All
     * stores of one database should have the same limit.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder accountRoomLimit(int accountRoomLimit) {
      this.accountRoomLimit = Room.requireAccountLimit(accountRoomLimit);
      return this;
    }

    /**
     * The host keeps the members, and the store asks this directory about them. The tables have no
     * foreign key to members. The store holds no connection while it asks.
     */
    public Builder membersFrom(MemberDirectory directory) {
      this.directory = requireNonNull(directory, "directory");
      return this;
    }

    /**
     * How often operations are repeated that had to give way to others, and the creation of tables.
     * Default: {@link RetryPolicy#DEFAULT}. Nothing is repeated in transactions of the host.
     */
    public Builder retries(RetryPolicy retries) {
      this.retries = requireNonNull(retries, "retries");
      return this;
    }

    /**
     * How long an operation of a port may take, whatever it waits for: a connection of the pool,
     * the turn of H2's one writer, a lock, a pause before another attempt, an answer of the
     * database. Then it is a StoreUnavailableException, which tells whether the outcome is unknown.
     * It is not if the change was not begun or the database says that it was given up. Databases
     * count in whole seconds, so an operation may take two seconds more. The time in which a member
     * directory is asked does not count, nor do transactions of the host, {@link JdbcStore#verify}
     * and {@link JdbcStore#repair}. Default: no limit.
     *
     * <p>A wait for a connection ends by an interrupt, which the caller does not see afterwards.
     * Where a driver waits in a way that cannot be interrupted, its own time-outs hold. On H2 a
     * wait for a lock ends after its LOCK_TIMEOUT.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder operationTimeout(Duration operationTimeout) {
      if (operationTimeout.isNegative() || operationTimeout.isZero()) {
        throw new IllegalArgumentException(
            "an operation may take more than 0, not " + operationTimeout);
      }
      this.operationTimeout = operationTimeout;
      return this;
    }

    /**
     * Creates missing tables, and brings those of an earlier version of the library to this one.
     * Several hosts may do so at the same time.
     */
    public Builder createTables() {
      this.creating = true;
      return this;
    }

    /**
     * The DataSource returns the connection of the host's current transaction, as Spring's {@code
     * TransactionAwareDataSourceProxy} does, and the host ends that transaction. What {@link
     * #joining} says about transactions holds. A write without a transaction is a {@link
     * StoreBrokenException}.
     */
    public Builder joinTransactions() {
      return joinTransactions(() -> true);
    }

    /**
     * The same where the connection does not tell whether there is a transaction, because the pool
     * returns connections that are not in auto-commit mode: outside of a transaction nobody would
     * commit. With Spring this is {@code
     * TransactionSynchronizationManager::isActualTransactionActive}.
     *
     * @param isActive true if the current thread is in a transaction of the host
     */
    public Builder joinTransactions(BooleanSupplier isActive) {
      this.joining = requireNonNull(isActive, "isActive");
      return this;
    }

    /**
     * Leaves H2's WRITE_DELAY unchanged. Without this, {@link #build} sets it to 0, permanently and
     * for the whole database, which takes an administrator of the database: by default H2
     * acknowledges a commit up to half a second before writing it, and loses it if the process is
     * killed. No effect on other databases.
     */
    public Builder leaveWriteDelay() {
      this.leavingWriteDelay = true;
      return this;
    }

    /**
     * A store whose tables have been checked.
     *
     * @throws io.chatrooms.core.store.StoreUnavailableException if the database cannot be reached
     * @throws StoreBrokenException if anything about the tables is missing or wrong; the message
     *     names all of it
     * @throws IllegalArgumentException if the store does not support the database, or if it is
     *     another than the chosen one
     * @throws IllegalStateException if the store is to create tables and to join transactions:
     *     creating tables would commit the host's transaction
     */
    public JdbcStore build() {
      if (creating && joining != null) {
        throw new IllegalStateException("a store that joins transactions cannot create tables");
      }
      Builder built = new Builder(this);
      Dialect dialect = database == null ? new PostgreSql() : database.dialect();
      try (Connection connection = OwnTransactions.connection(dataSource)) {
        dialect =
            Database.of(connection.getMetaData().getDatabaseProductName(), database).dialect();
        StartCheck.settings(connection, dialect);
        Schema tables =
            new Schema(connection.getMetaData(), dialect, schema, tablePrefix, directory != null);
        if (creating) {
          create(tables, connection, dialect);
        }
        StartCheck.tables(connection, dialect, tables);
        TokenKey tokenKey = tables.tokenKey(connection);
        if (!leavingWriteDelay && !creating) {
          dialect.makeDurable(connection);
        }
        if (!connection.getAutoCommit() && joining == null) {
          connection.commit();
        }
        Statements statements = new Statements(dialect, tables.tables());
        return new JdbcStore(built, statements, transactions(statements), tokenKey);
      } catch (SQLException e) {
        throw Failures.beforeAnyData(e, dialect);
      }
    }

    /**
     * Hosts that start at once may disturb each other; each of them finds the tables in the end.
     */
    private void create(Schema tables, Connection connection, Dialect dialect) throws SQLException {
      boolean autoCommit = connection.getAutoCommit();
      if (autoCommit) {
        connection.setAutoCommit(false);
      }
      try {
        new Retries(retries).run(Deadline.NONE, () -> attempt(tables, connection, dialect));
      } finally {
        if (autoCommit) {
          connection.setAutoCommit(true);
        }
      }
    }

    private boolean attempt(Schema tables, Connection connection, Dialect dialect)
        throws Retries.GaveWay {
      try {
        try {
          tables.create(connection);
          if (!leavingWriteDelay) {
            dialect.makeDurable(connection); // waits for other hosts that create tables, too
          }
          connection.commit();
          return true;
        } catch (SQLException e) {
          connection.rollback();
          throw e;
        }
      } catch (SQLException e) {
        StoreException failure = Failures.beforeAnyData(e, dialect);
        if (Failures.isCreatedMeanwhile(e, dialect)) {
          throw new Retries.GaveWay(failure);
        }
        throw failure;
      }
    }

    private Transactions transactions(Statements statements) {
      return joining != null
          ? new JoinedTransactions(
              JoinedTransactions.connectionsOf(dataSource), joining, statements)
          : new OwnTransactions(dataSource, statements, new Retries(retries), operationTimeout);
    }
  }
}
