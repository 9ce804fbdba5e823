package io.chatrooms.testkit;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

  /** A store on a slow disk shall not wait for ever, neither for a find nor for a smaller one. */
  private static final int USUAL_SECONDS = 8;

  /** On a store that is slower still, a search of next to nothing would be no search. */
  private static final int AT_LEAST = 20;

  private Search() {}

  /**
   * Fails with what the check says of the smallest input found. One search at a time, also where
   * tests run side by side: jqwik has one session.
   *
   * @param tries how many inputs to look at, or at least a few, when the time is up before
   * @param check what is wrong; empty if nothing is
   */
  static <T> void forAll(Arbitrary<T> inputs, int tries, Function<T, Optional<Wrong>> check) {
    search(inputs, tries, check, Search::byJqwik);
  }

  /**
   * The same, with smaller inputs of the caller's own making.
   *
   * @param smaller the same input with a little less in it, in every way
   */
  static <T> void forAll(
      Arbitrary<T> inputs,
      int tries,
      Function<T, Stream<T>> smaller,
      Function<T, Optional<Wrong>> check) {
    search(inputs, tries, check, input -> candidate(input.value(), smaller));
  }

  private static synchronized <T> void search(
      Arbitrary<T> inputs,
      int tries,
      Function<T, Optional<Wrong>> check,
      Function<Shrinkable<T>, Candidate<T>> candidate) {
    long seed = Effort.seed();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Effort.times(USUAL_SECONDS));
    JqwikSession.run(
        () -> {
          RandomGenerator<T> generator = inputs.generator(GEN_SIZE, false);
          Random random = new Random(seed);
          for (int i = 0; i < tries && (i < AT_LEAST || System.nanoTime() - end < 0); i++) {
            Shrinkable<T> input = generator.next(random);
            Optional<Wrong> wrong = look(check, input.value());
            if (wrong.isPresent()) {
              Wrong smallest = shrunk(candidate.apply(input), wrong.get(), check);
              throw new AssertionError(
                  "%s%n%nFound by -Dchatrooms.testkit.seed=%d".formatted(smallest.what(), seed),
                  smallest.cause());
            }
          }
        });
  }

  /** What is wrong; an exception is, too, unless the check expects it. */
  private static <T> Optional<Wrong> look(Function<T, Optional<Wrong>> check, T input) {
    try {
      return check.apply(input);
    } catch (RuntimeException | AssertionError e) {
      Throwable cause = e.getCause() instanceof TimeoutException ? e.getCause() : e;
      return Optional.of(
          new Wrong("It ends with %s, after%n  %s".formatted(e, Story.of(input)), cause));
    }
  }

  private static <T> Wrong shrunk(
      Candidate<T> failing, Wrong wrong, Function<T, Optional<Wrong>> check) {
    Candidate<T> smallest = failing;
    Wrong why = wrong;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(USUAL_SECONDS);
    // Threads that met a deadlock are stuck, and whatever comes after meets them.
    boolean smaller = !(wrong.cause() instanceof TimeoutException);
    while (smaller) {
      smaller = false;
      for (Candidate<T> candidate : (Iterable<Candidate<T>>) smallest.smaller.get()::iterator) {
        if (System.nanoTime() - end >= 0) {
          return why;
        }
        Optional<Wrong> stillWrong = look(check, candidate.value);
        if (stillWrong.isPresent()) {
          smallest = candidate;
          why = stillWrong.get();
          smaller = true;
          break;
        }
      }
    }
    return why;
  }

  private static <T> Candidate<T> byJqwik(Shrinkable<T> input) {
    return new Candidate<>(input.value(), () -> input.shrink().map(Search::byJqwik));
  }

  private static <T> Candidate<T> candidate(T input, Function<T, Stream<T>> smaller) {
    return new Candidate<>(input, () -> smaller.apply(input).map(less -> candidate(less, smaller)));
  }

  /** An input that may fail, and those to try next if it does. */
  private record Candidate<T>(T value, Supplier<Stream<Candidate<T>>> smaller) {}
}
