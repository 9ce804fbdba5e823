/** A store in a relational database, over any DataSource: H2, PostgreSQL or MariaDB. */
module io.chatrooms.jdbc {
  requires transitive io.chatrooms.core;
  requires transitive java.sql;
  requires static org.jspecify;

  exports io.chatrooms.jdbc;
}
