package io.chatrooms.core.action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the rows of the tables in a Markdown text. */
final class MarkdownTables {
  private MarkdownTables() {}

  /**
   * A row of a table.
   *
   * @param heading the nearest heading above the table
   * @param cells the cells by the names of their columns
   */
  record Row(String heading, Map<String, String> cells) {
    /** The cell of the column; empty if the table has no such column. */
    String cell(String column) {
      return cells.getOrDefault(column, "");
    }
  }

  static List<Row> rows(String markdown) {
    List<Row> rows = new ArrayList<>();
    String heading = "";
    List<String> columns = List.of();
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("#")) {
        heading = line.replaceFirst("^#+ *", "").strip();
      }
      if (!line.startsWith("|")) {
        columns = List.of();
      } else if (columns.isEmpty()) {
        columns = cells(line);
      } else if (!line.matches("[|:\\- ]+")) {
        rows.add(new Row(heading, byColumn(columns, cells(line), line)));
      }
    }
    return rows;
  }

  private static List<String> cells(String line) {
    String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }

  private static Map<String, String> byColumn(
      List<String> columns, List<String> cells, String line) {
    if (columns.size() != cells.size()) {
      throw new AssertionError("a row has other columns than its table: " + line);
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), cells.get(i));
    }
    return row;
  }
}
