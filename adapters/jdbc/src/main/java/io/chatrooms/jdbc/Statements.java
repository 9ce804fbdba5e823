package io.chatrooms.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Statements in the SQL of one database, on tables of one prefix. Safe for many threads. */
final class Statements {
  /** A table, its alias, and the condition that finds one row of it at most. */
  private static final Pattern LOOK_UP = Pattern.compile("LEFT JOIN ONE (\\S+) (\\w) ON (.+)");

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
   * braces. A line that begins with LEFT JOIN ONE looks up one row by its key. A value: equal
   * templates have the same text.
   */
  interface Template {
    String template(Dialect dialect);
  }

  Dialect dialect() {
    return dialect;
  }

  String text(Template template) {
    return texts.computeIfAbsent(template, this::render);
  }

  private String render(Template template) {
    return LOOK_UP
        .matcher(template.template(dialect))
        .replaceAll(found -> dialect.lookUp(found.group(1), found.group(2), found.group(3)))
        .replace("{account}", tables + "account")
        .replace("{accountRooms}", tables + "account_rooms")
        .replace("{creation}", tables + "room_creation")
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
