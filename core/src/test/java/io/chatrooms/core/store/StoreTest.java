package io.chatrooms.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {
  @Test
  void aPageCopiesItsItems() {
    List<String> items = new ArrayList<>(List.of("a", "b"));
    Page<String> page = new Page<>(items, true);
    items.clear();

    assertThat(page.items()).containsExactly("a", "b");
    assertThat(page.items()).isUnmodifiable();
    assertThat(page.hasMore()).isTrue();
  }

  @Test
  void anEmptyPageIsTheLastOne() {
    assertThat(new Page<>(List.of(), false).hasMore()).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Page<>(List.of(), true));
  }

  @Test
  void theNextPageComesAfterTheLastItemIfThereIsOne() {
    assertThat(new Page<>(List.of("a", "b"), true).last()).contains("b");
    assertThat(new Page<>(List.of("a", "b"), false).last()).isEmpty();
    assertThat(new Page<>(List.of(), false).last()).isEmpty();
  }

  @Test
  void theSizeOfAPageIsOneOrMore() {
    assertThat(Page.requireSize(1)).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Page.requireSize(0))
        .withMessage("the size of a page is 1 or more, not 0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailureSaysWhetherItsOutcomeIsUnknown(boolean outcomeUnknown) {
    Throwable cause = new IllegalStateException("vendor");

    assertThat(new StoreUnavailableException("away", outcomeUnknown, cause).outcomeUnknown())
        .isEqualTo(outcomeUnknown);
    assertThat(new StoreBrokenException("broken", outcomeUnknown, cause).outcomeUnknown())
        .isEqualTo(outcomeUnknown);
    assertThat(new StoreUnavailableException("away", outcomeUnknown, cause))
        .hasMessage("away")
        .hasCause(cause);
    assertThat(new StoreBrokenException("broken", outcomeUnknown, null))
        .hasMessage("broken")
        .hasNoCause();
  }
}
