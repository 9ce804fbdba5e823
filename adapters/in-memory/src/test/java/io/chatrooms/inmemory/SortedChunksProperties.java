package io.chatrooms.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** {@link SortedChunks} behaves like a {@link TreeMap}. */
class SortedChunksProperties {
  /** An element: a key, and a mark that tells two elements with the same key apart. */
  record Entry(int key, int mark) {}

  /** Put the entry, or remove its key. */
  record Step(boolean put, Entry entry) {}

  private final SortedChunks<Integer, Entry> chunks = new SortedChunks<>(Entry::key);
  private final TreeMap<Integer, Entry> model = new TreeMap<>();

  @Property
  void behavesLikeATreeMap(@ForAll("steps") @Size(max = 1_500) List<Step> steps) {
    for (Step step : steps) {
      Entry entry = step.entry();
      if (step.put()) {
        assertThat(chunks.put(entry)).isEqualTo(model.put(entry.key(), entry));
      } else {
        assertThat(chunks.remove(entry.key())).isEqualTo(model.remove(entry.key()));
      }
      assertThat(chunks.size()).isEqualTo(model.size());
      assertThat(chunks.get(entry.key())).isEqualTo(model.get(entry.key()));
    }
    assertThat(chunks.all()).containsExactlyElementsOf(model.values());
  }

  @Property
  void pagesBehindAnyKeyAndOfAnySize(
      @ForAll("steps") @Size(max = 600) List<Step> steps,
      @ForAll @IntRange(max = 400) int after,
      @ForAll @IntRange(min = 1, max = 300) int count) {
    for (Step step : steps) {
      chunks.put(step.entry());
      model.put(step.entry().key(), step.entry());
    }
    assertThat(chunks.after(after, count))
        .containsExactlyElementsOf(
            model.tailMap(after, false).values().stream().limit(count).toList());
    assertThat(chunks.after(null, count))
        .containsExactlyElementsOf(model.values().stream().limit(count).toList());
  }

  @Property(tries = 20)
  void staysWholeWhenFilledInOrderAndEmptiedInAnyOrder(@ForAll("orders") List<Integer> order) {
    for (int key = 0; key < order.size(); key++) {
      chunks.put(new Entry(key, 0));
      model.put(key, new Entry(key, 0));
    }
    for (int key : order) {
      chunks.remove(key);
      model.remove(key);
      assertThat(chunks.size()).isEqualTo(model.size());
    }
    assertThat(chunks.all()).isEmpty();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Entry> entries =
        Combinators.combine(Arbitraries.integers().between(0, 400), Arbitraries.integers())
            .as(Entry::new);
    return Combinators.combine(
            Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)), entries)
        .as(Step::new)
        .list()
        .ofMaxSize(1_500);
  }

  @Provide
  Arbitrary<List<Integer>> orders() {
    return Arbitraries.shuffle(IntStream.range(0, 700).boxed().toList());
  }
}
