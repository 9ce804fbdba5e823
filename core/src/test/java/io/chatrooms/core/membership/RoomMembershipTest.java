package io.chatrooms.core.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomMembershipTest {
  private static final AccountId ACME = new AccountId("acme");
  private static final RoomId LOUNGE = new RoomId("lounge");
  private static final MemberId ANN = new MemberId("ann");
  private static final MembershipKey KEY = new MembershipKey(ACME, LOUNGE, ANN);

  private static RoomMembership.Builder membership() {
    return RoomMembership.builder()
        .key(KEY)
        .role(Role.ADMINISTRATOR)
        .invitedBy("bob")
        .updatedAt(Instant.EPOCH);
  }

  @Test
  void itsTimeIsTruncatedToTheMillisecondAndTheRestStays() {
    RoomMembership membership = membership().updatedAt(Instant.EPOCH.minusNanos(1)).build();

    assertThat(membership)
        .isEqualTo(membership().updatedAt(Instant.parse("1969-12-31T23:59:59.999Z")).build());
    assertThat(membership.key()).isEqualTo(KEY);
    assertThat(membership.role()).isEqualTo(Role.ADMINISTRATOR);
    assertThat(membership.invitedBy()).isEqualTo("bob");
  }

  @Test
  void aTimeThatNoStoreKnowsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> membership().updatedAt(Instant.MAX).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\0", "secret\uDFFF"})
  void anInviterIsHeldToTheRuleOfCallersAndNotRepeated(String invitedBy) {
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
  void rolesAreNamedToTheLetter() {
    assertThat(Role.named("Administrator")).contains(Role.ADMINISTRATOR);
    assertThat(Role.named("Member")).contains(Role.MEMBER);
    assertThat(Role.named("MEMBER")).isEmpty();
    assertThat(Role.named(Role.ADMINISTRATOR.apiName())).contains(Role.ADMINISTRATOR);
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void aKeyHasAllItsParts() {
    assertThatNullPointerException()
        .isThrownBy(() -> new MembershipKey(null, LOUNGE, ANN))
        .withMessage("accountId");
    assertThatNullPointerException()
        .isThrownBy(() -> new MembershipKey(ACME, null, ANN))
        .withMessage("roomId");
    assertThatNullPointerException()
        .isThrownBy(() -> new MembershipKey(ACME, LOUNGE, null))
        .withMessage("memberId");
  }

  @Test
  void factsAreOfNothingUnlessToldOtherwise() {
    MembershipFacts facts = MembershipFacts.builder().key(KEY).memberRoomLimit(5).build();

    assertThat(facts.key()).isEqualTo(KEY);
    assertThat(facts.callerId()).isEmpty();
    assertThat(facts.account()).isEmpty();
    assertThat(facts.room()).isEmpty();
    assertThat(facts.member()).isEmpty();
    assertThat(facts.caller()).isEmpty();
    assertThat(facts.callerMembership()).isEmpty();
    assertThat(facts.membership()).isEmpty();
    assertThat(facts.roomMembershipCount()).isZero();
    assertThat(facts.memberRoomCount()).isZero();
    assertThat(facts.memberRoomLimit()).isEqualTo(5);
    assertThat(facts.stamp()).isSameAs(MembershipFacts.Stamp.NONE);
  }

  @Test
  void factsCountFromNothingAndALimitLeavesRoomForOne() {
    MembershipFacts facts =
        MembershipFacts.builder()
            .key(KEY)
            .roomMembershipCount(0)
            .memberRoomCount(0)
            .memberRoomLimit(1)
            .build();

    assertThat(facts.memberRoomLimit()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MembershipFacts.builder().from(facts).roomMembershipCount(-1).build())
        .withMessage("a count is 0 or more, and a limit 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MembershipFacts.builder().from(facts).memberRoomCount(-1).build())
        .withMessage("a count is 0 or more, and a limit 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MembershipFacts.builder().from(facts).memberRoomLimit(0).build())
        .withMessage("a count is 0 or more, and a limit 1 or more");
  }

  @Test
  void nothingIsKnownOfACallerWhoIsNoMember() {
    MemberId bob = new MemberId("bob");
    Member caller = Member.builder().accountId(ACME).memberId(bob).type(MemberType.USER).build();
    RoomMembership place =
        membership().key(new MembershipKey(ACME, LOUNGE, bob)).role(Role.MEMBER).build();
    MembershipFacts nobody = MembershipFacts.builder().key(KEY).memberRoomLimit(5).build();
    MembershipFacts stranger = MembershipFacts.builder().from(nobody).callerId(bob).build();
    MembershipFacts known =
        MembershipFacts.builder().from(stranger).caller(caller).callerMembership(place).build();

    assertThat(stranger.caller()).isEmpty();
    assertThat(known.caller()).contains(caller);
    assertThat(known.callerMembership()).contains(place);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MembershipFacts.builder().from(nobody).caller(caller).build())
        .withMessage("nothing is known of a caller who is no member");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MembershipFacts.builder().from(nobody).callerMembership(place).build())
        .withMessage("nothing is known of a caller who is no member");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MembershipFacts.builder().from(known).callerId(Optional.empty()).build())
        .withMessage("nothing is known of a caller who is no member");
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void whoIsInTheRoomAlreadyHasAMembershipThatStands() {
    RoomMembership standing = membership().build();

    assertThat(new AddOutcome.AlreadyMember(standing).standing()).isSameAs(standing);
    assertThatNullPointerException()
        .isThrownBy(() -> new AddOutcome.AlreadyMember(null))
        .withMessage("standing");
  }

  /** As a directory or a database answers that folds case, trims, or looks into all accounts. */
  static Stream<Consumer<MembershipFacts.Builder>> answersAboutSomethingElse() {
    AccountId otherAccount = new AccountId(ACME.value() + " ");
    RoomId otherRoom = new RoomId(LOUNGE.value().toUpperCase(Locale.ROOT));
    MemberId member = KEY.memberId();
    MemberId otherMember = new MemberId(member.value().toUpperCase(Locale.ROOT));
    MemberId bob = new MemberId("bob");
    return Stream.of(
        facts ->
            facts.account(
                Account.builder().accountId(otherAccount).type(AccountType.ENTERPRISE_LWA).build()),
        facts -> facts.room(roomOf(otherAccount, LOUNGE)),
        facts -> facts.room(roomOf(ACME, otherRoom)),
        facts -> facts.member(userOf(otherAccount, member)),
        facts -> facts.member(userOf(ACME, otherMember)),
        facts -> facts.caller(userOf(otherAccount, bob)),
        facts -> facts.caller(userOf(ACME, new MemberId("Bob"))),
        facts -> facts.membership(placeOf(otherAccount, LOUNGE, member)),
        facts -> facts.membership(placeOf(ACME, otherRoom, member)),
        facts -> facts.membership(placeOf(ACME, LOUNGE, otherMember)),
        facts -> facts.callerMembership(placeOf(otherAccount, LOUNGE, bob)),
        facts -> facts.callerMembership(placeOf(ACME, otherRoom, bob)),
        facts -> facts.callerMembership(placeOf(ACME, LOUNGE, member)));
  }

  @ParameterizedTest
  @MethodSource("answersAboutSomethingElse")
  void factsCarryExactlyTheIdsTheyAreAbout(Consumer<MembershipFacts.Builder> answer) {
    MembershipFacts.Builder facts =
        MembershipFacts.builder().key(KEY).callerId(new MemberId("bob")).memberRoomLimit(5);
    answer.accept(facts);

    assertThatIllegalArgumentException()
        .isThrownBy(facts::build)
        .withMessage("the facts are about something else than they say");
  }

  private static Room roomOf(AccountId accountId, RoomId roomId) {
    return Room.builder()
        .accountId(accountId)
        .roomId(roomId)
        .name("")
        .createdBy("creator")
        .createdAt(Instant.EPOCH)
        .build();
  }

  private static Member userOf(AccountId accountId, MemberId memberId) {
    return Member.builder().accountId(accountId).memberId(memberId).type(MemberType.USER).build();
  }

  private static RoomMembership placeOf(AccountId accountId, RoomId roomId, MemberId memberId) {
    return membership()
        .key(new MembershipKey(accountId, roomId, memberId))
        .role(Role.ADMINISTRATOR)
        .build();
  }

  @Test
  void factsWithAnotherStampAreOtherFacts() {
    MembershipFacts facts = MembershipFacts.builder().key(KEY).memberRoomLimit(5).build();
    MembershipFacts.Stamp stamp = new MembershipFacts.Stamp() {};

    assertThat(MembershipFacts.builder().from(facts).stamp(stamp).build().stamp()).isSameAs(stamp);
    assertThat(MembershipFacts.builder().from(facts).stamp(stamp).build()).isNotEqualTo(facts);
    assertThat(MembershipFacts.builder().from(facts).build()).isEqualTo(facts);
  }
}
