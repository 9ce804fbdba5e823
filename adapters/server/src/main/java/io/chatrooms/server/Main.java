package io.chatrooms.server;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program. */
public final class Main {
  private static final int CANNOT_START = 1;
  private static final int WRONG_CONFIGURATION = 2;

  /** Keeps the loggers reachable: the JDK holds them weakly and would forget their levels. */
  private static final List<Logger> CONFIGURED = new ArrayList<>();

  private Main() {}

  /** Serves until SIGTERM, then finishes the requests in progress. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // the log and all messages are for machines too
    System.setProperty("java.util.logging.manager", ShutdownSafeLogManager.class.getName());
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n");
    Logger.getLogger("").getHandlers(); // creates them now: during shutdown it is too late
    setLevel("org.eclipse.jetty", Level.SEVERE); // its warnings quote what clients send
    setLevel("com.zaxxer.hikari", Level.WARNING);
    setLevel("org.postgresql", Level.OFF); // everything it logs is in its exceptions too
    setLevel("org.mariadb", Level.OFF);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int status = run(List.of(arguments), out, err);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static void setLevel(String name, Level level) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(level);
    CONFIGURED.add(logger);
  }

  private static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help")) {
      out.print(Options.USAGE);
      return 0;
    }
    try {
      Server server = new Server(Options.parse(arguments), Clock.systemUTC(), err);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
      server.start();
      out.println("listening on http://127.0.0.1:" + server.port());
      return 0;
    } catch (ConfigurationException e) {
      err.println("error: " + e.getMessage() + "\nRun with --help for usage.");
      return WRONG_CONFIGURATION;
    } catch (RuntimeException e) {
      err.println("error: " + e.getMessage());
      return CANNOT_START;
    }
  }
}
