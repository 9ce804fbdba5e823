package io.chatrooms.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the options say, checked against each other.
 *
 * @param task what the program does
 * @param listen the address to listen on
 * @param port the port to listen on; 0 for any free port
 * @param world the world file; empty for the documented example
 * @param store the JDBC URL of the store; empty for a store in memory
 * @param passwordFile the file with the store's password; empty if the URL has it or none is needed
 * @param poolSize how many requests use the store at the same time
 * @param credentials the credentials file; empty without authentication
 * @param caller the caller's identifier without authentication; otherwise empty
 * @param rate the requests a second that each caller may make; empty without a limit
 * @param maxConnections how many connections may be open; empty for as many as the heap allows
 * @param adminPort the port for health and figures; empty for none
 * @param adminListen the address for health and figures
 */
record Options(
    Task task,
    String listen,
    int port,
    Optional<Path> world,
    Optional<String> store,
    Optional<Path> passwordFile,
    int poolSize,
    Optional<Path> credentials,
    Optional<String> caller,
    OptionalInt rate,
    OptionalInt maxConnections,
    OptionalInt adminPort,
    String adminListen) {
  /** What the program does. */
  enum Task {
    SERVE,
    /** Prints wrong counts. */
    VERIFY,
    /** Prints wrong counts, and sets them. */
    REPAIR
  }

  static final int DEFAULT_PORT = 8080;
  static final int DEFAULT_POOL_SIZE = 16;
  static final String LOOPBACK = "127.0.0.1";

  private static final int MAX_PORT = 65_535;
  private static final int MAX_POOL_SIZE = 1_000;
  private static final int MAX_RATE = 100_000;
  private static final int MAX_CONNECTIONS = 1_000_000;

  static final String USAGE =
      """
      usage: java -jar chatrooms-server.jar [options]

      Serves the ten actions of Amazon Chime's chat rooms to AWS's clients.

        --listen ADDRESS  the address to listen on, 0.0.0.0 for all; default: 127.0.0.1
        --port N          the port to listen on; 0 for any free port; default: 8080
        --world FILE      the initial data for an empty store; default: the documented example
        --store JDBC-URL  the store, in H2, PostgreSQL or MariaDB, for example
                          jdbc:h2:/var/lib/chatrooms/db or jdbc:postgresql://host/db?user=...;
                          missing tables are created; default: in memory
        --password-file FILE
                          the password for the store, which the URL then must not contain
        --pool-size N     how many requests use the store at the same time, each with a connection
                          of its own; default: 16
        --credentials FILE
                          the access keys; every request must be signed with one of them
        --without-authentication --caller ID
                          for tests on this machine only: the caller of every request is an
                          administrator, with this identifier, of the account that the request
                          names. Listens on a loopback address only
        --rate N          each caller may make N requests at once and N a second in the long run;
                          default: no limit
        --max-connections N
                          how many connections may be open; default: what the heap and the limit of
                          open files allow
        --admin-port N    the port for /health, /ready and /metrics; 0 for any free port; default:
                          none
        --admin-listen ADDRESS
                          the address of that port; default: 127.0.0.1
        --verify          print the counts in the store that are wrong because somebody changed rows
                          by hand, one on each line, and exit; with --store and --password-file only
        --repair          print them, set them right, and exit
        --help            print this text

      To serve, either --credentials or --without-authentication is required. An environment variable gives
      what the command line does not: CHATROOMS_POOL_SIZE is --pool-size, and so on for all options;
      CHATROOMS_WITHOUT_AUTHENTICATION, CHATROOMS_VERIFY and CHATROOMS_REPAIR are true or false.

      The world file is {"Accounts": [{AccountId, AccountType, AccountStatus?}],
      "Members": [{AccountId, MemberId, MemberType, Email?, FullName?, State?}],
      "Rooms": [{AccountId, RoomId, Name, CreatedBy?, InvitePolicy?, MembershipLimit?}],
      "Memberships": [{AccountId, RoomId, MemberId, Role?}]}. AccountType is Team,
      EnterpriseDirectory, EnterpriseLWA or EnterpriseOIDC; AccountStatus is Active or Suspended;
      MemberType is User, Bot or Webhook; State is Unregistered, Registered or Suspended for a user,
      Enabled or Stopped for a bot; InvitePolicy is ADMINISTRATORS or ALL_MEMBERS; Role is
      Administrator or Member. The defaults are Active, Registered or Enabled, ADMINISTRATORS, a limit
      of 1,000, and Member.
      The credentials file is [{AccessKeyId, SecretAccessKey, SessionToken?, AccountId, CallerKind,
      CallerId}], where CallerKind is AccountAdministrator or Member.

      When it is ready, the server prints the URL that it listens on. On SIGTERM it finishes the
      requests in progress and exits. Exit status: 2 if an option or a file is wrong, 1 if a port or
      the database is not available, 3 if memory runs out, 4 if --verify finds wrong counts or
      --repair leaves some, 143 after SIGTERM.
      """;

  static Options parse(List<String> arguments, Map<String, String> environment)
      throws ConfigurationException {
    OptionValues values = OptionValues.of(arguments, environment);
    Task task = task(values);
    if (task == Task.SERVE) {
      checkForServing(values);
    } else {
      checkForCounts(values, task == Task.VERIFY ? Option.VERIFY : Option.REPAIR);
      values = values.notForServing();
    }
    if (values.isGiven(Option.PASSWORD_FILE) && !values.isGiven(Option.STORE)) {
      throw new ConfigurationException("--password-file requires --store");
    }
    return new Options(
        task,
        values.text(Option.LISTEN).orElse(LOOPBACK),
        values.number(Option.PORT, 0, MAX_PORT).orElse(DEFAULT_PORT),
        values.path(Option.WORLD),
        values.text(Option.STORE),
        values.path(Option.PASSWORD_FILE),
        values.number(Option.POOL_SIZE, 1, MAX_POOL_SIZE).orElse(DEFAULT_POOL_SIZE),
        values.path(Option.CREDENTIALS),
        values.text(Option.CALLER),
        values.number(Option.RATE, 1, MAX_RATE),
        values.number(Option.MAX_CONNECTIONS, 1, MAX_CONNECTIONS),
        values.number(Option.ADMIN_PORT, 0, MAX_PORT),
        values.text(Option.ADMIN_LISTEN).orElse(LOOPBACK));
  }

  private static Task task(OptionValues values) throws ConfigurationException {
    boolean verify = values.isSet(Option.VERIFY);
    boolean repair = values.isSet(Option.REPAIR);
    if (verify && repair) {
      throw new ConfigurationException("--verify and --repair must not be given together");
    }
    return verify ? Task.VERIFY : repair ? Task.REPAIR : Task.SERVE;
  }

  private static void checkForServing(OptionValues values) throws ConfigurationException {
    boolean unauthenticated = values.isSet(Option.WITHOUT_AUTHENTICATION);
    if (unauthenticated == values.isGiven(Option.CREDENTIALS)) {
      throw new ConfigurationException(
          "give either --credentials FILE or, for tests on this machine,"
              + " --without-authentication --caller ID");
    }
    if (unauthenticated != values.isGiven(Option.CALLER)) {
      throw new ConfigurationException(
          "--without-authentication and --caller ID must be given together");
    }
    if (values.isGiven(Option.ADMIN_LISTEN) && !values.isGiven(Option.ADMIN_PORT)) {
      throw new ConfigurationException("--admin-listen requires --admin-port");
    }
  }

  /** The environment may be the same as that of the server, so only the command line counts. */
  private static void checkForCounts(OptionValues values, Option task)
      throws ConfigurationException {
    for (Option option : Option.values()) {
      if (option.isForServing() && values.isOnCommandLine(option)) {
        throw new ConfigurationException(option.flag() + " must not be given with " + task.flag());
      }
    }
    if (!values.isGiven(Option.STORE)) {
      throw new ConfigurationException(task.flag() + " requires --store");
    }
  }

  /** Leaves out the store's URL, which may contain a password. */
  @Override
  public String toString() {
    return "Options[listen=" + listen + ", port=" + port + "]";
  }
}
