package io.chatrooms.core.membership;

import static io.chatrooms.core.Acme.ACME;
import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.ANN_IN_LOUNGE;
import static io.chatrooms.core.Acme.BOB;
import static io.chatrooms.core.Acme.LOUNGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.chatrooms.core.Acme;
import io.chatrooms.core.Facts;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What facts cannot contain, and what follows from them. */
class FactsTest {
  private static final Facts ASKED_BY_BOB = new Facts().about(ANN_IN_LOUNGE, BOB);

  private static MembershipFacts facts(Consumer<Facts> change) {
    Facts facts = Facts.of(ASKED_BY_BOB.build());
    change.accept(facts);
    return facts.build();
  }

  private static RoomMembership membership(AccountId account, RoomId room, MemberId member) {
    return RoomMembership.builder()
        .from(Acme.membership(ANN, Role.MEMBER))
        .key(new MembershipKey(account, room, member))
        .build();
  }

  private static Member user(AccountId account, MemberId member) {
    return Member.builder()
        .from(Acme.user(member, MemberState.REGISTERED))
        .accountId(account)
        .build();
  }

  private static Room.Builder lounge() {
    return Room.builder().from(Acme.room(InvitePolicy.ALL_MEMBERS, 10));
  }

  @Test
  void factsAreAboutAnAccountARoomAMemberAndACaller() {
    MembershipFacts facts = facts(f -> {});

    assertThat(facts.key()).isEqualTo(ANN_IN_LOUNGE);
    assertThat(facts.callerId()).contains(BOB);
    assertThat(facts.isAboutCaller()).isFalse();
    assertThat(new Facts().build().callerId()).isEmpty();
    assertThat(new Facts().build().isAboutCaller()).isFalse();
    assertThat(new Facts().about(ANN_IN_LOUNGE, ANN).build().isAboutCaller()).isTrue();
  }

  /** As a directory or a database answers that folds case, trims, or searches all accounts. */
  static Stream<Consumer<Facts>> answersAboutSomethingElse() {
    AccountId otherAccount = new AccountId("acme ");
    RoomId otherRoom = new RoomId("LOUNGE");
    MemberId otherMember = new MemberId("Ann");
    return Stream.of(
        f -> f.account = Account.builder().from(account(f)).accountId(otherAccount).build(),
        f -> f.room = lounge().accountId(otherAccount).build(),
        f -> f.room = lounge().roomId(otherRoom).build(),
        f -> f.member = user(otherAccount, ANN),
        f -> f.member = user(ACME, otherMember),
        f -> f.caller = user(otherAccount, BOB),
        f -> f.caller = user(ACME, new MemberId("Bob")),
        f -> f.membership = membership(otherAccount, LOUNGE, ANN),
        f -> f.membership = membership(ACME, otherRoom, ANN),
        f -> f.membership = membership(ACME, LOUNGE, otherMember),
        f -> f.callerMembership = membership(otherAccount, LOUNGE, BOB),
        f -> f.callerMembership = membership(ACME, otherRoom, BOB),
        f -> f.callerMembership = membership(ACME, LOUNGE, ANN),
        f -> {
          f.callerId = null;
          f.callerMembership = membership(ACME, LOUNGE, BOB);
        });
  }

  private static Account account(Facts facts) {
    return Objects.requireNonNull(facts.account);
  }

