package io.chatrooms.jdbc;

import java.sql.SQLException;

/**
 * What an operation does with its connection. Another thread may do it, and it may be done again
 * after a transaction that was rolled back.
 */
interface Work<T> {
  T with(Session session) throws SQLException;
}
