package io.chatrooms.core.action;

import static io.chatrooms.core.action.Situation.ACME;
import static io.chatrooms.core.action.Situation.ADMINISTRATOR_ARN;
import static io.chatrooms.core.action.Situation.ANN;
import static io.chatrooms.core.action.Situation.ANN_IN_LOUNGE;
import static io.chatrooms.core.action.Situation.BOB;
import static io.chatrooms.core.action.Situation.NOW;
import static io.chatrooms.core.action.Situation.bot;
import static io.chatrooms.core.action.Situation.user;
import static io.chatrooms.core.action.Situation.webhook;
import static io.chatrooms.core.member.MemberState.ENABLED;
import static io.chatrooms.core.member.MemberState.REGISTERED;
import static io.chatrooms.core.member.MemberState.STOPPED;
import static io.chatrooms.core.member.MemberState.SUSPENDED;
import static io.chatrooms.core.member.MemberState.UNREGISTERED;
import static io.chatrooms.core.room.InvitePolicy.ADMINISTRATORS;
import static io.chatrooms.core.room.InvitePolicy.ALL_MEMBERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule book by examples. CRM-01, 02, 16 and 17 stand in {@link CreateRoomMembershipTest}. */
class CreateRoomMembershipRulesTest {
  private final Situation given = new Situation();

  private void thenRefused(Refusal expected) {
    assertThat(given.decide()).isEqualTo(expected);
    assertThat(given.memberships.adds()).as("what was added").isEmpty();
  }

  private void thenForbidden(Reason reason) {
    thenRefused(new Forbidden(reason));
  }

  private void thenBad(Violation... violations) {
    thenRefused(new BadRequest(List.of(violations)));
    assertThat(given.memberships.reads()).as("what was read").isEmpty();
  }

  private RoomMembership thenCreated() {
    CreateRoomMembershipResult result = given.decide();
    if (result instanceof Created created) {
      assertThat(Optional.of(created.member())).isEqualTo(given.facts().member());
      assertThat(given.memberships.adds())
          .containsExactly(new ScriptedMemberships.Add(created.membership(), given.facts()));
      return created.membership();
    }
    return fail("not created: " + result);
  }

  private static Violation in(Field field, Problem problem) {
    return new Violation(field, problem);
  }

  @Test
  @DisplayName("CRM-03 an account id that is missing is a bad request")
  void accountIdMissing() {
    given.accountId = null;
    thenBad(in(Field.ACCOUNT_ID, Problem.MISSING));
  }

  @Test
  @DisplayName("CRM-03 a room id that is missing is a bad request")
  void roomIdMissing() {
    given.roomId = null;
    thenBad(in(Field.ROOM_ID, Problem.MISSING));
  }

