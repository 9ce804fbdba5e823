package io.chatrooms.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.RoomId;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three ids, which follow the same rule (ANY-03). */
class IdTest {
  private static final String GRIN = "\uD83D\uDE00";

  /** A kind of id. */
  private interface Kind {
    Object of(String text);

    int compare(String a, String b);
  }

  static Stream<Kind> kinds() {
    return Stream.of(kind(AccountId::new), kind(RoomId::new), kind(MemberId::new));
  }

  private static <T extends Comparable<T>> Kind kind(Function<String, T> make) {
    return new Kind() {
      @Override
      public Object of(String text) {
        return make.apply(text);
      }

      @Override
      public int compare(String a, String b) {
        return make.apply(a).compareTo(make.apply(b));
      }
    };
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anIdIsExactlyItsText(Kind kind) {
    assertThat(kind.of(" a\nb ")).hasToString(" a\nb ");
    assertThat(kind.of("abc")).isEqualTo(kind.of("abc")).hasSameHashCodeAs(kind.of("abc"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void idsThatLookAlikeDiffer(Kind kind) {
    assertThat(kind.of("abcDEF")).isNotEqualTo(kind.of("abcdef"));
    assertThat(kind.of("bob")).isNotEqualTo(kind.of("bob "));
    assertThat(kind.of("\u00E9")).isNotEqualTo(kind.of("e\u0301"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void idsAreInTheOrderOfTheirCodePoints(Kind kind) {
    assertThat(kind.compare("a", "b")).isNegative();
    assertThat(kind.compare(GRIN, "\uFFFF")).isPositive();
    assertThat(kind.compare("a", "a")).isZero();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void textThatIsNotAnIdIsRefusedAndNotRepeated(Kind kind) {
    for (String text :
        new String[] {"", "\u3000", "secret\0", "secret\uDC00", "secret".repeat(22)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kind.of(text))
          .withMessageNotContaining("secret");
    }
  }
}
