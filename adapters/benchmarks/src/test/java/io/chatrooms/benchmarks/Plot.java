package io.chatrooms.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Draws throughput against callers: a panel for each database and shape, and a line for each peer.
 * The colours can be read on white and on black.
 */
final class Plot {
  private static final int WIDTH = 340;
  private static final int HEIGHT = 200;
  private static final int LEFT = 70;
  private static final int TOP = 50;
  private static final int GAP = 80;
  private static final int ROUND_STEPS = 4;
  private static final String GREY = "#7d8590";
  private static final List<String> COLOURS =
      List.of("#8b949e", "#b58900", "#d9534f", "#3b82f6", "#2ea043");

  private final List<Measurement> measurements;
  private final List<String> peers;
  private final int[] callers;
  private final StringBuilder svg = new StringBuilder();

  private Plot(List<Measurement> measurements) {
    this.measurements = measurements;
    this.peers = measurements.stream().map(Measurement::who).distinct().toList();
    this.callers = measurements.stream().mapToInt(Measurement::callers).distinct().toArray();
    Arrays.sort(callers);
  }

  /** The plot as SVG. */
  static String of(List<Measurement> measurements) {
    return new Plot(measurements).draw();
  }

  private String draw() {
    List<Database> databases = measurements.stream().map(Measurement::database).distinct().toList();
    List<Workload.Shape> shapes = measurements.stream().map(Measurement::shape).distinct().toList();
    int width = LEFT + shapes.size() * (WIDTH + GAP);
    int height = TOP + databases.size() * (HEIGHT + GAP);
    add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <title>Adds a second against callers</title>
        """,
        width, height);
    for (int i = 0; i < peers.size(); i++) {
      int x = LEFT + i * 140;
      add("<path d=\"M%d 14h20\" stroke=\"%s\" stroke-width=\"2\"/>%n", x, COLOURS.get(i));
      text(x + 26, 18, "start", peers.get(i));
    }
    for (int row = 0; row < databases.size(); row++) {
      for (int column = 0; column < shapes.size(); column++) {
        add(
            "<g transform=\"translate(%d %d)\">%n",
            LEFT + column * (WIDTH + GAP), TOP + 10 + row * (HEIGHT + GAP));
        panel(databases.get(row), shapes.get(column));
        add("</g>%n");
      }
    }
    add("</svg>%n");
    return svg.toString();
  }

  private void panel(Database database, Workload.Shape shape) {
    List<Measurement> all =
        measurements.stream().filter(m -> m.database() == database && m.shape() == shape).toList();
    double fastest = all.stream().mapToDouble(m -> m.outcome().perSecond()).max().orElse(1);
    double step = roundStep(fastest / ROUND_STEPS);
    double top = Math.ceil(fastest / step) * step;
    text(WIDTH / 2, -10, "middle", database + ", " + shape);
    for (double value = 0; value <= top; value += step) {
      int y = y(value, top);
      add("<path d=\"M0 %d h%d\" stroke=\"%s\" stroke-opacity=\"0.35\"/>%n", y, WIDTH, GREY);
      text(-8, y + 4, "end", String.format(Locale.ROOT, "%,.0f", value));
    }
    for (int number : callers) {
      text(x(number), HEIGHT + 18, "middle", Integer.toString(number));
    }
    text(WIDTH / 2, HEIGHT + 36, "middle", "adds a second, by callers");
    for (int i = 0; i < peers.size(); i++) {
      String peer = peers.get(i);
      line(all.stream().filter(m -> m.who().equals(peer)).toList(), top, COLOURS.get(i));
    }
  }

  private void line(List<Measurement> points, double top, String colour) {
    StringBuilder path = new StringBuilder();
    for (Measurement point : points) {
      int x = x(point.callers());
      int y = y(point.outcome().perSecond(), top);
      path.append(path.isEmpty() ? "M" : "L").append(x).append(' ').append(y);
      add("<circle cx=\"%d\" cy=\"%d\" r=\"3\" fill=\"%s\"/>%n", x, y, colour);
    }
    add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", path, colour);
  }

  /** 1, 2 or 5 times a power of ten. */
  private static double roundStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    return IntStream.of(1, 2, 5, 10)
        .mapToDouble(factor -> factor * power)
        .filter(step -> step >= least)
        .findFirst()
        .orElse(10 * power);
  }

  private int x(int number) {
    double widest = Math.log(callers[callers.length - 1]) - Math.log(callers[0]);
    double place = widest == 0 ? 0.5 : (Math.log(number) - Math.log(callers[0])) / widest;
    return (int) Math.round(20 + place * (WIDTH - 40));
  }

  private static int y(double value, double top) {
    return (int) Math.round(HEIGHT - value / top * HEIGHT);
  }

  private void text(int x, int y, String anchor, String text) {
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
        x, y, anchor, GREY, text);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
