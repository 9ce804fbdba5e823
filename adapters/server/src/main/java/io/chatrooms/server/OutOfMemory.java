package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when memory runs out. A JVM that has lost threads or half-done work to an {@link
 * OutOfMemoryError} accepts connections that it does not answer, and a supervisor does not notice.
 */
final class OutOfMemory implements Thread.UncaughtExceptionHandler {
  static final int STATUS = 3;

  private static final int MAX_CAUSES = 16;
  private static final byte[] MESSAGE =
      "error: out of memory: give the server a larger heap (-Xmx) or a lower --max-connections\n"
          .getBytes(US_ASCII);

  private final CountDownLatch happened = new CountDownLatch(1);

  /** Prepares everything now, because nothing can be created when memory has run out. */
  OutOfMemory() {
    FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    write(err, 0); // The first call links what later calls need.
    HeapWatch heap = new HeapWatch();
    Thread ending = new Thread(() -> endAfter(heap, err), "out of memory");
    ending.setDaemon(true);
    ending.start();
  }

  private void endAfter(HeapWatch heap, FileOutputStream err) {
    try {
      while (!happened.await(1, TimeUnit.SECONDS) && !heap.isExhausted()) {
        // look again
      }
    } catch (InterruptedException | OutOfMemoryError e) {
      // Even this thread has no memory.
    }
    try {
      write(err, MESSAGE.length);
    } finally {
      Runtime.getRuntime().halt(STATUS);
    }
  }

  private static void write(FileOutputStream err, int length) {
    try {
      err.write(MESSAGE, 0, length);
    } catch (IOException e) {
      // The status says it too.
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    check(failure);
    if (!isIn(failure)) {
      System.getLogger("io.chatrooms.server")
          .log(System.Logger.Level.ERROR, "a thread ended: " + failure.getClass().getName());
    }
  }

  /** Ends the process if memory ran out. */
  void check(@Nullable Throwable failure) {
    if (isIn(failure)) {
      try {
        happened.countDown();
        TimeUnit.SECONDS.sleep(10); // nobody may read what the other thread writes
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        Runtime.getRuntime().halt(STATUS);
      }
    }
  }

  private static boolean isIn(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
