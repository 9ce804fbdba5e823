package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a case says to whoever runs it. Core's tests run every case against the actions. */
class RuleCaseTest {
  private static RuleCase one(Predicate<RuleCase> which) {
    return RuleCase.all().stream().filter(which).findFirst().orElseThrow();
  }

  private static RuleCase titled(String action, String title) {
    return one(any -> any.action().equals(action) && any.title().equals(title));
  }

  @Test
  void thereAreCasesOfElevenActions() {
    assertThat(RuleCase.all().stream().map(RuleCase::action).distinct()).hasSize(11);
    assertThat(RuleCase.all()).doesNotHaveDuplicates().isUnmodifiable();
    assertThat(RuleCase.all().stream().map(RuleCase::toString)).doesNotHaveDuplicates();
  }

  @Test
  void aCaseIsComplete() {
    RuleCase full =
        titled(
            "CreateRoomMembership",
            "the room is full, and the member is in as many rooms as it may be");

    assertThat(full.rule()).isEqualTo("CRM-06");
    assertThat(full.before()).contains("CRM-07");
    assertThat(full.memberRoomLimit()).isEqualTo(1);
    assertThat(full.accountRoomLimit()).isEqualTo(1_500);
    assertThat(full.needsNothing()).isTrue();
    assertThat(full.world()).containsOnlyKeys("Accounts", "Members", "Rooms", "Memberships");
    assertThat(full.world().get("Memberships"))
        .isEqualTo(
            List.of(
                Map.of(
                    "AccountId", "acme",
                    "RoomId", "lounge",
                    "MemberId", "carol",
                    "Role", "Administrator"),
                Map.of(
                    "AccountId", "acme", "RoomId", "cellar", "MemberId", "ann", "Role", "Member")));
    assertThat(full.request().fields())
        .isEqualTo(Map.of("AccountId", "acme", "RoomId", "lounge", "MemberId", "ann"));
    assertThat(full.request().caller())
        .isEqualTo(Caller.accountAdministrator(new AccountId("acme"), "root"));
    assertThat(full)
        .hasToString(
            "CRM-06 before CRM-07: CreateRoomMembership: the room is full, and the member is in as"
                + " many rooms as it may be");
  }

  @Test
  void anEntryOfADifferenceSetsFieldsOfTheEntryWithItsIds() {
    RuleCase suspended = titled("CreateRoomMembership", "the user is suspended");

    assertThat(RuleCaseWorld.members(suspended.world()))
        .filteredOn(member -> member.memberId().value().equals("ann"))
        .singleElement()
        .matches(ann -> ann.isSuspended() && ann.email().equals("ann@example.com"));
  }

  @Test
  void whatIsMissingIsLeftOutOfTheRequest() {
    assertThat(titled("GetRoom", "the room id is missing").request().fields())
        .containsOnlyKeys("AccountId");
  }

  @Test
  void whatACaseNeedsIsSaid() {
    assertThat(one(any -> any.rule().equals("ANY-02")).rate()).contains("PT0.25S");
    assertThat(one(any -> any.store().isPresent()).needsNothing()).isFalse();
    assertThat(one(any -> any.rate().isPresent()).needsNothing()).isFalse();
    assertThat(one(any -> any.directory().isPresent()).needsNothing()).isFalse();
  }

  @Test
  void inOtherAccountsNothingElseChanges() {
    RuleCase plain = titled("GetRoomMembership", "an account administrator reads a membership");
    RuleCase other = plain.inAccounts(id -> id + " 2");

    assertThat(other.request().fields().get("AccountId")).isEqualTo("acme 2");
    assertThat(((Caller.Authenticated) other.request().caller()).accountId().value())
        .isEqualTo("acme 2");
    assertThat(other.world().toString())
        .isEqualTo(plain.world().toString().replace("AccountId=acme", "AccountId=acme 2"));
    assertThat(other.outcome().toString())
        .isEqualTo(plain.outcome().toString().replace("AccountId=acme", "AccountId=acme 2"));
    assertThat(titled("GetRoom", "a space alone is blank").inAccounts(id -> id + " 2").request())
        .as("an id that no account has")
        .extracting(request -> request.fields().get("AccountId"))
        .isEqualTo(" ");
  }

  @Test
  void aRequestAndAnOutcomeReferToEarlierAnswers() throws Exception {
    RuleCase again = titled("CreateRoom", "the same request finds the room that it created");
    Map<String, @Nullable Object> answers =
        again.runEarlier(request -> Map.of("Room", Map.of("RoomId", "the room")));

    assertThat(answers).containsOnlyKeys("first");
    assertThat(again.outcome(answers).toString()).contains("RoomId=the room");
    RuleCase next = titled("ListRooms", "a page token with a character more");
    assertThat(next.request(next.runEarlier(request -> Map.of("NextToken", "t"))).fields())
        .containsEntry("NextToken", "tA");
    assertThatNullPointerException()
        .isThrownBy(() -> next.request(Map.of("first", Map.of())))
        .withMessage("first.NextToken");
  }

  @Test
  void aDifferenceNamesWhatIsOtherwise() {
    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    expected.put("Kind", "Listed");
    expected.put("Rooms", List.of(Map.of("RoomId", "a"), Map.of("RoomId", "b")));
    expected.put("NextToken", null);
    Map<String, @Nullable Object> actual = new TreeMap<>(expected);

    assertThat(RuleCase.difference(expected, actual)).isEmpty();
    actual.put("Rooms", List.of(Map.of("RoomId", "a", "Name", "A"), Map.of("RoomId", "c")));
    assertThat(RuleCase.difference(expected, actual))
        .containsExactly("outcome.Rooms[1].RoomId is c, not b");
    actual.put("Rooms", List.of(Map.of("RoomId", "a")));
    assertThat(RuleCase.difference(expected, actual)).hasSize(1);
    actual.put("Rooms", expected.get("Rooms"));
    actual.put("NextToken", "token");
    assertThat(RuleCase.difference(expected, actual))
        .containsExactly("outcome.NextToken is token, not null");
    expected.put("NextToken", "*");
    assertThat(RuleCase.difference(expected, actual)).isEmpty();
    actual.remove("NextToken");
    assertThat(RuleCase.difference(expected, actual))
        .containsExactly("outcome.NextToken is null, not *");
  }

  /** Different worlds: a few, since the contract runs every case. */
  static Stream<RuleCase> cases() {
    return RuleCase.all().stream().filter(RuleCase::needsNothing).filter(RuleCaseTest::isOfRule);
  }

  private static boolean isOfRule(RuleCase one) {
    return one.rule().startsWith("CRO") || one.rule().startsWith("LRO");
  }

  /** With the limit of rooms per account, too, which the contract cannot set yet. */
  @ParameterizedTest
  @MethodSource("cases")
  void theModelAnswersAsTheCaseSays(RuleCase given) throws Exception {
    ModelStore model = new ModelStore(given.memberRoomLimit(), given.accountRoomLimit());
    given.fill(model, InstantSource.fixed(Fixture.NOON));
    RuleCase.Runner runner =
        new ActionRunner(ChatRooms.of(model, InstantSource.fixed(Fixture.LATER)), Fixture.NOON);
    Map<String, @Nullable Object> answers = given.runEarlier(runner);

    assertThat(runner.execute(given.request(answers)))
        .containsEntry("Kind", given.outcome().get("Kind"))
        .containsEntry("Rule", given.rule());
  }
}