  @ParameterizedTest
  @MethodSource("answersAboutSomethingElse")
  void factsContainExactlyWhatTheyAreAbout(Consumer<Facts> answer) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> facts(answer))
        .withMessageMatching("the facts are about .+ and contain .+");
  }

  @Test
  void aCallerThatIsNotAMemberIsNotKnownAsOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                facts(
                    f -> {
                      f.callerId = null;
                      f.caller = user(ACME, BOB);
                    }))
        .withMessage("the caller is known, but not its id");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE})
  void aCountIsZeroOrMore(int count) {
    String message = "a count is 0 or more, not " + count;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> facts(f -> f.membershipCount = count))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> facts(f -> f.administratorCount = count))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> facts(f -> f.roomCount = count))
        .withMessage(message);
    MembershipFacts empty =
        facts(
            f -> {
              f.membershipCount = 0;
              f.administratorCount = 0;
              f.roomCount = 0;
            });
    assertThat(empty.room().membershipCount()).isZero();
  }

  @Test
  void aLimitIsOneOrMore() {
    assertThat(facts(f -> f.roomLimit = 1).roomLimit()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> facts(f -> f.roomLimit = 0))
        .withMessage("a member's room limit is 1 or more, not 0");
  }

  @ParameterizedTest
  @CsvSource({"9, false", "10, true", "11, true"})
  void aRoomOrAMemberIsFullFromItsLimitOn(int count, boolean full) {
    assertThat(facts(f -> f.membershipCount = count).room().isFull()).isEqualTo(full);
    assertThat(facts(f -> f.roomCount = count).isMemberFull()).isEqualTo(full);
    assertThat(
            facts(
                    f -> {
                      f.room = null;
                      f.membershipCount = count;
                    })
                .room()
                .isFull())
        .as("a room that does not exist")
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ADMINISTRATOR, 1, true",
    "ADMINISTRATOR, 2, false",
    "MEMBER,        1, false",
    "MEMBER,        0, false"
  })
  void theLastAdministratorIsAnAdministratorWithoutOthers(Role role, int count, boolean last) {
    MembershipFacts facts =
        facts(
            f -> {
              f.membership = Acme.membership(ANN, role);
              f.administratorCount = count;
            });

    assertThat(facts.isLastAdministrator()).isEqualTo(last);
    assertThat(facts(f -> f.administratorCount = count).isLastAdministrator())
        .as("a member that is not in the room")
        .isFalse();
  }

  @Test
  void aPlainMemberIsInTheRoomWithTheRoleMember() {
    assertThat(facts(f -> f.callerMembership = Acme.membership(BOB, Role.MEMBER)).room())
        .matches(RoomFacts::byPlainMember);
    assertThat(facts(f -> f.callerMembership = Acme.membership(BOB, Role.ADMINISTRATOR)).room())
        .matches(room -> !room.byPlainMember());
    assertThat(facts(f -> {}).room()).matches(room -> !room.byPlainMember());
  }

  @Test
  void factsWithAnotherStampAreOtherFacts() {
    AccountFacts.Stamp stamp = new AccountFacts.Stamp() {};
    MembershipFacts stamped = facts(f -> f.stamp = stamp);

    assertThat(stamped.room().account().stamp()).isSameAs(stamp);
    assertThat(stamped).isNotEqualTo(facts(f -> {})).isEqualTo(facts(f -> f.stamp = stamp));
    assertThat(AccountFacts.Stamp.NONE).hasToString("none");
  }

  @Test
  void theirTextContainsNoPersonalData() {
    MembershipFacts facts =
        facts(
            f -> {
              f.caller = user(ACME, BOB);
              f.callerMembership = Acme.membership(BOB, Role.MEMBER);
              f.membership = Acme.membership(ANN, Role.MEMBER);
            });

    assertThat(facts.toString())
        .contains("ann", "bob", "acme", "lounge")
        .doesNotContain("example.org", "Onym", "Redundancies");
  }

  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  static Stream<Arguments> incomplete() {
    AccountFacts account = ASKED_BY_BOB.build().room().account();
    RoomFacts room = ASKED_BY_BOB.build().room();
    return Stream.of(
        incomplete(
            "accountId",
            () ->
                new AccountFacts(
                    null,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    AccountFacts.Stamp.NONE)),
        incomplete(
            "stamp",
            () ->
                new AccountFacts(ACME, Optional.empty(), Optional.empty(), Optional.empty(), null)),
        incomplete(
            "roomId", () -> new RoomFacts(account, null, Optional.empty(), Optional.empty(), 0, 0)),
        incomplete(
            "memberId",
            () -> new MembershipFacts(room, null, Optional.empty(), Optional.empty(), 0, 1)),
        incomplete("accountId", () -> new MembershipKey(null, LOUNGE, ANN)),
        incomplete("roomId", () -> new MembershipKey(ACME, null, ANN)),
        incomplete("memberId", () -> new MembershipKey(ACME, LOUNGE, null)));
  }

  private static Arguments incomplete(String part, ThrowingCallable made) {
    return Arguments.of(part, made);
  }

  @ParameterizedTest
  @MethodSource("incomplete")
  void everyPartIsRequired(String part, ThrowingCallable made) {
    assertThatNullPointerException().isThrownBy(made).withMessage(part);
  }
}
