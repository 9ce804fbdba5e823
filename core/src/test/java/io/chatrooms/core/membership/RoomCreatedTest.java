package io.chatrooms.core.membership;

import static io.chatrooms.core.Acme.ACME;
import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.ANN_IN_LOUNGE;
import static io.chatrooms.core.Acme.BOB;
import static io.chatrooms.core.Acme.BOB_IN_LOUNGE;
import static io.chatrooms.core.Acme.LOUNGE;
import static io.chatrooms.core.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.chatrooms.core.Acme;
import io.chatrooms.core.Facts;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The creation of a room: its facts, what a store takes for granted, and when it may be made. */
class RoomCreatedTest {
  private static final Room ROOM = Acme.room(InvitePolicy.ADMINISTRATORS, 10);
  private static final IdempotencyToken TOKEN =
      new IdempotencyToken("a".repeat(64), "b".repeat(64));
  private static final MembershipAdded ADMINISTRATOR =
      MembershipAdded.of(BOB_IN_LOUNGE, Role.ADMINISTRATOR, "bob", NOW);
  private static final RoomCreated BY_BOB =
      new RoomCreated(ROOM, Optional.of(ADMINISTRATOR), Optional.of(TOKEN));
  private static final RoomCreated BY_ROOT =
      new RoomCreated(ROOM, Optional.empty(), Optional.of(TOKEN));

  /** What the facts are built of. To begin with, Bob asks, and nothing prevents the creation. */
  private static final class Parts {
    AccountId accountId = ACME;
    @Nullable MemberId callerId = BOB;
    @Nullable Account account =
        Acme.account(AccountType.ENTERPRISE_DIRECTORY, AccountStatus.ACTIVE);
    @Nullable Member caller = Acme.user(BOB, MemberState.REGISTERED);
    RoomId roomId = LOUNGE;
    boolean idTaken;
    @Nullable IdempotencyToken token = TOKEN;
    NewRoomFacts.@Nullable Earlier earlier;
    int roomCount = 1;
    int callerRoomCount = 1;
    int roomLimit = 5;
    int callerRoomLimit = 3;

    NewRoomFacts build() {
      return new NewRoomFacts(
          new AccountFacts(
              accountId,
              Optional.ofNullable(callerId),
              Optional.ofNullable(account),
              Optional.ofNullable(caller),
              AccountFacts.Stamp.NONE),
          roomId,
          idTaken,
          Optional.ofNullable(token),
          Optional.ofNullable(earlier),
          roomCount,
          roomLimit,
          callerRoomCount,
          callerRoomLimit);
    }
  }

  private static NewRoomFacts facts(Consumer<Parts> change) {
    Parts parts = new Parts();
    change.accept(parts);
    return parts.build();
  }

  private static void byRoot(Parts parts) {
    parts.callerId = null;
    parts.caller = null;
    parts.callerRoomCount = 0;
  }

  @Test
  void anAccountOrACallerIsFullFromItsLimitOn() {
    assertThat(facts(p -> p.roomCount = 4).isAccountFull()).isFalse();
    assertThat(facts(p -> p.roomCount = 5).isAccountFull()).isTrue();
    assertThat(facts(p -> p.roomCount = 6).isAccountFull()).isTrue();
    assertThat(facts(p -> p.callerRoomCount = 2).isCallerFull()).isFalse();
    assertThat(facts(p -> p.callerRoomCount = 3).isCallerFull()).isTrue();
    assertThat(facts(p -> p.callerRoomCount = 4).isCallerFull()).isTrue();
    assertThat(
            facts(
                    p -> {
                      byRoot(p);
                      p.callerRoomCount = 9;
                    })
                .isCallerFull())
        .as("an account administrator")
        .isFalse();
  }

