package io.chatrooms.core.membership;

import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.ANN_IN_LOUNGE;
import static io.chatrooms.core.Acme.BOB;
import static io.chatrooms.core.Acme.BOB_IN_LOUNGE;
import static io.chatrooms.core.Acme.NOW;
import static io.chatrooms.core.membership.Role.ADMINISTRATOR;
import static io.chatrooms.core.membership.Role.MEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.chatrooms.core.Acme;
import io.chatrooms.core.Facts;
import io.chatrooms.core.member.MemberState;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The three changes, what a store takes for granted of them, and when one may be made. */
class MembershipChangeTest {
  private static final RoomMembership PLAIN = Acme.membership(ANN, MEMBER);
  private static final RoomMembership ADMIN = Acme.membership(ANN, ADMINISTRATOR);
  private static final MembershipChange ADDED = add(MEMBER);

  private static MembershipAdded add(Role role) {
    return MembershipAdded.of(ANN_IN_LOUNGE, role, "root", NOW);
  }

  private static RoleChanged change(RoomMembership from, Role to) {
    return new RoleChanged(from, to, NOW);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of(add(MEMBER), 1, 0),
        Arguments.of(add(ADMINISTRATOR), 1, 1),
        Arguments.of(change(PLAIN, ADMINISTRATOR), 0, 1),
        Arguments.of(change(ADMIN, MEMBER), 0, -1),
        Arguments.of(new MembershipRemoved(PLAIN), -1, 0),
        Arguments.of(new MembershipRemoved(ADMIN), -1, -1));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeCountsWhatTheRoomGains(
      MembershipChange change, int membershipsGained, int administratorsGained) {
    assertThat(change.membershipsGained()).isEqualTo(membershipsGained);
    assertThat(change.administratorsGained()).isEqualTo(administratorsGained);
    assertThat(change.key()).isEqualTo(ANN_IN_LOUNGE);
  }

  @Test
  void anAdditionStartsFromNothing() {
    MembershipAdded added = MembershipAdded.of(ANN_IN_LOUNGE, MEMBER, "root", NOW.plusNanos(1));

    assertThat(added.before()).isEmpty();
    assertThat(added.after()).contains(added.membership());
    assertThat(added.membership())
        .isEqualTo(
            RoomMembership.builder()
                .key(ANN_IN_LOUNGE)
                .role(MEMBER)
                .invitedBy("root")
                .updatedAt(NOW)
                .build());
  }

  @Test
  void aChangeOfRoleKeepsTheInviter() {
    RoleChanged changed = new RoleChanged(PLAIN, ADMINISTRATOR, NOW.plusNanos(999_999));

    assertThat(changed.before()).contains(PLAIN);
    assertThat(changed.after()).contains(changed.changed());
    assertThat(changed.updatedAt()).isEqualTo(NOW);
    assertThat(changed.changed())
        .isEqualTo(
            RoomMembership.builder()
                .key(ANN_IN_LOUNGE)
                .role(ADMINISTRATOR)
                .invitedBy("carol")
                .updatedAt(NOW)
                .build());
  }

