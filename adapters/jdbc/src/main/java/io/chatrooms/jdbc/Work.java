package io.chatrooms.jdbc;

import java.sql.SQLException;

/** What an operation does with its connection. It may be done again if it gave way to another. */
interface Work<T> {
  T with(Session session) throws SQLException;
}
