package io.chatrooms.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table that is printed row by row as it grows, and written as Markdown in the end. */
final class Table {
  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(Column... columns) {
    this.columns = List.of(columns);
  }

  /**
   * A column.
   *
   * @param name what it has above it
   * @param width how many characters it has when it is printed
   * @param isNumber true if it is aligned to the right
   */
  record Column(String name, int width, boolean isNumber) {
    static Column text(String name, int width) {
      return new Column(name, width, false);
    }

    static Column number(String name, int width) {
      return new Column(name, width, true);
    }

    private String aligned(String cell) {
      return ("%" + (isNumber ? "" : "-") + width + "s").formatted(cell);
    }
  }

  /** Prints the names of the columns. */
  void printHeader() {
    print(columns.stream().map(Column::name).toList());
  }

  /** Adds a row and prints it. */
  void add(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException("a row has %d cells".formatted(columns.size()));
    }
    rows.add(List.of(cells));
    print(List.of(cells));
  }

  private void print(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(columns.get(i).aligned(cells.get(i))).append("  ");
    }
    System.out.println(line.toString().stripTrailing());
  }

  /** The table as Markdown. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(markdown(columns.stream().map(Column::name).toList()));
    text.append(markdown(columns.stream().map(c -> c.isNumber() ? "---:" : "---").toList()));
    rows.forEach(row -> text.append(markdown(row)));
    return text.toString();
  }

  private static String markdown(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
