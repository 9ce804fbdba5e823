package io.chatrooms.core.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chatrooms.core.account.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberTest {
  private static Member.Builder ann(MemberType type) {
    return Member.builder()
        .accountId(new AccountId("acme"))
        .memberId(new MemberId("ann"))
        .type(type);
  }

  @ParameterizedTest
  @CsvSource({"USER, REGISTERED", "BOT, ENABLED", "WEBHOOK, ENABLED"})
  void byDefaultAMemberMayAct(MemberType type, MemberState state) {
    assertThat(ann(type).build().state()).isEqualTo(state);
  }

  @Test
  void byDefaultEmailAndNameAreEmpty() {
    Member ann = ann(MemberType.USER).build();

    assertThat(ann.email()).isEmpty();
    assertThat(ann.fullName()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "USER,    UNREGISTERED, true",
    "USER,    REGISTERED,   true",
    "USER,    SUSPENDED,    true",
    "USER,    ENABLED,      false",
    "USER,    STOPPED,      false",
    "BOT,     UNREGISTERED, false",
    "BOT,     REGISTERED,   false",
    "BOT,     SUSPENDED,    false",
    "BOT,     ENABLED,      true",
    "BOT,     STOPPED,      true",
    "WEBHOOK, UNREGISTERED, false",
    "WEBHOOK, REGISTERED,   false",
    "WEBHOOK, SUSPENDED,    false",
    "WEBHOOK, ENABLED,      true",
    "WEBHOOK, STOPPED,      false"
  })
  void aStateBelongsToTypes(MemberType type, MemberState state, boolean possible) {
    Member.Builder ann = ann(type).state(state);

    if (possible) {
      assertThat(ann.build().state()).isEqualTo(state);
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(ann::build)
          .withMessage("a " + type.apiName() + " cannot be " + state);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\0", "secret\uD800"})
  void textThatNoStoreCanKeepIsRefusedAndNotRepeated(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ann(MemberType.USER).email(text).build())
        .withMessageNotContaining("secret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ann(MemberType.USER).fullName(text).build())
        .withMessageNotContaining("secret");
  }

  @Test
  void itsTextLeavesOutEmailAndName() {
    Member ann = ann(MemberType.USER).email("ann@example.org").fullName("Ann Onym").build();

    assertThat(ann.toString()).contains("ann").doesNotContain("example.org", "Onym");
    assertThat(Member.builder().from(ann).build()).isEqualTo(ann);
    assertThat(Member.builder().from(ann).build().email()).isEqualTo("ann@example.org");
    assertThat(Member.builder().from(ann).build().fullName()).isEqualTo("Ann Onym");
  }

  @Test
  void theIdsAndTheTypeAreRequired() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Member.builder().email("ann@example.org").build())
        .withMessageContainingAll("accountId", "memberId", "type")
        .withMessageNotContaining("example.org");
  }

  @Test
  void typesHaveTheNamesOfTheApi() {
    assertThat(MemberType.values())
        .extracting(MemberType::apiName)
        .containsExactly("User", "Bot", "Webhook");
  }

  @Test
  void itKeepsItsType() {
    Member bot = ann(MemberType.BOT).build();

    assertThatCode(
            () -> bot.requireReplaceableBy(ann(MemberType.BOT).state(MemberState.STOPPED).build()))
        .doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> bot.requireReplaceableBy(ann(MemberType.USER).email("ann@example.org").build()))
        .withMessage("a member that was created as a Bot cannot become a User");
  }

  @Test
  void aRoomLimitIsOneOrMore() {
    assertThat(Member.requireRoomLimit(1)).isEqualTo(1);
    assertThat(Member.requireRoomLimit(Member.DEFAULT_ROOM_LIMIT)).isEqualTo(1_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Member.requireRoomLimit(0))
        .withMessage("a member's room limit is 1 or more, not 0");
  }

  @ParameterizedTest
  @EnumSource
  void itIsOfOneType(MemberType type) {
    Member ann = ann(type).build();

    assertThat(ann.isUser()).isEqualTo(type == MemberType.USER);
    assertThat(ann.isBot()).isEqualTo(type == MemberType.BOT);
    assertThat(ann.isWebhook()).isEqualTo(type == MemberType.WEBHOOK);
    assertThat(ann.isSuspended()).isFalse();
    assertThat(ann.isStopped()).isFalse();
  }

  @Test
  void aUserIsSuspendedAndABotIsStopped() {
    assertThat(ann(MemberType.USER).state(MemberState.SUSPENDED).build())
        .matches(Member::isSuspended)
        .matches(ann -> !ann.isStopped());
    assertThat(ann(MemberType.BOT).state(MemberState.STOPPED).build())
        .matches(Member::isStopped)
        .matches(ann -> !ann.isSuspended());
  }
}
