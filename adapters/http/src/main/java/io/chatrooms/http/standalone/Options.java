package io.chatrooms.http.standalone;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param port 0 for any that is free
 * @param world the file of it; empty for the documented example
 * @param store a JDBC URL; empty for a store in memory
 * @param credentials the file of them; empty without authentication
 * @param caller who asks, without authentication
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
      usage: java -jar chatrooms-http-standalone.jar [options]

        --port N          the port to listen on; 0 picks one; %d if left out
        --world FILE      what an empty store is filled with; the documented example if left out
        --store JDBC-URL  where everything is kept, on H2, PostgreSQL or MariaDB, such as
                          jdbc:h2:/var/lib/chatrooms/db or jdbc:postgresql://host/db?user=...;
                          in memory if left out. Tables are put up if they are not there
        --credentials FILE
                          who may ask: requests have to be signed with one of these keys
        --without-authentication --caller ID
                          for tests on this machine only: every request is taken to come from an
                          administrator, under this identifier, of the account that it names.
                          Listens on the loopback address alone
        --help            prints this

      One of --credentials and --without-authentication has to be given.

      The world is {"Accounts": [{AccountId, AccountType, AccountStatus?}],
      "Members": [{AccountId, MemberId, MemberType, Email?, FullName?, State?}],
      "Rooms": [{AccountId, RoomId, Name, CreatedBy?, InvitePolicy?, MembershipLimit?}],
      "Memberships": [{AccountId, RoomId, MemberId, Role?}]}. AccountType is Team,
      EnterpriseDirectory, EnterpriseLWA or EnterpriseOIDC; AccountStatus is Active or Suspended;
      MemberType is User, Bot or Webhook; State is Unregistered, Registered or Suspended for a user,
      Enabled or Stopped for a bot; InvitePolicy is ADMINISTRATORS or ALL_MEMBERS; Role is
      Administrator or Member. What is left out is Active, Registered or Enabled, ADMINISTRATORS,
      1,000 and Member.
      The credentials are [{AccessKeyId, SecretAccessKey, SessionToken?, AccountId, CallerKind,
      CallerId}], where CallerKind is AccountAdministrator or Member.

      It prints where it listens when it is ready. SIGTERM stops it, once what is under way is
      answered. Exit status: 2 if it was started wrongly, 1 if the port or the database is not to
      be had, 143 after SIGTERM.
      """
          .formatted(DEFAULT_PORT);

  private static final List<String> VALUED =
      List.of("--port", "--world", "--store", "--credentials", "--caller");
  private static final String BARE = "--without-authentication";

  static Options parse(List<String> arguments) throws MistakeException {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      String value = "";
      if (VALUED.contains(name)) {
        i++;
        if (i == arguments.size() || arguments.get(i).startsWith("--")) {
          throw new MistakeException(name + " has no value");
        }
        value = arguments.get(i);
      } else if (!name.equals(BARE)) {
        throw new MistakeException("there is no option " + name);
      }
      if (given.put(name, value) != null) {
        throw new MistakeException(name + " is given twice");
      }
    }
    boolean open = given.containsKey(BARE);
    if (open == given.containsKey("--credentials")) {
      throw new MistakeException(
          "who may ask? Give --credentials FILE, or, for tests on this machine,"
              + " --without-authentication --caller ID; not both");
    }
    if (open != given.containsKey("--caller")) {
      throw new MistakeException("--without-authentication and --caller ID go together");
    }
    return new Options(
        port(given.get("--port")),
        path(given, "--world"),
        Optional.ofNullable(given.get("--store")),
        path(given, "--credentials"),
        Optional.ofNullable(given.get("--caller")));
  }

  private static int port(@Nullable String text) throws MistakeException {
    if (text == null) {
      return DEFAULT_PORT;
    }
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new MistakeException("--port is a number from 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  private static Optional<Path> path(Map<String, String> given, String option)
      throws MistakeException {
    try {
      return Optional.ofNullable(given.get(option)).map(Path::of);
    } catch (InvalidPathException e) {
      throw new MistakeException(option + " is not a path");
    }
  }

  /** A URL may hold a password. */
  @Override
  public String toString() {
    return "Options[port=" + port + "]";
  }
}
