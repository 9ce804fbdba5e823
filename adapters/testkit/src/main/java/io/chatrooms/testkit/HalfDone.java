package io.chatrooms.testkit;

import static io.chatrooms.testkit.Patience.untilAvailable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Watches a change while it happens. Every read returns what it returned before or what it returns
 * afterwards, and nothing between; and once one read has returned what it returns afterwards, every
 * later read does.
 */
final class HalfDone {
  private static final int READERS = 2;

  private HalfDone() {}

  private record Observation(int read, Object result) {}

  static void isNeverSeen(Supplier<Object> change, List<Supplier<Object>> reads) {
    List<Object> before = all(reads);
    Random random = new Random();
    long moment = random.nextLong(TimeUnit.MICROSECONDS.toNanos(500));
    AtomicBoolean over = new AtomicBoolean();
    List<Callable<List<Observation>>> runners = new ArrayList<>();
    runners.add(
        () -> {
          StartingLine.letPass(moment);
          try {
            untilAvailable(change);
          } finally {
            over.set(true);
          }
          return List.of();
        });
    for (int reader = 0; reader < READERS; reader++) {
      Random order = new Random(random.nextLong());
      runners.add(() -> readAgainAndAgain(reads, order, over));
    }
    List<List<Observation>> seen = Race.of(runners);
    List<Object> after = all(reads);
    seen.forEach(observations -> check(observations, before, after));
  }

  private static List<Object> all(List<Supplier<Object>> reads) {
    return reads.stream().map(Patience::untilAvailable).toList();
  }

  private static List<Observation> readAgainAndAgain(
      List<Supplier<Object>> reads, Random order, AtomicBoolean over) {
    List<Observation> seen = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < reads.size(); i++) {
      indexes.add(i);
    }
    boolean last = false;
    while (!last && !Thread.currentThread().isInterrupted()) {
      last = over.get();
      Collections.shuffle(indexes, order);
      for (int index : indexes) {
        seen.add(new Observation(index, untilAvailable(reads.get(index))));
      }
    }
    return seen;
  }

  private static void check(List<Observation> seen, List<Object> before, List<Object> after) {
    Observation done = null;
    for (Observation now : seen) {
      boolean old = now.result.equals(before.get(now.read));
      boolean fresh = now.result.equals(after.get(now.read));
      if (!old && !fresh) {
        throw new AssertionError(
            """
            A read during the change returned
              %s
            Before the change it returned
              %s
            and afterwards
              %s"""
                .formatted(
                    Story.of(now.result),
                    Story.of(before.get(now.read)),
                    Story.of(after.get(now.read))));
      } else if (old && !fresh && done != null) {
        throw new AssertionError(
            """
            One thread read, from after the change:
              %s
            and read later, from before it:
              %s"""
                .formatted(Story.of(done.result), Story.of(now.result)));
      } else if (fresh && !old) {
        done = now;
      }
    }
  }
}
