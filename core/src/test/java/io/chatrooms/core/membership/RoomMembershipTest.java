package io.chatrooms.core.membership;

import static io.chatrooms.core.Acme.ANN_IN_LOUNGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomMembershipTest {
  private static RoomMembership.Builder membership() {
    return RoomMembership.builder()
        .key(ANN_IN_LOUNGE)
        .role(Role.ADMINISTRATOR)
        .invitedBy("bob")
        .updatedAt(Instant.EPOCH);
  }

  @Test
  void itsTimeIsTruncatedToTheMillisecondAndTheRestStays() {
    RoomMembership membership = membership().updatedAt(Instant.EPOCH.minusNanos(1)).build();

    assertThat(membership)
        .isEqualTo(membership().updatedAt(Instant.parse("1969-12-31T23:59:59.999Z")).build());
    assertThat(membership.key()).isEqualTo(ANN_IN_LOUNGE);
    assertThat(membership.role()).isEqualTo(Role.ADMINISTRATOR);
    assertThat(membership.invitedBy()).isEqualTo("bob");
  }

  @Test
  void aTimeOutsideTheYears1To9999IsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> membership().updatedAt(Instant.MAX).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\0", "secret\uDFFF"})
  void anInviterThatNoStoreCanKeepIsRefusedAndNotRepeated(String invitedBy) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> membership().invitedBy(invitedBy).build())
        .withMessageNotContaining("secret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> membership().invitedBy("secret".repeat(400)).build())
        .withMessageNotContaining("secret");
  }

  @Test
  void itIsBuiltFromAnother() {
    RoomMembership membership = membership().build();
    RoomMembership changed = RoomMembership.builder().from(membership).role(Role.MEMBER).build();

    assertThat(RoomMembership.builder().from(membership).build()).isEqualTo(membership);
    assertThat(changed).isNotEqualTo(membership);
    assertThat(changed.invitedBy()).isEqualTo("bob");
  }

  @Test
  void everythingIsRequired() {
    assertThatIllegalStateException()
        .isThrownBy(() -> RoomMembership.builder().build())
        .withMessageContainingAll("key", "role", "invitedBy", "updatedAt");
  }

  @Test
  void rolesAreNamedExactly() {
    assertThat(Role.named("Administrator")).contains(Role.ADMINISTRATOR);
    assertThat(Role.named("Member")).contains(Role.MEMBER);
    assertThat(Role.named("MEMBER")).isEmpty();
    assertThat(Role.named(Role.ADMINISTRATOR.apiName())).contains(Role.ADMINISTRATOR);
  }
}
