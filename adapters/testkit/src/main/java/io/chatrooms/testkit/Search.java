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

  /** On a slow disk a search ends after this time, and so does the search for a smaller input. */
  private static final int USUAL_SECONDS = 5;

  /** So many inputs are tried even when the time is up. */
  private static final int AT_LEAST = 20;

  private Search() {}

  /**
   * Fails with what the check says of the smallest input found. Only one search runs at a time,
   * also where tests run in parallel, since jqwik has one session.
   *
   * @param tries how many inputs to try; fewer when the time is up
   * @param check what is wrong; empty if nothing is
   */
  static <T> void forAll(Arbitrary<T> inputs, int tries, Function<T, Optional<Wrong>> check) {
    search(inputs, tries, check, Search::byJqwik);
  }

  /**
   * The same, with smaller inputs that the caller makes.
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
                  "%s%n%nFound by -Dchatrooms.testkit.seed=%s".formatted(smallest.what(), seed),
                  smallest.cause());
            }
          }
        });
  }

  /** What is wrong. An exception that the check does not expect is wrong too. */
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
    // After a deadlock the stuck threads still hold their locks, so smaller inputs would hang too.
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
