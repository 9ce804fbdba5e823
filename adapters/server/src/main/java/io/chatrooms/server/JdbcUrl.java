package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JDBC URL of the store, which may contain a password. {@code toString} leaves it out. */
final class JdbcUrl {
  /** The databases that a store can be in. */
  enum Database {
    H2("jdbc:h2:"),
    POSTGRESQL("jdbc:postgresql:"),
    MARIADB("jdbc:mariadb:");

    private final String prefix;

    Database(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final Pattern PASSWORD = Pattern.compile("(?i)(?<=[?&;]PASSWORD=)[^&;]*");
  private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/?@]*:([^/?]*)@");

  /** An H2 file without a file system's name in front; a single letter is a drive. */
  private static final Pattern PLAIN_FILE =
      Pattern.compile("jdbc:h2:(?:file:)?(?![A-Za-z][A-Za-z0-9+.-]+:)(.+)", Pattern.DOTALL);

  private static final Pattern H2_SERVER = Pattern.compile("jdbc:h2:(tcp|ssl):.*", Pattern.DOTALL);

  private final String url;
  private final Database database;

  private JdbcUrl(String url, Database database) {
    this.url = url;
    this.database = database;
  }

  static JdbcUrl parse(String url) throws ConfigurationException {
    for (Database database : Database.values()) {
      if (url.startsWith(database.prefix)) {
        return new JdbcUrl(url, database);
      }
    }
    throw new ConfigurationException(
        "--store must begin with one of jdbc:h2:, jdbc:postgresql:, jdbc:mariadb:");
  }

  Database database() {
    return database;
  }

  /** True if H2 keeps the data in this process only. */
  boolean isH2InMemory() {
    return url.startsWith("jdbc:h2:mem:");
  }

  /** True if H2 runs in another process. */
  boolean isH2Server() {
    return H2_SERVER.matcher(url).matches();
  }

  /** True if the URL decides this setting itself. */
  boolean names(String setting) {
    return Pattern.compile("(?i)(?<![a-z_])" + Pattern.quote(setting) + "(?![a-z_])")
        .matcher(url)
        .find();
  }

  boolean hasPassword() {
    return !passwords().isEmpty();
  }

  /**
   * The URL to connect to. H2's default access to a file closes it when a thread that uses it is
   * interrupted, and loses commits; {@code async:} opens the same file and does not.
   */
  String toConnect() {
    Matcher file = PLAIN_FILE.matcher(url);
    return file.matches() ? "jdbc:h2:async:" + file.group(1) : url;
  }

  /** The text without the passwords that the URL contains. */
  String withoutPasswords(String text) {
    String without = text;
    for (String password : passwords()) {
      without = without.replace(password, "***");
    }
    return without;
  }

  private List<String> passwords() {
    List<String> passwords = new ArrayList<>();
    PASSWORD.matcher(url).results().forEach(found -> passwords.add(found.group()));
    USER_INFO.matcher(url).results().forEach(found -> passwords.add(found.group(1)));
    for (String encoded : List.copyOf(passwords)) {
      try {
        passwords.add(URLDecoder.decode(encoded, UTF_8));
      } catch (IllegalArgumentException e) {
        // It is not encoded.
      }
    }
    passwords.removeIf(String::isEmpty);
    return passwords;
  }

  @Override
  public String toString() {
    return "JdbcUrl[" + database + "]";
  }
}
