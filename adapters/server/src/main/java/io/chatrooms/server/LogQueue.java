package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log from a thread of its own. Whoever logs never waits: if nobody reads the log, lines
 * beyond {@link #MAX_CHARS} are dropped, and a line says how many once it is read again.
 */
final class LogQueue extends Handler {
  private static final int MAX_CHARS = 2 << 20;

  /** The container's warnings quote what clients send. */
  private static final String CONTAINER = "org.eclipse.jetty";

  private static final Formatter MESSAGES = new SimpleFormatter();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final OutputStream out;
  private final OutOfMemory outOfMemory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final Queue<String> lines = new ArrayDeque<>();
  private int chars;
  private long dropped;
  private boolean writing;

  LogQueue(OutputStream out, OutOfMemory outOfMemory) {
    this.out = out;
    this.outOfMemory = outOfMemory;
    Thread writer = new Thread(this::write, "log");
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public void publish(LogRecord line) {
    outOfMemory.check(line.getThrown());
    String logger = String.valueOf(line.getLoggerName());
    if (logger.startsWith(CONTAINER) && line.getLevel().intValue() < Level.SEVERE.intValue()) {
      return;
    }
    add(text(line.getInstant(), line.getLevel(), MESSAGES.formatMessage(line), line.getThrown()));
  }

  private static String text(
      Instant time, Level level, String message, @Nullable Throwable thrown) {
    StringWriter text = new StringWriter();
    text.append(TIME.format(time)).append(' ').append(level.getName()).append(' ').append(message);
    text.append('\n');
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }

  private void add(String line) {
    lock.lock();
    try {
      if (chars + line.length() > MAX_CHARS) {
        dropped++;
        return;
      }
      chars += line.length();
      lines.add(line);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    while (true) {
      try {
        out.write(next().getBytes(UTF_8));
        out.flush();
      } catch (Exception e) {
        // There is no other place to report it.
      }
    }
  }

  /** Waits for the next line, and ends the writing of the one before. */
  private String next() throws InterruptedException {
    lock.lock();
    try {
      writing = false;
      changed.signalAll();
      while (lines.isEmpty() && dropped == 0) {
        changed.await();
      }
      writing = true;
      String line = lines.poll();
      if (line == null) {
        line =
            text(
                Instant.now(),
                Level.WARNING,
                dropped + " lines were dropped because the log was not read",
                null);
        dropped = 0;
        return line;
      }
      chars -= line.length();
      return line;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all lines are written, but not for long. */
  void drain(Duration longest) {
    lock.lock();
    try {
      long left = longest.toNanos();
      while ((writing || !lines.isEmpty()) && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush() {
    drain(Duration.ofNanos(TimeUnit.SECONDS.toNanos(1)));
  }

  @Override
  public void close() {
    flush();
  }
}
