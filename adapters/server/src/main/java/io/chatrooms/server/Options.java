package io.chatrooms.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command line's options.
 *
 * @param port the port to listen on; 0 for any free port
 * @param world the world file; empty for the documented example
 * @param store the JDBC URL of the store; empty for a store in memory
 * @param credentials the credentials file; empty without authentication
 * @param caller the caller's identifier without authentication; otherwise empty
 */
record Options(
    int port,
    Optional<Path> world,
    Optional<String> store,
    Optional<Path> credentials,
    Optional<String> caller) {
  static final int DEFAULT_PORT = 8080;

  static final String USAGE =
      """
      usage: java -jar chatrooms-server.jar [options]

        --port N          the port to listen on; 0 for any free port; default: %d
        --world FILE      the initial data for an empty store; default: the documented example
        --store JDBC-URL  the store, in H2, PostgreSQL or MariaDB, for example
                          jdbc:h2:/var/lib/chatrooms/db or jdbc:postgresql://host/db?user=...;
                          missing tables are created; default: in memory
        --credentials FILE
                          the access keys; every request must be signed with one of them
        --without-authentication --caller ID
                          for tests on this machine only: the caller of every request is an
                          administrator, with this identifier, of the account that the request
                          names. Listens on the loopback address only
        --help            print this text

      Either --credentials or --without-authentication is required.

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
      requests in progress and exits. Exit status: 2 if an option or a file is wrong, 1 if the port
      or the database is not available, 143 after SIGTERM.
      """
          .formatted(DEFAULT_PORT);

  private static final List<String> WITH_VALUE =
      List.of("--port", "--world", "--store", "--credentials", "--caller");
  private static final String WITHOUT_AUTHENTICATION = "--without-authentication";

  static Options parse(List<String> arguments) throws ConfigurationException {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      String value = "";
      if (WITH_VALUE.contains(name)) {
        i++;
        if (i == arguments.size() || arguments.get(i).startsWith("--")) {
          throw new ConfigurationException(name + " requires a value");
        }
        value = arguments.get(i);
      } else if (!name.equals(WITHOUT_AUTHENTICATION)) {
        throw new ConfigurationException("unknown option " + name);
      }
      if (given.put(name, value) != null) {
        throw new ConfigurationException(name + " is given twice");
      }
    }
    boolean unauthenticated = given.containsKey(WITHOUT_AUTHENTICATION);
    if (unauthenticated == given.containsKey("--credentials")) {
      throw new ConfigurationException(
          "give either --credentials FILE or, for tests on this machine,"
              + " --without-authentication --caller ID");
    }
    if (unauthenticated != given.containsKey("--caller")) {
      throw new ConfigurationException(
          "--without-authentication and --caller ID must be given together");
    }
    return new Options(
        port(given.get("--port")),
        path(given, "--world"),
        Optional.ofNullable(given.get("--store")),
        path(given, "--credentials"),
        Optional.ofNullable(given.get("--caller")));
  }

  private static int port(@Nullable String text) throws ConfigurationException {
    if (text == null) {
      return DEFAULT_PORT;
    }
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new ConfigurationException("--port must be a number from 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  private static Optional<Path> path(Map<String, String> given, String option)
      throws ConfigurationException {
    try {
      return Optional.ofNullable(given.get(option)).map(Path::of);
    } catch (InvalidPathException e) {
      throw new ConfigurationException(option + " is not a valid path");
    }
  }

  /** Leaves out the store's URL, which may contain a password. */
  @Override
  public String toString() {
    return "Options[port=" + port + "]";
  }
}
