package io.chatrooms.jdbc;

import java.sql.SQLException;

/** A row has a value that the domain does not have. The message contains no data. */
final class UnreadableRowException extends SQLException {
  private static final long serialVersionUID = 1L;

  /**
   * A row that cannot be read.
   *
   * @param column the column that was read last
   * @param problem what is wrong with its value
   * @param statement the statement that found the row
   */
  UnreadableRowException(String column, String problem, String statement) {
    super(
        "A row is wrong: column %s %s. It was found by: %s"
            .formatted(column, problem, statement.replaceAll("\\s+", " ")));
  }
}
