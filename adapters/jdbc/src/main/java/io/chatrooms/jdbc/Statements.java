package io.chatrooms.jdbc;

import java.util.EnumMap;
import java.util.Map;

/** The statements, as the tables are named and as the database speaks. */
final class Statements {
  private final Dialect dialect;
  private final Map<Sql, String> texts = new EnumMap<>(Sql.class);

  Statements(Dialect dialect, String tables) {
    this.dialect = dialect;
    for (Sql sql : Sql.values()) {
      texts.put(sql, sql.text(dialect, tables));
    }
  }

  Dialect dialect() {
    return dialect;
  }

  String text(Sql sql) {
    String text = texts.get(sql);
    if (text == null) {
      throw new IllegalStateException(sql.name());
    }
    return text;
  }
}
