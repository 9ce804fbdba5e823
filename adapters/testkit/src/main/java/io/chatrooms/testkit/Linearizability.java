package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Runs actions on several threads. Then it looks for an order of them that explains every answer
 * and the contents of the store afterwards, and in which no action precedes one that had ended when
 * it began. The search is that of Wing and Gong: depth first, with a memory of the states visited.
 */
final class Linearizability implements AutoCloseable {
  private static final int THREADS = 3;

  /** A failing interleaving is rare: a smaller scenario is repeated this often. */
  private static final int REPEATS = 10;

  /** What is done first, and what each thread does then. */
  record Scenario(List<Action> before, List<List<Action>> threads) {}

  /** An action and its answer, with the times of the call and the return. */
  private record Call(Action action, Object answer, long called, long returned) {
    @Override
    public String toString() {
      return action + " -> " + Story.of(answer);
    }
  }

  private final List<Store> stores;
  private boolean found;
  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, Race::thread);

  /**
   * For stores over the same data, with the limits of {@link FreshStore#useTight}: each thread uses
   * one of them.
   */
  Linearizability(List<Store> stores) {
    this.stores = stores;
  }

  /** Half of them are mainly about memberships, half about rooms, batches and listings. */
  static Arbitrary<Scenario> scenarios() {
    return Arbitraries.oneOf(
        scenarios(ArbitraryActions.contendedMemberships()),
        scenarios(ArbitraryActions.contendedRooms()));
  }

  private static Arbitrary<Scenario> scenarios(Arbitrary<Action> contended) {
    return Combinators.combine(
            ArbitraryActions.single().list().ofMaxSize(4),
            contended.list().ofMinSize(1).ofMaxSize(3).list().ofMinSize(2).ofMaxSize(THREADS))
        .as(Scenario::new);
  }

  /**
   * What no order explains; empty if an order explains everything. Once something was found, the
   * scenarios that follow are smaller ones, and those are repeated.
   */
  Optional<Wrong> unexplained(Scenario scenario) {
    Optional<Wrong> unexplained = Optional.empty();
    for (int i = 0; i < (found ? REPEATS : 1) && unexplained.isEmpty(); i++) {
      unexplained = unexplainedOnce(scenario);
    }
    found |= unexplained.isPresent();
    return unexplained;
  }

  private Optional<Wrong> unexplainedOnce(Scenario scenario) {
    Fixture fixture = Fixture.on(stores.get(0));
    ModelStore model = new ModelStore(Fixture.MEMBER_ROOM_LIMIT, Fixture.TIGHT_ACCOUNT_ROOM_LIMIT);
    for (Fixture either : List.of(fixture, fixture.copiedTo(model))) {
      scenario.before.forEach(action -> action.on(either));
    }
    List<List<Call>> threads = run(scenario.threads, fixture);
    List<Call> calls = threads.stream().flatMap(List::stream).toList();
    List<Object> after = fixture.picture();
    if (explains(model, calls, new BitSet(), after, fixture, new HashSet<>())) {
      return Optional.empty();
    }
    return Optional.of(
        Wrong.because(
            """
            The store breaks one of promises 1 to 10: no order explains the results.
            First, one after the other:
              %s
            Then side by side:
              %s
            In the end:
              %s
            %s
            Look first at which of these actions is not one step: facts or a page that are read in
            several steps (promise 1), a confirm that lets others write between its comparison and
            its write (promises 3 to 7), or a removal that is done piece by piece (promise 10)."""
                .formatted(
                    Story.lines(scenario.before),
                    threads.stream()
                        .map(
                            thread ->
                                "one thread:\n    " + Story.lines(thread).replace("\n", "\n  "))
                        .collect(Collectors.joining("\n  ")),
                    Story.lines(after),
                    Fixture.LEGEND)));
  }

  private List<List<Call>> run(List<List<Action>> threads, Fixture fixture) {
    StartingLine start = new StartingLine(threads.size());
    List<Future<List<Call>>> runs =
        IntStream.range(0, threads.size())
            .mapToObj(
                thread ->
                    pool.submit(
                        () -> {
                          Fixture mine = fixture.seenBy(stores.get(thread % stores.size()));
                          List<Call> calls = new ArrayList<>();
                          start.waitForAll();
                          for (Action action : threads.get(thread)) {
                            long called = System.nanoTime();
                            Object answer = action.on(mine);
                            calls.add(new Call(action, answer, called, System.nanoTime()));
                          }
                          return calls;
                        }))
            .toList();
    return runs.stream().map(Race::resultOf).toList();
  }

  /** True if what is not done yet can be done in some order from here. */
  private static boolean explains(
      ModelStore model,
      List<Call> calls,
      BitSet done,
      List<Object> after,
      Fixture fixture,
      Set<List<Object>> visited) {
    if (done.cardinality() == calls.size()) {
      return fixture.seenBy(model).picture().equals(after);
    }
    if (!visited.add(List.of(done.clone(), model.state()))) {
      return false;
    }
    for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
      Call call = calls.get(i);
      if (mayComeNext(call, calls, done)) {
        ModelStore next = model.copy();
        if (call.action.explains(call.answer, fixture.seenBy(next))) {
          done.set(i);
          if (explains(next, calls, done, after, fixture, visited)) {
            return true;
          }
          done.clear(i);
        }
      }
    }
    return false;
  }

  /** False if another call that is not done yet had ended when this one began. */
  private static boolean mayComeNext(Call call, List<Call> calls, BitSet done) {
    for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
      if (calls.get(i).returned - call.called < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
