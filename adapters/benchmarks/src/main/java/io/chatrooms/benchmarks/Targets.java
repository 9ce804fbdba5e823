package io.chatrooms.benchmarks;

import java.util.Locale;

/** What the measurements are compared with, and whether they reach it. */
final class Targets {
  private final Table table =
      new Table(
          Table.Column.text("target", 72),
          Table.Column.number("bound", 8),
          Table.Column.number("measured", 8),
          Table.Column.text("reached", 7));

  void printHeader() {
    table.printHeader();
  }

  void atLeast(String what, double bound, double measured) {
    add(what, "≥ " + shortest(bound), measured, measured >= bound);
  }

  void atMost(String what, double bound, double measured) {
    add(what, "≤ " + shortest(bound), measured, measured <= bound);
  }

  private void add(String what, String bound, double measured, boolean isReached) {
    table.add(what, bound, String.format(Locale.ROOT, "%.2f", measured), isReached ? "yes" : "no");
  }

  private static String shortest(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  String markdown() {
    return table.markdown();
  }
}
