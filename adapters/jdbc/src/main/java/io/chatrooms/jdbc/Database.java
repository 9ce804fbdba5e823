package io.chatrooms.jdbc;

import org.jspecify.annotations.Nullable;

/** The databases that the store supports. */
public enum Database {
  /** H2, embedded or as a server. */
  H2,
  /** PostgreSQL, and databases with its SQL. */
  POSTGRESQL,
  /** MariaDB with InnoDB tables. */
  MARIADB;

  /**
   * The database with this product name, or the one that the host chose.
   *
   * @param chosen null if the host chose none
   */
  static Database of(String productName, @Nullable Database chosen) {
    for (Database database : values()) {
      if (database.name().equalsIgnoreCase(productName)) {
        if (chosen != null && chosen != database) {
          throw new IllegalArgumentException("the database is " + database + ", not " + chosen);
        }
        return database;
      }
    }
    if (chosen != null) {
      return chosen;
    }
    throw new IllegalArgumentException(
        productName + " is none of H2, PostgreSQL, MariaDB: choose the one whose SQL it has");
  }

  Dialect dialect() {
    return switch (this) {
      case H2 -> new H2();
      case POSTGRESQL -> new PostgreSql();
      case MARIADB -> new MariaDb();
    };
  }
}