  @Test
  @DisplayName("CRM-03 a member id that is missing is a bad request")
  void memberIdMissing() {
    given.memberId = null;
    thenBad(in(Field.MEMBER_ID, Problem.MISSING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\r\n", "\u00A0", "\u3000", "\uFEFF", "\u2007", "\u001C"})
  @DisplayName("CRM-03 an id of nothing but white space is a bad request")
  void blankId(String blank) {
    given.roomId = blank;
    thenBad(in(Field.ROOM_ID, Problem.BLANK));
  }

  @Test
  @DisplayName("CRM-03 an id of 129 code points is a bad request, one of 128 is not")
  void longId() {
    given.memberId = "\uD83D\uDE00".repeat(128);
    thenCreated();

    given.memberId = "\uD83D\uDE00".repeat(129);
    thenBad(in(Field.MEMBER_ID, Problem.TOO_LONG));
  }

  @Test
  @DisplayName("CRM-03 an id that holds a NUL is a bad request")
  void nulInId() {
    given.accountId = "ac\0me";
    thenBad(in(Field.ACCOUNT_ID, Problem.HOLDS_NUL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\uD800", "\uDC00a", "\uDC00\uD800"})
  @DisplayName("CRM-03 an id that holds a lone surrogate is a bad request")
  void loneSurrogateInId(String id) {
    given.memberId = id;
    thenBad(in(Field.MEMBER_ID, Problem.HOLDS_LONE_SURROGATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "member", "ADMINISTRATOR", "Member ", "Owner"})
  @DisplayName("CRM-03 a role that is neither of the two, to the letter, is a bad request")
  void unknownRole(String role) {
    given.role = role;
    thenBad(in(Field.ROLE, Problem.UNKNOWN_ROLE));
  }

  @Test
  @DisplayName("CRM-03 every violation is named, in the order of the fields")
  void everyViolation() {
    given.accountId = null;
    given.roomId = "\0\uD800".repeat(65);
    given.memberId = " ".repeat(129);
    given.role = "King";
    thenBad(
        in(Field.ACCOUNT_ID, Problem.MISSING),
        in(Field.ROOM_ID, Problem.TOO_LONG),
        in(Field.ROOM_ID, Problem.HOLDS_NUL),
        in(Field.ROOM_ID, Problem.HOLDS_LONE_SURROGATE),
        in(Field.MEMBER_ID, Problem.BLANK),
        in(Field.MEMBER_ID, Problem.TOO_LONG),
        in(Field.ROLE, Problem.UNKNOWN_ROLE));
  }

  @Test
  @DisplayName("CRM-04 an administrator of another account is forbidden, and nothing is looked up")
  void administratorOfAnotherAccount() {
    given.caller = Caller.accountAdministrator(new AccountId("ACME"), ADMINISTRATOR_ARN);
    thenForbidden(Reason.OTHER_ACCOUNT);
    assertThat(given.memberships.reads()).isEmpty();
  }

  @Test
  @DisplayName("CRM-04 a member of another account is forbidden, even where its id is known here")
  void memberOfAnotherAccount() {
    given.askedBy(Role.ADMINISTRATOR);
    given.caller = Caller.member(new AccountId("acme "), BOB);
    thenForbidden(Reason.OTHER_ACCOUNT);
    assertThat(given.memberships.reads()).isEmpty();
  }

  @Test
  @DisplayName("CRM-05 no such account: not found")
  void noSuchAccount() {
    given.account = null;
    thenRefused(new NotFound(Resource.ACCOUNT));
  }

  @Test
  @DisplayName("CRM-06 a Team account has no rooms: forbidden")
  void teamAccount() {
    given.account = Situation.account(AccountType.TEAM, AccountStatus.ACTIVE);
    thenForbidden(Reason.ACCOUNT_WITHOUT_ROOMS);
  }

  @Test
  @DisplayName("CRM-06 a suspended account: forbidden")
  void suspendedAccount() {
    given.account = Situation.account(AccountType.ENTERPRISE_LWA, AccountStatus.SUSPENDED);
    thenForbidden(Reason.ACCOUNT_SUSPENDED);
  }

  @ParameterizedTest
  @EnumSource(names = "TEAM", mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("CRM-06 every Enterprise account will do")
  void enterpriseAccount(AccountType type) {
    given.account = Situation.account(type, AccountStatus.ACTIVE);
    thenCreated();
  }

  @Test
  @DisplayName("CRM-07 no such room: not found")
  void noSuchRoom() {
    given.room = null;
    thenRefused(new NotFound(Resource.ROOM));
  }

  @Test
  @DisplayName("CRM-08 a caller whom the account does not know is forbidden")
  void callerUnknown() {
    given.askedByOutsider(null);
    thenForbidden(Reason.CALLER_UNKNOWN);
  }

  @Test
  @DisplayName("CRM-08 a suspended caller is forbidden, though it is in the room still")
  void callerSuspended() {
    given.askedBy(Role.ADMINISTRATOR);
    given.callerAsMember = user(BOB, SUSPENDED);
    thenForbidden(Reason.CALLER_SUSPENDED);
  }

  @Test
  @DisplayName("CRM-08 a stopped bot that asks is forbidden, though it is in the room still")
  void callerStopped() {
    given.askedBy(Role.MEMBER);
    given.callerAsMember = bot(BOB, STOPPED);
    thenForbidden(Reason.CALLER_STOPPED);
  }

  @Test
  @DisplayName("CRM-08 a webhook that asks is forbidden")
  void callerWebhook() {
    given.askedBy(Role.MEMBER);
    given.callerAsMember = webhook(BOB);
    thenForbidden(Reason.CALLER_WEBHOOK);
  }

  @Test
  @DisplayName("CRM-08 a caller without a place in the room is forbidden")
  void callerNotInRoom() {
    given.askedByOutsider(user(BOB, REGISTERED));
    thenForbidden(Reason.CALLER_NOT_IN_ROOM);
  }

  static Stream<Arguments> barredOutsiders() {
    return Stream.of(
        arguments(user(BOB, SUSPENDED), Reason.CALLER_SUSPENDED),
        arguments(bot(BOB, STOPPED), Reason.CALLER_STOPPED),
        arguments(webhook(BOB), Reason.CALLER_WEBHOOK));
  }

  @ParameterizedTest
  @MethodSource("barredOutsiders")
  @DisplayName("CRM-08 what a caller is comes before its having no place in the room")
  void barredOutsider(Member bob, Reason reason) {
    given.askedByOutsider(bob);
    thenForbidden(reason);
  }

  @Test
  @DisplayName("CRM-08 an account administrator needs no place in the room")
  void accountAdministratorNotInRoom() {
    given.inviting(ADMINISTRATORS);
    given.role = "Administrator";
    thenCreated();
  }

  @Test
  @DisplayName("CRM-09 where administrators invite, a plain member is forbidden")
  void invitePolicy() {
    given.askedBy(Role.MEMBER).inviting(ADMINISTRATORS);
    thenForbidden(Reason.INVITE_POLICY);
  }

  @Test
  @DisplayName("CRM-09 a plain member cannot add an administrator, wherever it is")
  void roleAboveOwn() {
    given.askedBy(Role.MEMBER).inviting(ALL_MEMBERS);
    given.role = "Administrator";
    thenForbidden(Reason.ROLE_ABOVE_OWN);
  }

  @Test
  @DisplayName("CRM-09 where all invite, a plain member adds plain members")
  void plainMemberInvites() {
    given.askedBy(Role.MEMBER).inviting(ALL_MEMBERS);
    assertThat(thenCreated().role()).isEqualTo(Role.MEMBER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Administrator", "Member"})
  @DisplayName("CRM-09 an administrator of the room adds anyone, whatever the policy")
  void roomAdministratorInvites(String role) {
    given.askedBy(Role.ADMINISTRATOR).inviting(ADMINISTRATORS);
    given.role = role;
    assertThat(thenCreated().role().apiName()).isEqualTo(role);
  }

  @Test
  @DisplayName("CRM-10 no such member: not found")
  void noSuchMember() {
    given.member = null;
    thenRefused(new NotFound(Resource.MEMBER));
  }

  @Test
  @DisplayName("CRM-11 a webhook is never in a room: bad request")
  void webhookAsMember() {
    given.member = webhook(ANN);
    thenRefused(new BadRequest(List.of(in(Field.MEMBER_ID, Problem.WEBHOOK))));
  }

  @Test
  @DisplayName("CRM-11 a bot is never an administrator: bad request")
  void botAsAdministrator() {
    given.member = bot(ANN, ENABLED);
    given.role = "Administrator";
    thenRefused(new BadRequest(List.of(in(Field.ROLE, Problem.BOT_AS_ADMINISTRATOR))));
  }

  @Test
  @DisplayName("CRM-12 a suspended user cannot be added: forbidden")
  void suspendedUser() {
    given.member = user(ANN, SUSPENDED);
    thenForbidden(Reason.MEMBER_SUSPENDED);
  }

  @Test
  @DisplayName("CRM-12 a stopped bot cannot be added: forbidden")
  void stoppedBot() {
    given.member = bot(ANN, STOPPED);
    thenForbidden(Reason.MEMBER_STOPPED);
  }

  @Test
  @DisplayName("CRM-12 a plain member cannot add a bot: forbidden")
  void botByPlainMember() {
    given.askedBy(Role.MEMBER);
    given.member = bot(ANN, ENABLED);
    thenForbidden(Reason.BOT_BY_PLAIN_MEMBER);
  }

  @Test
  @DisplayName("CRM-12 an administrator of the room can add a bot")
  void botByAdministrator() {
    given.askedBy(Role.ADMINISTRATOR);
    given.member = bot(ANN, ENABLED);
    thenCreated();
  }

  @Test
  @DisplayName("CRM-12 a user who has not signed up yet can be added")
  void unregisteredUser() {
    given.member = user(ANN, UNREGISTERED);
    thenCreated();
  }

  @ParameterizedTest
  @CsvSource({"MEMBER,Member", "MEMBER,Administrator", "ADMINISTRATOR,Member", "MEMBER,"})
  @DisplayName("CRM-13 already in the room: a conflict that shows what stands, role unchanged")
  void alreadyInRoom(Role stands, @Nullable String asked) {
    RoomMembership standing = Situation.membership(ANN, stands);
    given.standing = standing;
    given.role = asked;
    thenRefused(new Conflict(standing));
  }

  @Test
  @DisplayName("CRM-14 the room is full: it says that it is the room, and its limit")
  void roomFull() {
    given.room = Situation.room(ALL_MEMBERS, 3);
    given.inRoom = 3;
    thenRefused(new ResourceLimitExceeded(Resource.ROOM, 3));
  }

  @Test
  @DisplayName("CRM-14 the last seat in the room can be taken")
  void lastSeat() {
    given.room = Situation.room(ALL_MEMBERS, 3);
    given.inRoom = 2;
    thenCreated();
  }

  @Test
  @DisplayName("CRM-14 in a room that holds more than it may, nobody is added")
  void roomOverfull() {
    given.room = Situation.room(ALL_MEMBERS, 3);
    given.inRoom = 4;
    thenRefused(new ResourceLimitExceeded(Resource.ROOM, 3));
  }

  @Test
  @DisplayName("CRM-15 the member is in as many rooms as it may be: it says so, and the limit")
  void memberFull() {
    given.roomsOfMember = 2;
    given.roomsOfMemberLimit = 2;
    thenRefused(new ResourceLimitExceeded(Resource.MEMBER, 2));
  }

  @Test
  @DisplayName("CRM-15 a member may be in as many rooms as the limit says")
  void lastRoom() {
    given.roomsOfMember = 1;
    given.roomsOfMemberLimit = 2;
    thenCreated();
  }

  @Test
  @DisplayName("CRM-18 otherwise it is created: the key, the inviter and the time")
  void created() {
    given.role = "Administrator";
    assertThat(thenCreated())
        .isEqualTo(
            RoomMembership.builder()
                .key(ANN_IN_LOUNGE)
                .role(Role.ADMINISTRATOR)
                .invitedBy(ADMINISTRATOR_ARN)
                .updatedAt(NOW)
                .build());
  }

  @Test
  @DisplayName("CRM-18 a role that was not asked for is Member")
  void roleByDefault() {
    given.role = null;
    assertThat(thenCreated().role()).isEqualTo(Role.MEMBER);
  }

  @Test
  @DisplayName("CRM-18 a member who asks is the inviter, and the facts are read about it")
  void invitedByMember() {
    given.askedBy(Role.MEMBER);
    assertThat(thenCreated().invitedBy()).isEqualTo(BOB.value());
    assertThat(given.memberships.reads())
        .containsExactly(new ScriptedMemberships.Read(ANN_IN_LOUNGE, BOB));
  }

  @Test
  @DisplayName("CRM-18 an id may hold a line feed, and white space around other text")
  void oddIds() {
    given.memberId = " a\nb ";
    assertThat(thenCreated().key().memberId().value()).isEqualTo(" a\nb ");
    assertThat(thenCreated().key().accountId()).isEqualTo(ACME);
  }

  @Test
  void everyRuleHasAnExampleThatBearsItsNumber() {
    assertThat(Stream.of(CreateRoomMembershipRulesTest.class, CreateRoomMembershipTest.class))
        .flatMap(examples -> List.of(examples.getDeclaredMethods()))
        .extracting(example -> example.getAnnotation(DisplayName.class))
        .filteredOn(Objects::nonNull)
        .extracting(name -> name.value().substring(0, "CRM-00".length()))
        .containsOnly(Stream.of(Rule.values()).map(Rule::toString).toArray(String[]::new));
  }
}
