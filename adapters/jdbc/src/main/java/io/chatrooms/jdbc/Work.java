package io.chatrooms.jdbc;

import java.sql.SQLException;

/** What an operation does with its connection. It may be repeated if it gave way to another. */
interface Work<T> {
  T with(Session session) throws SQLException;
}
