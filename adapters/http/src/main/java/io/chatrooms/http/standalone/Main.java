package io.chatrooms.http.standalone;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program. */
public final class Main {
  private static final int CANNOT_RUN = 1;
  private static final int STARTED_WRONGLY = 2;

  /** They are forgotten, and their levels with them, unless somebody keeps them. */
  private static final List<Logger> QUIET = new ArrayList<>();

  private Main() {}

  /** Serves until a signal stops it, and answers what is under way then. */
  public static void main(String[] arguments) {
    System.setProperty("java.util.logging.manager", LastingLog.class.getName());
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n");
    Logger.getLogger("").getHandlers(); // made when first asked for, and not while the JVM ends
    quiet("org.eclipse.jetty", Level.SEVERE); // warns of what clients send, and quotes it
    quiet("com.zaxxer.hikari", Level.WARNING);
    quiet("org.postgresql", Level.OFF); // its exceptions say it all
    quiet("org.mariadb", Level.OFF);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int status = run(List.of(arguments), out, err);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static void quiet(String name, Level level) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(level);
    QUIET.add(logger);
  }

  private static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help")) {
      out.print(Options.USAGE);
      return 0;
    }
    try {
      Standalone standalone = new Standalone(Options.parse(arguments), Clock.systemUTC(), err);
      Runtime.getRuntime().addShutdownHook(new Thread(standalone::close, "stop"));
      standalone.start();
      out.println("listening on http://127.0.0.1:" + standalone.port());
      return 0;
    } catch (MistakeException e) {
      err.println("error: " + e.getMessage() + "\n--help tells how it is used");
      return STARTED_WRONGLY;
    } catch (RuntimeException e) {
      err.println("error: " + e.getMessage());
      return CANNOT_RUN;
    }
  }
}
