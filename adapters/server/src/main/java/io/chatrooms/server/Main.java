package io.chatrooms.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program. */
public final class Main {
  private static final int CANNOT_START = 1;
  private static final int WRONG_CONFIGURATION = 2;
  private static final int WRONG_COUNTS = 4;

  /** Keeps the loggers reachable: the JDK holds them weakly and would forget their levels. */
  private static final List<Logger> CONFIGURED = new ArrayList<>();

  private Main() {}

  /** Serves until SIGTERM, then finishes the requests in progress; or checks counts. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // the log and all messages are for machines too
    System.setProperty("java.util.logging.manager", ShutdownSafeLogManager.class.getName());
    OutOfMemory outOfMemory = new OutOfMemory();
    Thread.setDefaultUncaughtExceptionHandler(outOfMemory);
    LogQueue log = log(outOfMemory);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int status = run(List.of(arguments), out, err, log);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static LogQueue log(OutOfMemory outOfMemory) {
    Logger root = Logger.getLogger("");
    for (Handler standard : root.getHandlers()) {
      root.removeHandler(standard);
    }
    LogQueue log = new LogQueue(new FileOutputStream(FileDescriptor.err), outOfMemory);
    root.addHandler(log);
    setLevel("io.chatrooms.http", Level.WARNING); // the access log has a line for each request
    setLevel("com.zaxxer.hikari", Level.WARNING);
    setLevel("org.postgresql", Level.OFF); // everything it logs is in its exceptions too
    setLevel("org.mariadb", Level.OFF);
    return log;
  }

  private static void setLevel(String name, Level level) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(level);
    CONFIGURED.add(logger);
  }

  private static int run(List<String> arguments, PrintStream out, PrintStream err, LogQueue log) {
    if (arguments.contains("--help")) {
      out.print(Options.USAGE);
      return 0;
    }
    try {
      Options options = Options.parse(arguments, System.getenv());
      if (options.task() != Options.Task.SERVE) {
        return new CountCheck(options, out, err).run() ? 0 : WRONG_COUNTS;
      }
      Server server = new Server(options, Clock.systemUTC(), err);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, log), "stop"));
      server.start();
      server.adminUrl().ifPresent(url -> out.println("admin on " + url));
      out.println("listening on " + server.url());
      return 0;
    } catch (ConfigurationException e) {
      err.println("error: " + e.getMessage() + "\nRun with --help for usage.");
      return WRONG_CONFIGURATION;
    } catch (RuntimeException e) {
      err.println("error: " + e.getMessage());
      return CANNOT_START;
    }
  }

  private static void stop(Server server, LogQueue log) {
    server.close();
    log.flush();
  }
}