  @Test
  void anEarlierRoomIsOfTheAccountAndWasCreatedWithAToken() {
    Room elsewhere = Room.builder().from(ROOM).accountId(new AccountId("acme ")).build();

    assertThat(facts(p -> p.earlier = new NewRoomFacts.Earlier(ROOM, "content")).earlier())
        .isPresent();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> facts(p -> p.earlier = new NewRoomFacts.Earlier(elsewhere, "content")))
        .withMessage("the facts are about acme and contain acme ");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                facts(
                    p -> {
                      p.token = null;
                      p.earlier = new NewRoomFacts.Earlier(ROOM, "content");
                    }))
        .withMessage("an earlier room was created with a token");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE})
  void aCountIsZeroOrMoreAndALimitIsOneOrMore(int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> facts(p -> p.roomCount = count))
        .withMessage("a count is 0 or more, not " + count);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> facts(p -> p.callerRoomCount = count))
        .withMessage("a count is 0 or more, not " + count);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> facts(p -> p.roomLimit = 0))
        .withMessage("an account's room limit is 1 or more, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> facts(p -> p.callerRoomLimit = 0))
        .withMessage("a member's room limit is 1 or more, not 0");
    assertThat(
            facts(
                    p -> {
                      p.roomCount = 0;
                      p.callerRoomCount = 0;
                      p.roomLimit = 1;
                      p.callerRoomLimit = 1;
                    })
                .isAccountFull())
        .isFalse();
  }

  @Test
  void theFirstAdministratorIsInTheRoom() {
    for (MembershipKey other :
        new MembershipKey[] {
          new MembershipKey(ACME, new RoomId("cellar"), BOB),
          new MembershipKey(new AccountId("else"), LOUNGE, BOB)
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new RoomCreated(
                      ROOM,
                      Optional.of(MembershipAdded.of(other, Role.ADMINISTRATOR, "bob", NOW)),
                      Optional.empty()))
          .withMessageStartingWith("the room is lounge, and the membership is MembershipKey[");
    }
  }

  @Test
  void aCreationFollowsFromCompleteFacts() {
    assertThatCode(() -> BY_BOB.requireDecidedOn(facts(p -> {}))).doesNotThrowAnyException();
    assertThatCode(() -> BY_ROOT.requireDecidedOn(facts(RoomCreatedTest::byRoot)))
        .doesNotThrowAnyException();
  }

  @Test
  void aCreationOfAnotherRoomIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BY_BOB.requireDecidedOn(facts(p -> p.roomId = new RoomId("cellar"))))
        .withMessage("the change is about lounge, and the facts are about cellar");
    Room elsewhere = Room.builder().from(ROOM).accountId(new AccountId("else")).build();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RoomCreated(elsewhere, Optional.empty(), Optional.of(TOKEN))
                    .requireDecidedOn(facts(RoomCreatedTest::byRoot)))
        .withMessageStartingWith("the change is about lounge");
  }

  @Test
  void aCreationWithAnotherTokenIsRefused() {
    IdempotencyToken other = new IdempotencyToken("c".repeat(64), "b".repeat(64));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BY_BOB.requireDecidedOn(facts(p -> p.token = other)))
        .withMessage("the change and the facts have different tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BY_BOB.requireDecidedOn(facts(p -> p.token = null)))
        .withMessage("the change and the facts have different tokens");
  }

  static Stream<Consumer<Parts>> incompleteFacts() {
    return Stream.of(
        p -> p.account = null,
        p -> p.caller = null,
        RoomCreatedTest::byRoot,
        p -> {
          p.callerId = ANN;
          p.caller = Acme.user(ANN, MemberState.REGISTERED);
        });
  }

  @ParameterizedTest
  @MethodSource("incompleteFacts")
  void noCreationFollowsFromFactsThatLackTheAccountOrTheAdministrator(Consumer<Parts> missing) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BY_BOB.requireDecidedOn(facts(missing)))
        .withMessage("no creation of lounge follows from its facts");
  }

  @Test
  void aMemberWhoCreatesARoomBecomesItsAdministrator() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BY_ROOT.requireDecidedOn(facts(p -> {})))
        .withMessage("no creation of lounge follows from its facts");
  }

  static Stream<Consumer<Parts>> whatHappensMeanwhile() {
    return Stream.of(
        p -> p.account = null,
        p -> p.account = Acme.account(AccountType.ENTERPRISE_DIRECTORY, AccountStatus.SUSPENDED),
        p -> p.caller = null,
        p -> p.caller = Acme.user(BOB, MemberState.SUSPENDED));
  }

  @ParameterizedTest
  @MethodSource("whatHappensMeanwhile")
  @DisplayName("Promise 3: nothing is created once the account or the caller is another")
  void promise3(Consumer<Parts> meanwhile) {
    assertThat(BY_BOB.mayBeMade(facts(p -> {}), facts(p -> {}))).isTrue();
    assertThat(BY_BOB.mayBeMade(facts(p -> {}), facts(meanwhile))).isFalse();
  }

  @Test
  @DisplayName("Promise 3: counts are not compared")
  void promise3ComparesNoCounts() {
    assertThat(
            BY_BOB.mayBeMade(
                facts(p -> {}),
                facts(
                    p -> {
                      p.roomCount = 4;
                      p.callerRoomCount = 2;
                    })))
        .isTrue();
  }

  @Test
  @DisplayName("Promise 4: an id or a token that was used meanwhile is not used again")
  void promise4() {
    assertThat(BY_BOB.mayBeMade(facts(p -> {}), facts(p -> p.idTaken = true))).isFalse();
    assertThat(
            BY_BOB.mayBeMade(
                facts(p -> {}),
                facts(p -> p.earlier = new NewRoomFacts.Earlier(ROOM, TOKEN.content()))))
        .isFalse();
  }

  @Test
  @DisplayName("Promise 5: an account or a caller that filled up meanwhile gets no more rooms")
  void promise5() {
    assertThat(BY_BOB.mayBeMade(facts(p -> {}), facts(p -> p.roomCount = 5))).isFalse();
    assertThat(BY_BOB.mayBeMade(facts(p -> {}), facts(p -> p.callerRoomCount = 3))).isFalse();
    NewRoomFacts byRoot = facts(RoomCreatedTest::byRoot);
    assertThat(
            BY_ROOT.mayBeMade(
                byRoot,
                facts(
                    p -> {
                      byRoot(p);
                      p.callerRoomLimit = 1;
                    })))
        .isTrue();
  }

  @Test
  void theirTextContainsNoPersonalData() {
    assertThat(BY_BOB + " " + facts(p -> p.earlier = new NewRoomFacts.Earlier(ROOM, "content")))
        .contains("lounge", "bob")
        .doesNotContain("Redundancies", "Onym", "example.org");
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void everyPartIsRequired() {
    assertThatNullPointerException()
        .isThrownBy(() -> new RoomCreated(null, Optional.empty(), Optional.empty()))
        .withMessage("room");
    assertThatNullPointerException()
        .isThrownBy(() -> new RoomCreated(ROOM, Optional.empty(), null))
        .withMessage("token");
    assertThatNullPointerException()
        .isThrownBy(() -> new NewRoomFacts.Earlier(null, "content"))
        .withMessage("room");
    assertThatNullPointerException()
        .isThrownBy(() -> new NewRoomFacts.Earlier(ROOM, null))
        .withMessage("content");
    assertThatNullPointerException()
        .isThrownBy(() -> new MembershipQuestion(null, Optional.empty()))
        .withMessage("key");
    assertThatNullPointerException()
        .isThrownBy(() -> new MembershipQuestion(ANN_IN_LOUNGE, null))
        .withMessage("callerId");
    assertThatNullPointerException()
        .isThrownBy(
            () -> {
              AccountFacts account = new Facts().build().room().account();
              new NewRoomFacts(
                  account, null, false, Optional.empty(), Optional.empty(), 0, 1, 0, 1);
            })
        .withMessage("roomId");
  }
}
