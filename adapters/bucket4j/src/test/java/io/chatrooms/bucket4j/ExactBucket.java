package io.chatrooms.bucket4j;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/**
 * A token bucket in exact integers: it gains refill units every nanosecond, up to burst tokens of
 * period units each, and is never removed.
 */
final class ExactBucket {
  private final BigInteger full;
  private final BigInteger refill;
  private final BigInteger token;
  private BigInteger level;

  ExactBucket(Rate rate) {
    refill = BigInteger.valueOf(rate.refill());
    token = BigInteger.valueOf(rate.period().toNanos());
    full = token.multiply(BigInteger.valueOf(rate.burst()));
    level = full;
  }

  void pass(Duration time) {
    level = level.add(refill.multiply(BigInteger.valueOf(time.toNanos()))).min(full);
  }

  Optional<Duration> count() {
    BigInteger missing = token.subtract(level);
    if (missing.signum() <= 0) {
      level = level.subtract(token);
      return Optional.empty();
    }
    BigInteger[] wait = missing.divideAndRemainder(refill);
    return Optional.of(Duration.ofNanos(wait[0].longValueExact() + wait[1].signum()));
  }
}
