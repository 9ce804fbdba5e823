package io.chatrooms.testkit;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Looks for an input that fails, and then for a smaller one that fails too. The generators and the
 * shrinking are jqwik's; the search is a plain loop, so that a contract is one class of one engine.
 */
final class Search {
  private static final int GEN_SIZE = 1_000;
  private static final int MOST_SHRINKS = 2_000;

  /** A store on a slow disk shall not wait for ever. */
  private static final int USUAL_SECONDS = 8;

  private Search() {}

  /**
   * Fails with what the check says of the smallest input found. One search at a time, also where
   * tests run side by side: jqwik has one session.
   *
   * @param tries how many inputs to look at, unless the time is up before
   * @param check what is wrong; empty if nothing is
   */
  static synchronized <T> void forAll(
      Arbitrary<T> inputs, int tries, Function<T, Optional<String>> check) {
    long seed = Effort.seed();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Effort.times(USUAL_SECONDS));
    JqwikSession.run(
        () -> {
          RandomGenerator<T> generator = inputs.generator(GEN_SIZE, false);
          Random random = new Random(seed);
          for (int i = 0; i < tries && System.nanoTime() - end < 0; i++) {
            Shrinkable<T> input = generator.next(random);
            Optional<String> wrong = check.apply(input.value());
            if (wrong.isPresent()) {
              throw new AssertionError(
                  "%s%n%nFound by -Dchatrooms.testkit.seed=%d"
                      .formatted(shrunk(input, wrong.get(), check), seed));
            }
          }
        });
  }

  private static <T> String shrunk(
      Shrinkable<T> failing, String wrong, Function<T, Optional<String>> check) {
    Shrinkable<T> smallest = failing;
    String message = wrong;
    int shrinks = 0;
    boolean smaller = true;
    while (smaller && shrinks < MOST_SHRINKS) {
      smaller = false;
      for (Shrinkable<T> candidate : (Iterable<Shrinkable<T>>) smallest.shrink()::iterator) {
        if (++shrinks >= MOST_SHRINKS) {
          break;
        }
        Optional<String> stillWrong = check.apply(candidate.value());
        if (stillWrong.isPresent()) {
          smallest = candidate;
          message = stillWrong.get();
          smaller = true;
          break;
        }
      }
    }
    return message;
  }
}
