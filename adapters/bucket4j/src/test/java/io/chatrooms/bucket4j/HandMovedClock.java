package io.chatrooms.bucket4j;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that the test moves. */
final class HandMovedClock extends Ticker {
  private final AtomicLong nanos;

  HandMovedClock() {
    this(0);
  }

  HandMovedClock(long start) {
    nanos = new AtomicLong(start);
  }

  void move(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  @Override
  public long read() {
    return nanos.get();
  }
}
