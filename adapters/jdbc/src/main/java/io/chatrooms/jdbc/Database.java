package io.chatrooms.jdbc;

import org.jspecify.annotations.Nullable;

/** Which database's SQL the store speaks. */
public enum Database {
  /** H2, embedded or as a server. */
  H2,
  /** PostgreSQL, and what speaks its SQL. */
  POSTGRESQL,
  /** MariaDB, with InnoDB tables. */
  MARIADB;

  /**
   * The database that calls itself so, or whose SQL it speaks, as the host says.
   *
   * @param told null if the host says nothing
   */
  static Database of(String productName, @Nullable Database told) {
    for (Database database : values()) {
      if (database.name().equalsIgnoreCase(productName)) {
        if (told != null && told != database) {
          throw new IllegalArgumentException("the database is " + database + ", not " + told);
        }
        return database;
      }
    }
    if (told != null) {
      return told;
    }
    throw new IllegalArgumentException(
        productName + " is none of H2, PostgreSQL, MariaDB: say which of them it speaks like");
  }

  Dialect dialect() {
    return switch (this) {
      case H2 -> new H2();
      case POSTGRESQL -> new PostgreSql();
      case MARIADB -> new MariaDb();
    };
  }
}
