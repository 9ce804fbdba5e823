package io.chatrooms.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Statements in the SQL of one database, on tables of one prefix. Safe for many threads. */
final class Statements {
  private final Dialect dialect;
  private final String tables;
  private final Map<Template, String> texts = new ConcurrentHashMap<>();

  /**
   * Statements on these tables.
   *
   * @param tables what the name of each table begins with, the schema included
   */
  Statements(Dialect dialect, String tables) {
    this.dialect = dialect;
    this.tables = tables;
  }

  /**
   * A statement whose tables, and whose clauses that differ from database to database, are names in
   * braces. A value: equal templates have the same text.
   */
  interface Template {
    String template();
  }

  Dialect dialect() {
    return dialect;
  }

  String text(Template template) {
    return texts.computeIfAbsent(template, this::render);
  }

  private String render(Template template) {
    return template
        .template()
        .replace("{account}", tables + "account")
        .replace("{room}", tables + "room")
        .replace("{member}", tables + "member")
        .replace("{membership}", tables + "room_membership")
        .replace("{share}", dialect.share())
        .replace("{update}", dialect.update())
        .replace("{current}", dialect.current())
        .replace("{fresh}", dialect.fresh())
        .replace("{ifAbsent}", dialect.ifAbsent())
        .stripTrailing();
  }
}
