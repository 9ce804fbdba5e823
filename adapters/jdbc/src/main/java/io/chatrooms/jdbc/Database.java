package io.chatrooms.jdbc;

/** Which database's SQL the store speaks. */
public enum Database {
  /** H2, embedded or as a server. */
  H2,
  /** PostgreSQL, and what speaks its SQL. */
  POSTGRESQL,
  /** MariaDB, with InnoDB tables. */
  MARIADB;

  /** The database that calls itself so. */
  static Database named(String productName) {
    for (Database database : values()) {
      if (database.name().equalsIgnoreCase(productName)) {
        return database;
      }
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
