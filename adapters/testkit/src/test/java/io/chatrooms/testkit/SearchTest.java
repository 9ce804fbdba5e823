package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
  private static final String EFFORT = "chatrooms.testkit.effort";

  private final Optional<String> effort = Optional.ofNullable(System.getProperty(EFFORT));
  private final Arbitrary<List<Integer>> lists =
      Arbitraries.integers().between(0, 1_000).list().ofMaxSize(9);

  @AfterEach
  void restore() {
    effort.ifPresentOrElse(
        asked -> System.setProperty(EFFORT, asked), () -> System.clearProperty(EFFORT));
  }

  @Test
  void theSmallestFailingInputIsReported() {
    assertThatThrownBy(
            () ->
                Search.forAll(
                    lists,
                    1_000,
                    list ->
                        list.stream().anyMatch(n -> n >= 7)
                            ? Optional.of(Wrong.because("not below 7: " + list))
                            : Optional.empty()))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("not below 7: [7]")
        .hasMessageContaining("-Dchatrooms.testkit.seed=");
  }

  @Test
  void anExceptionIsAFailure() {
    assertThatThrownBy(
            () ->
                Search.forAll(
                    lists,
                    1_000,
                    list -> {
                      if (list.size() > 1) {
                        throw new NoSuchElementException("nobody");
                      }
                      return Optional.empty();
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("(?s)It ends with .*nobody, after\\s+0\\s+0\\s+Found by .*")
        .hasCauseInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aCallerCanShrinkInputsItself() {
    assertThatThrownBy(
            () ->
                Search.forAll(
                    Arbitraries.integers().between(100, 200),
                    1_000,
                    n -> IntStream.range(0, n).boxed(),
                    n -> n >= 42 ? Optional.of(Wrong.because("too much: " + n)) : Optional.empty()))
        .hasMessageStartingWith("too much: 42");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "0.5", "0", "-1"})
  void anInvalidEffortIsRefused(String asked) {
    System.setProperty(EFFORT, asked);
    assertThatThrownBy(() -> Effort.times(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(EFFORT);
  }

  @Test
  void everyCharacterIsVisible() {
    assertThat(Story.of(List.of("a\nb", "\u00a0"))).isEqualTo("a\\u{a}b\n  \\u{a0}");
  }
}
