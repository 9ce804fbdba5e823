package io.chatrooms.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chatrooms.core.account.AccountId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {
  private static final Instant CREATED = Instant.parse("1969-07-20T20:17:40.123456789Z");
  private static final Instant UPDATED = Instant.parse("2026-03-04T05:06:07.008999999Z");

  private static Room.Builder lounge() {
    return Room.builder()
        .accountId(new AccountId("acme"))
        .roomId(new RoomId("lounge"))
        .name("Redundancies")
        .createdBy("arn:root")
        .createdAt(CREATED);
  }

  @Test
  void byDefaultAdministratorsInviteUpToAThousand() {
    Room room = lounge().build();

    assertThat(room.invitePolicy()).isEqualTo(InvitePolicy.ADMINISTRATORS);
    assertThat(room.membershipLimit()).isEqualTo(1_000);
  }

  @Test
  void byDefaultItLastChangedWhenItWasCreated() {
    assertThat(lounge().build().updatedAt()).isEqualTo("1969-07-20T20:17:40.123Z");
  }

  @Test
  void itsTimesAreTruncatedToTheMillisecond() {
    Room room = lounge().updatedAt(UPDATED).build();

    assertThat(room.createdAt()).isEqualTo("1969-07-20T20:17:40.123Z");
    assertThat(room.updatedAt()).isEqualTo("2026-03-04T05:06:07.008Z");
    assertThat(room)
        .isEqualTo(lounge().createdAt(room.createdAt()).updatedAt(room.updatedAt()).build());
  }

  @Test
  void eachTimeIsTruncatedByItself() {
    Room room = lounge().updatedAt(Instant.EPOCH).build();

    assertThat(room.createdAt()).isEqualTo("1969-07-20T20:17:40.123Z");
    assertThat(room.updatedAt()).isEqualTo(Instant.EPOCH);
    assertThat(Room.builder().from(room).updatedAt(UPDATED).build().updatedAt())
        .isEqualTo("2026-03-04T05:06:07.008Z");
  }

  @Test
  void truncationKeepsEverythingElse() {
    Room room =
        lounge()
            .createdAt(CREATED.minusNanos(456_789))
            .updatedAt(UPDATED)
            .invitePolicy(InvitePolicy.ALL_MEMBERS)
            .membershipLimit(7)
            .build();

    assertThat(room.name()).isEqualTo("Redundancies");
    assertThat(room.createdBy()).isEqualTo("arn:root");
    assertThat(room.updatedAt()).isEqualTo("2026-03-04T05:06:07.008Z");
    assertThat(room.invitePolicy()).isEqualTo(InvitePolicy.ALL_MEMBERS);
    assertThat(room.membershipLimit()).isEqualTo(7);
  }

  @Test
  void aTimeInWholeMillisecondsStays() {
    Room room = lounge().createdAt(Instant.EPOCH).updatedAt(UPDATED).build();

    assertThat(Room.builder().from(room).build()).isEqualTo(room);
  }

  @Test
  void aTimeOutsideTheYears1To9999IsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lounge().createdAt(Instant.MIN).updatedAt(UPDATED).build());
    assertThatIllegalArgumentException().isThrownBy(() -> lounge().updatedAt(Instant.MAX).build());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aLimitIsOneOrMore(int limit) {
    assertThat(lounge().membershipLimit(1).build().membershipLimit()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> lounge().membershipLimit(limit).build());
  }

  @Test
  void aNameMayBeEmptyButContainsNoNul() {
    assertThat(lounge().name("").build().name()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lounge().name("Redundancies\0").build())
        .withMessageNotContaining("Redundancies");
  }

  @Test
  void aCreatorThatNoStoreCanKeepIsRefusedAndNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lounge().createdBy("secret".repeat(400)).build())
        .withMessageNotContaining("secret");
  }

  @Test
  void itsTextLeavesOutTheName() {
    assertThat(lounge().build().toString()).contains("lounge").doesNotContain("Redundancies");
  }

  @Test
  void idsNameCreatorAndCreationAreRequired() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Room.builder().build())
        .withMessageContainingAll("accountId", "roomId", "name", "createdBy", "createdAt");
  }

  @Test
  void itKeepsTheLimitThatItWasCreatedWith() {
    Room lounge = lounge().membershipLimit(7).build();
    Room renamed = lounge().membershipLimit(7).name("Parties").build();
    Room larger = lounge().membershipLimit(8).build();

    assertThatCode(() -> lounge.requireReplaceableBy(renamed)).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lounge.requireReplaceableBy(larger))
        .withMessage("a room that was created with a membership limit of 7 cannot have one of 8");
  }

  @Test
  void anAccountsRoomLimitIsOneOrMore() {
    assertThat(Room.requireAccountLimit(1)).isEqualTo(1);
    assertThat(Room.requireAccountLimit(Room.DEFAULT_ACCOUNT_LIMIT)).isEqualTo(1_500);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Room.requireAccountLimit(0))
        .withMessage("an account's room limit is 1 or more, not 0");
  }

  @Test
  void membersMayInviteIfThePolicySaysSo() {
    assertThat(lounge().invitePolicy(InvitePolicy.ALL_MEMBERS).build().membersMayInvite()).isTrue();
    assertThat(lounge().invitePolicy(InvitePolicy.ADMINISTRATORS).build().membersMayInvite())
        .isFalse();
  }
}