  @Test
  void aRemovalEndsWithNothing() {
    assertThat(new MembershipRemoved(PLAIN).before()).contains(PLAIN);
    assertThat(new MembershipRemoved(PLAIN).after()).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void everyPartIsRequired() {
    assertThatNullPointerException()
        .isThrownBy(() -> new MembershipAdded(null))
        .withMessage("membership");
    assertThatNullPointerException()
        .isThrownBy(() -> new RoleChanged(null, MEMBER, NOW))
        .withMessage("membership");
    assertThatNullPointerException()
        .isThrownBy(() -> new RoleChanged(PLAIN, null, NOW))
        .withMessage("role");
    assertThatNullPointerException()
        .isThrownBy(() -> new MembershipRemoved(null))
        .withMessage("membership");
  }

  @Test
  void aTimeOutsideTheYears1To9999IsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RoleChanged(PLAIN, MEMBER, Instant.MAX));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MembershipAdded.of(ANN_IN_LOUNGE, MEMBER, "root", Instant.MIN));
  }

  /** Facts from which an addition of Ann follows, by Bob, but for what is changed. */
  private static MembershipFacts seen(Consumer<Facts> change) {
    Facts facts = new Facts();
    facts.callerId = BOB;
    facts.caller = Acme.user(BOB, MemberState.REGISTERED);
    facts.callerMembership = Acme.membership(BOB, ADMINISTRATOR);
    change.accept(facts);
    return facts.build();
  }

  @Test
  void aChangeFollowsFromCompleteFacts() {
    assertThatCode(() -> ADDED.requireDecidedOn(seen(f -> {}))).doesNotThrowAnyException();
    assertThatCode(() -> ADDED.requireDecidedOn(new Facts().build())).doesNotThrowAnyException();
    assertThatCode(
            () ->
                new MembershipRemoved(PLAIN)
                    .requireDecidedOn(
                        seen(
                            f -> {
                              f.membership = PLAIN;
                              f.member = null;
                            })))
        .as("a member that the account no longer knows can be removed")
        .doesNotThrowAnyException();
  }

  @Test
  void aChangeThatIsAboutAnotherMembershipIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ADDED.requireDecidedOn(seen(f -> f.about(BOB_IN_LOUNGE, BOB))))
        .withMessageContaining("memberId=ann")
        .withMessageContaining("memberId=bob")
        .withMessageStartingWith("the change is about MembershipKey[");
  }

  static Stream<Arguments> changesThatStartFromSomethingElse() {
    Consumer<Facts> plain = f -> f.membership = PLAIN;
    Consumer<Facts> administrator = f -> f.membership = ADMIN;
    Consumer<Facts> none = f -> {};
    return Stream.of(
        Arguments.of(ADDED, plain),
        Arguments.of(change(PLAIN, ADMINISTRATOR), none),
        Arguments.of(change(PLAIN, ADMINISTRATOR), administrator),
        Arguments.of(new MembershipRemoved(ADMIN), plain),
        Arguments.of(new MembershipRemoved(ADMIN), none));
  }

  @ParameterizedTest
  @MethodSource("changesThatStartFromSomethingElse")
  void aChangeThatStartsFromAnotherMembershipIsRefused(
      MembershipChange change, Consumer<Facts> facts) {
    MembershipFacts seen = seen(facts);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.requireDecidedOn(seen))
        .withMessage(
            "the change starts from %s, and the facts show %s", change.before(), seen.membership())
        .withMessageNotContainingAny("example.org", "Onym", "Redundancies");
  }

  static Stream<Consumer<Facts>> incompleteFacts() {
    return Stream.of(
        f -> f.account = null,
        f -> f.room = null,
        f -> f.caller = null,
        f -> f.callerMembership = null,
        f -> f.member = null);
  }

  @ParameterizedTest
  @MethodSource("incompleteFacts")
  void noChangeFollowsFromFactsThatARuleWouldRefuse(Consumer<Facts> missing) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ADDED.requireDecidedOn(seen(missing)))
        .withMessage("no change of %s follows from its facts", ANN_IN_LOUNGE);
  }

  @ParameterizedTest
  @MethodSource("incompleteFacts")
  @DisplayName("Promise 3: nothing is changed once something that was seen is gone")
  void promise3(Consumer<Facts> gone) {
    assertThat(ADDED.mayBeMade(seen(f -> {}), seen(f -> {}))).isTrue();
    assertThat(ADDED.mayBeMade(seen(f -> {}), seen(gone))).isFalse();
  }

  @Test
  @DisplayName("Promise 3: counts are not compared")
  void promise3ComparesNoCounts() {
    assertThat(
            ADDED.mayBeMade(
                seen(f -> {}),
                seen(
                    f -> {
                      f.membershipCount = 9;
                      f.administratorCount = 5;
                      f.roomCount = 9;
                    })))
        .isTrue();
  }

  @Test
  @DisplayName("Promise 4: a member that was added meanwhile is not added again")
  void promise4() {
    assertThat(ADDED.mayBeMade(seen(f -> {}), seen(f -> f.membership = PLAIN))).isFalse();
  }

  @Test
  @DisplayName("Promise 5: a room or a member that filled up meanwhile gets no more memberships")
  void promise5() {
    assertThat(ADDED.mayBeMade(seen(f -> {}), seen(f -> f.membershipCount = 10))).isFalse();
    assertThat(ADDED.mayBeMade(seen(f -> {}), seen(f -> f.roomCount = 10))).isFalse();
  }

  @Test
  @DisplayName("Promise 5: a change of role and a removal are made in a full room")
  void promise5LimitsAdditionsOnly() {
    MembershipFacts full =
        seen(
            f -> {
              f.membership = PLAIN;
              f.membershipCount = 10;
              f.roomCount = 10;
            });

    assertThat(change(PLAIN, ADMINISTRATOR).mayBeMade(full, full)).isTrue();
    assertThat(new MembershipRemoved(PLAIN).mayBeMade(full, full)).isTrue();
  }

  @Test
  @DisplayName("Promise 6: the last administrator stays while members remain")
  void promise6() {
    MembershipFacts two = seen(administrators(2, 3));
    MembershipFacts one = seen(administrators(1, 3));
    MembershipFacts alone = seen(administrators(1, 1));

    assertThat(change(ADMIN, MEMBER).mayBeMade(two, two)).isTrue();
    assertThat(change(ADMIN, MEMBER).mayBeMade(two, one)).isFalse();
    assertThat(change(ADMIN, MEMBER).mayBeMade(two, alone)).isFalse();
    assertThat(new MembershipRemoved(ADMIN).mayBeMade(two, two)).isTrue();
    assertThat(new MembershipRemoved(ADMIN).mayBeMade(two, one)).isFalse();
    assertThat(new MembershipRemoved(ADMIN).mayBeMade(two, alone)).isTrue();
  }

  @Test
  @DisplayName("Promise 6: a change that leaves the last administrator in place may be made")
  void promise6LimitsTheLossOfAdministrators() {
    MembershipFacts one = seen(administrators(1, 3));

    assertThat(change(ADMIN, ADMINISTRATOR).mayBeMade(one, one)).isTrue();
  }

  private static Consumer<Facts> administrators(int administrators, int memberships) {
    return f -> {
      f.membership = ADMIN;
      f.administratorCount = administrators;
      f.membershipCount = memberships;
    };
  }

  @Test
  @DisplayName("Promise 7: of two changes that start from one membership, one is made")
  void promise7() {
    MembershipFacts seen = seen(f -> f.membership = PLAIN);
    RoleChanged promoted = change(PLAIN, ADMINISTRATOR);
    MembershipFacts afterPromotion = seen(f -> f.membership = promoted.changed());
    MembershipFacts afterRemoval = seen(f -> {});

    for (MembershipChange second :
        new MembershipChange[] {promoted, new MembershipRemoved(PLAIN)}) {
      assertThat(second.mayBeMade(seen, seen)).isTrue();
      assertThat(second.mayBeMade(seen, afterPromotion)).isFalse();
      assertThat(second.mayBeMade(seen, afterRemoval)).isFalse();
    }
  }
}
