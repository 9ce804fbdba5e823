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
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Runs actions on several threads, and looks for an order of them that explains every answer and
 * how the store looks afterwards, and in which no action comes before one that had ended when it
 * began. The search is that of Wing and Gong: depth first, remembering where it has been.
 */
final class Linearizability implements AutoCloseable {
  private static final int THREADS = 3;

  /** A failing interleaving is rare: a smaller scenario gets so many chances to show it. */
  private static final int REPEATS = 10;

  /** Something to begin with, and what each thread does then. */
  record Scenario(List<Action> before, List<List<Action>> threads) {}

  /** An action and its answer, and when it was called and had returned. */
  private record Call(Action action, Object told, long called, long returned) {
    @Override
    public String toString() {
      return action + " -> " + told;
    }
  }

  private final List<Store> stores;
  private boolean found;
  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, Race::thread);

  /** On stores over the same data, which the threads use by turns. */
  Linearizability(List<Store> stores) {
    this.stores = stores;
  }

  static Arbitrary<Scenario> scenarios() {
    return Combinators.combine(
            Action.single().list().ofMaxSize(4),
            Action.contended()
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .list()
                .ofMinSize(2)
                .ofMaxSize(THREADS))
        .as(Scenario::new);
  }

  /**
   * What no order explains; empty if an order explains everything. Once something was found, what
   * is asked about is smaller scenarios, and those get more chances.
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
    Cast cast = new Cast();
    ModelStore model = new ModelStore(Cast.MEMBER_ROOM_LIMIT);
    for (Store either : List.of(stores.get(0), model)) {
      cast.enter(either);
      scenario.before.forEach(action -> action.on(either, cast));
    }
    List<List<Call>> threads = run(scenario.threads, cast);
    List<Call> calls = threads.stream().flatMap(List::stream).toList();
    List<Object> after = cast.picture(stores.get(0));
    if (explains(model, calls, new BitSet(), after, cast, new HashSet<>())) {
      return Optional.empty();
    }
    return Optional.of(
        Wrong.because(
            """
        The store breaks one of promises 1 to 9 and 12: no order explains what it told.
        First, one after the other:
          %s
        Then side by side:
          %s
        In the end:
          %s
        %s"""
                .formatted(
                    Story.lines(scenario.before),
                    threads.stream()
                        .map(
                            thread ->
                                "one thread:\n    " + Story.lines(thread).replace("\n", "\n  "))
                        .collect(Collectors.joining("\n  ")),
                    Story.lines(after),
                    Cast.LEGEND)));
  }

  private List<List<Call>> run(List<List<Action>> threads, Cast cast) {
    StartingLine start = new StartingLine(threads.size());
    List<Future<List<Call>>> runs =
        IntStream.range(0, threads.size())
            .mapToObj(
                thread ->
                    pool.submit(
                        () -> {
                          Store mine = stores.get(thread % stores.size());
                          List<Call> calls = new ArrayList<>();
                          start.waitForAll();
                          for (Action action : threads.get(thread)) {
                            long called = System.nanoTime();
                            Object told = Action.patiently(() -> action.on(mine, cast));
                            calls.add(new Call(action, told, called, System.nanoTime()));
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
      Cast cast,
      Set<List<Object>> visited) {
    if (done.cardinality() == calls.size()) {
      return cast.picture(model).equals(after);
    }
    if (!visited.add(List.of(done.clone(), model.state()))) {
      return false;
    }
    for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
      Call call = calls.get(i);
      if (mayComeNext(call, calls, done)) {
        ModelStore next = model.copy();
        if (call.action.on(next, cast).equals(call.told)) {
          done.set(i);
          if (explains(next, calls, done, after, cast, visited)) {
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
