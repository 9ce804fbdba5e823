package io.chatrooms.core.membership;

import static io.chatrooms.core.Acme.BOB;
import static io.chatrooms.core.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.chatrooms.core.Acme;
import io.chatrooms.core.Facts;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The two changes of a room, what a store takes for granted of them, and when one may be made. */
class RoomChangeTest {
  private static final Room ROOM = Acme.room(InvitePolicy.ALL_MEMBERS, 10);
  private static final Room RENAMED =
      Room.builder().from(ROOM).name("Severance").updatedAt(NOW).build();
  private static final RoomUpdated UPDATED = new RoomUpdated(ROOM, RENAMED);
  private static final RoomRemoved REMOVED = new RoomRemoved(ROOM);

  static Stream<RoomChange> changes() {
    return Stream.of(UPDATED, REMOVED);
  }

  /** Facts from which a change of the room follows, by Bob, but for what is changed. */
  private static RoomFacts seen(Consumer<Facts> change) {
    Facts facts = new Facts();
    facts.callerId = BOB;
    facts.caller = Acme.user(BOB, MemberState.REGISTERED);
    facts.callerMembership = Acme.membership(BOB, Role.ADMINISTRATOR);
    change.accept(facts);
    return facts.build().room();
  }

  @Test
  void aChangeSaysWhatItStartsFromAndWhatItEndsWith() {
    assertThat(UPDATED.before()).isEqualTo(ROOM);
    assertThat(UPDATED.after()).contains(RENAMED);
    assertThat(REMOVED.before()).isEqualTo(ROOM);
    assertThat(REMOVED.after()).isEmpty();
  }

  @Test
  void anUpdateIsOfOneRoomThatKeepsItsLimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RoomUpdated(
                    ROOM, Room.builder().from(ROOM).roomId(new RoomId("cellar")).build()))
        .withMessage("the change starts from lounge and ends with cellar");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RoomUpdated(
                    ROOM, Room.builder().from(ROOM).accountId(new AccountId("else")).build()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RoomUpdated(ROOM, Acme.room(InvitePolicy.ALL_MEMBERS, 11)))
        .withMessageContaining("membership limit");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeFollowsFromCompleteFacts(RoomChange change) {
    assertThatCode(() -> change.requireDecidedOn(seen(f -> {}))).doesNotThrowAnyException();
    assertThatCode(() -> change.requireDecidedOn(new Facts().build().room()))
        .as("by an account administrator")
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeThatStartsFromAnotherRoomIsRefused(RoomChange change) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.requireDecidedOn(seen(f -> f.room = RENAMED)))
        .withMessageStartingWith("the change starts from Room{")
        .withMessageNotContainingAny("Redundancies", "Severance");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.requireDecidedOn(seen(f -> f.room = null)));
  }

  static Stream<Consumer<Facts>> incompleteFacts() {
    return Stream.of(f -> f.account = null, f -> f.caller = null, f -> f.callerMembership = null);
  }

  @ParameterizedTest
  @MethodSource("incompleteFacts")
  void noChangeFollowsFromFactsThatARuleWouldRefuse(Consumer<Facts> missing) {
    assertThat(changes())
        .allSatisfy(
            change ->
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> change.requireDecidedOn(seen(missing)))
                    .withMessage("no change of lounge follows from its facts"));
  }

  static Stream<Consumer<Facts>> whatHappensMeanwhile() {
    return Stream.of(
        f -> f.account = null,
        f -> f.account = Acme.account(AccountType.ENTERPRISE_DIRECTORY, AccountStatus.SUSPENDED),
        f -> f.room = null,
        f -> f.room = RENAMED,
        f -> f.caller = null,
        f -> f.caller = Acme.user(BOB, MemberState.SUSPENDED),
        f -> f.callerMembership = null,
        f -> f.callerMembership = Acme.membership(BOB, Role.MEMBER));
  }

  @ParameterizedTest
  @MethodSource("whatHappensMeanwhile")
  @DisplayName("Promise 3: nothing is changed once something that was seen is another")
  void promise3(Consumer<Facts> meanwhile) {
    assertThat(changes())
        .allMatch(change -> change.mayBeMade(seen(f -> {}), seen(f -> {})))
        .noneMatch(change -> change.mayBeMade(seen(f -> {}), seen(meanwhile)));
  }

  @Test
  @DisplayName("Promise 3: counts are not compared")
  void promise3ComparesNoCounts() {
    RoomFacts full =
        seen(
            f -> {
              f.membershipCount = 10;
              f.administratorCount = 5;
            });

    assertThat(changes()).allMatch(change -> change.mayBeMade(seen(f -> {}), full));
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void everyPartIsRequired() {
    assertThatNullPointerException()
        .isThrownBy(() -> new RoomUpdated(null, ROOM))
        .withMessage("before");
    assertThatNullPointerException().isThrownBy(() -> new RoomUpdated(ROOM, null));
    assertThatNullPointerException().isThrownBy(() -> new RoomRemoved(null)).withMessage("before");
  }
}
