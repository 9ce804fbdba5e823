package io.chatrooms.testkit;

import static io.chatrooms.core.account.AccountStatus.ACTIVE;
import static io.chatrooms.core.account.AccountStatus.SUSPENDED;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_05;
import static io.chatrooms.core.action.DeleteRoomMembershipRule.DRM_01;
import static io.chatrooms.core.action.SharedRule.ANY_06;
import static io.chatrooms.core.action.SharedRule.ANY_10;
import static io.chatrooms.core.action.SharedRule.ANY_11;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_02;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_04;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_06;
import static io.chatrooms.core.membership.Role.ADMINISTRATOR;
import static io.chatrooms.core.membership.Role.MEMBER;
import static io.chatrooms.core.room.InvitePolicy.ADMINISTRATORS;
import static io.chatrooms.testkit.Fixture.LATER;
import static io.chatrooms.testkit.Fixture.MEMBER_ROOM_LIMIT;
import static io.chatrooms.testkit.Fixture.NOON;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Outcome;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.Resource;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.testkit.FailingStore.Failure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules of all actions, end to end on the store: case by case, and what no case can state,
 * since it is about several requests at once or about a store that fails.
 */
interface RuleTests extends StoreFactory {

  @Test
  @DisplayName("The rules of CreateRoomMembership, case by case")
  default void casesOfCreateRoomMembership() throws Exception {
    RuleCaseRun.on(this, "CreateRoomMembership");
  }

  @Test
  @DisplayName("The rules of BatchCreateRoomMembership, case by case")
  default void casesOfBatchCreateRoomMembership() throws Exception {
    RuleCaseRun.on(this, "BatchCreateRoomMembership");
  }

  @Test
  @DisplayName("The rules of UpdateRoomMembership, case by case")
  default void casesOfUpdateRoomMembership() throws Exception {
    RuleCaseRun.on(this, "UpdateRoomMembership");
  }

  @Test
  @DisplayName("The rules of DeleteRoomMembership, case by case")
  default void casesOfDeleteRoomMembership() throws Exception {
    RuleCaseRun.on(this, "DeleteRoomMembership");
  }

  @Test
  @DisplayName("The rules of GetRoomMembership, case by case")
  default void casesOfGetRoomMembership() throws Exception {
    RuleCaseRun.on(this, "GetRoomMembership");
  }

  @Test
  @DisplayName("The rules of ListRoomMemberships, case by case")
  default void casesOfListRoomMemberships() throws Exception {
    RuleCaseRun.on(this, "ListRoomMemberships");
  }

  @Test
  @DisplayName("The rules of CreateRoom, case by case")
  default void casesOfCreateRoom() throws Exception {
    RuleCaseRun.on(this, "CreateRoom");
  }

  @Test
  @DisplayName("The rules of GetRoom, case by case")
  default void casesOfGetRoom() throws Exception {
    RuleCaseRun.on(this, "GetRoom");
  }

  @Test
  @DisplayName("The rules of UpdateRoom, case by case")
  default void casesOfUpdateRoom() throws Exception {
    RuleCaseRun.on(this, "UpdateRoom");
  }

  @Test
  @DisplayName("The rules of DeleteRoom, case by case")
  default void casesOfDeleteRoom() throws Exception {
    RuleCaseRun.on(this, "DeleteRoom");
  }

  @Test
  @DisplayName("The rules of ListRooms, case by case")
  default void casesOfListRooms() throws Exception {
    RuleCaseRun.on(this, "ListRooms");
  }

  @Test
  @DisplayName("The rules of all actions, case by case, where the host keeps the members")
  default void casesWithMembersElsewhere() throws Exception {
    Assumptions.assumeTrue(
        this instanceof MembersElsewhere, "the store does not declare MembersElsewhere");
    RuleCaseRun.on((MembersElsewhere) this);
  }

  @Test
  @DisplayName("ANY-10: a store that is unreachable for the write: nothing changes")
  default void storeCannotBeReachedForTheWrite() throws Exception {
    onFailingStore(
        (fixture, store) -> {
          fixture.given(LOUNGE, ANN, MEMBER);
          isUnavailable(fixture, store, MembershipAction.CREATE, BOB);
          isUnavailable(fixture, store, MembershipAction.UPDATE, ANN);
          isUnavailable(fixture, store, MembershipAction.DELETE, ANN);
        });
  }

  private static void isUnavailable(
      Fixture fixture, FailingStore store, MembershipAction action, SampleMember member) {
    List<Object> before = fixture.picture();
    store.failWith(Failure.unavailable().ofWrites());
    Outcome outcome =
        action.execute(
            chatRooms(fixture),
            ADMINISTRATOR_OF_ACCOUNT.in(fixture.account),
            about(fixture, LOUNGE, member));
    store.recover();

    assertThat(outcome).as("the outcome of %s", action).isInstanceOf(ServiceUnavailable.class);
    assertThat(outcome.rule()).isEqualTo(ANY_10);
    assertThat(((ServiceUnavailable) outcome).outcomeUnknown()).isFalse();
    fixture.looksLike(before, "after the store was unavailable to " + action);
  }

  @Test
  @DisplayName("ANY-10: facts that change at every attempt give ServiceUnavailable in the end")
  default void factsChangeAtEveryAttempt() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, MEMBER);
          List<InvitePolicy> policies = new ArrayList<>(List.of(InvitePolicy.values()));
          ChatRooms chatRooms =
              ChatRooms.of(
                  fixture.store,
                  () -> {
                    fixture.save(LOUNGE, policies.get(0));
                    Collections.rotate(policies, 1);
                    return NOON;
                  });
          Caller caller = ADMINISTRATOR_OF_ACCOUNT.in(fixture.account);
          ServiceUnavailable expected = new ServiceUnavailable(ANY_10, false, Optional.empty());

          assertThat(
                  chatRooms
                      .createRoomMembership()
                      .execute(caller, about(fixture, LOUNGE, BOB).create()))
              .isEqualTo(expected);
          assertThat(
                  chatRooms
                      .updateRoomMembership()
                      .execute(caller, about(fixture, LOUNGE, ANN).update()))
              .isEqualTo(expected);
          assertThat(fixture.find(LOUNGE, BOB)).isEmpty();
          assertThat(fixture.find(LOUNGE, ANN)).contains(fixture.membership(LOUNGE, ANN, MEMBER));
        });
  }

  @Test
  @DisplayName("ANY-10: after an unknown outcome, the same request tells what happened")
  default void writeHappenedThoughTheStoreFailed() throws Exception {
    onFailingStore(
        (fixture, store) -> {
          SampleCaller by = ADMINISTRATOR_OF_ACCOUNT;
          Failure afterWriting = Failure.unavailableAfterWriting().times(1);

          store.failWith(afterWriting);
          isUnknown(fixture.create(by, LOUNGE, ANN, null));
          RoomMembership added = membership(fixture, ANN, MEMBER, "administrator", NOON);
          assertThat(fixture.create(by, LOUNGE, ANN, null)).isEqualTo(new Conflict(CRM_05, added));

          store.failWith(afterWriting);
          isUnknown(fixture.update(by, LOUNGE, ANN, ADMINISTRATOR));
          RoomMembership promoted = membership(fixture, ANN, ADMINISTRATOR, "administrator", LATER);
          assertThat(fixture.update(by, LOUNGE, ANN, ADMINISTRATOR))
              .isEqualTo(new Updated(URM_04, promoted, Optional.of(fixture.active(ANN))));

          store.failWith(afterWriting);
          isUnknown(fixture.delete(by, LOUNGE, ANN));
          assertThat(fixture.delete(by, LOUNGE, ANN))
              .isEqualTo(new NotFound(DRM_01, Resource.MEMBERSHIP));
        });
  }

  private static void isUnknown(Outcome outcome) {
    assertThat(outcome).isInstanceOf(ServiceUnavailable.class);
    assertThat(((ServiceUnavailable) outcome).outcomeUnknown()).isTrue();
  }

  @Test
  @DisplayName("ANY-11: a write that fails in any other way has an unknown outcome")
  default void writeFailedInAnotherWay() throws Exception {
    onFailingStore(
        (fixture, store) -> {
          IllegalStateException cause = new IllegalStateException("no such table");
          store.failWith(Failure.throwing(cause).ofWrites().times(1));

          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, null))
              .isEqualTo(new ServiceFailure(ANY_11, true, cause));
          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, null))
              .isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-08: what changes after the facts were read is decided on")
  default void whatChangedMeanwhileDecides() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, MEMBER);
          Caller caller = ADMINISTRATOR_OF_ACCOUNT.in(fixture.account);
          ChatRooms whilePolicyChanges =
              ChatRooms.of(
                  fixture.store,
                  () -> {
                    fixture.save(LOUNGE, ADMINISTRATORS);
                    return NOON;
                  });
          ChatRooms whileAccountIsSuspended =
              ChatRooms.of(
                  fixture.store,
                  () -> {
                    fixture.save(SUSPENDED);
                    return NOON;
                  });
          Forbidden refusal = new Forbidden(ANY_06, Reason.ACCOUNT_SUSPENDED);

          MembershipRequest aboutBob = about(fixture, LOUNGE, BOB);
          assertThat(whilePolicyChanges.createRoomMembership().execute(caller, aboutBob.create()))
              .as("an addition that the change does not forbid")
              .isInstanceOf(Created.class);
          MembershipRequest aboutRobot = about(fixture, LOUNGE, ANN_UPPER);
          assertThat(
                  whileAccountIsSuspended
                      .createRoomMembership()
                      .execute(caller, aboutRobot.create()))
              .isEqualTo(refusal);
          fixture.save(ACTIVE);
          assertThat(
                  whileAccountIsSuspended
                      .updateRoomMembership()
                      .execute(caller, about(fixture, LOUNGE, ANN).update()))
              .isEqualTo(refusal);
          assertThat(fixture.find(LOUNGE, ANN_UPPER)).isEmpty();
          assertThat(fixture.find(LOUNGE, ANN)).contains(fixture.membership(LOUNGE, ANN, MEMBER));
        });
  }

  @Test
  @DisplayName("URM-02, URM-07: of two administrators who demote each other one remains")
  default void twoAdministratorsDemoteEachOther() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, ADMINISTRATOR);
          Forbidden refusal = new Forbidden(URM_02, Reason.ROLE_CHANGE_BY_PLAIN_MEMBER);

          // One after the other.
          assertThat(fixture.update(ANN, LOUNGE, BOB, MEMBER)).isInstanceOf(Updated.class);
          isRefused(fixture, () -> fixture.update(BOB, LOUNGE, ANN, MEMBER), refusal);

          // At once: Ann demotes Bob after Bob's action has read the facts.
          assertThat(fixture.update(ANN, LOUNGE, BOB, ADMINISTRATOR)).isInstanceOf(Updated.class);
          ChatRooms whileAnnDemotesBob =
              ChatRooms.of(
                  fixture.store,
                  () -> {
                    fixture.update(ANN, LOUNGE, BOB, MEMBER);
                    return LATER;
                  });
          assertThat(
                  whileAnnDemotesBob
                      .updateRoomMembership()
                      .execute(
                          BOB.in(fixture.account), about(fixture, LOUNGE, ANN, MEMBER).update()))
              .isEqualTo(refusal);
          hasTheOnlyAdministrator(fixture, ANN);
        });
  }

  @Test
  @DisplayName("URM-06, URM-07: of two administrators who demote themselves one remains")
  default void twoAdministratorsDemoteThemselves() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, ADMINISTRATOR);
          ChatRooms whileBobDemotesHimself =
              ChatRooms.of(
                  fixture.store,
                  () -> {
                    fixture.update(BOB, LOUNGE, BOB, MEMBER);
                    return LATER;
                  });

          assertThat(
                  whileBobDemotesHimself
                      .updateRoomMembership()
                      .execute(
                          ANN.in(fixture.account), about(fixture, LOUNGE, ANN, MEMBER).update()))
              .isEqualTo(new Forbidden(URM_06, Reason.LAST_ADMINISTRATOR));
          hasTheOnlyAdministrator(fixture, ANN);
        });
  }

  private static void hasTheOnlyAdministrator(Fixture fixture, SampleMember member) {
    assertThat(fixture.inRoom(LOUNGE))
        .filteredOn(membership -> membership.role() == ADMINISTRATOR)
        .extracting(membership -> membership.key().memberId())
        .containsExactly(member.id());
  }

  @Test
  @DisplayName("All rules: any caller, request and content get the outcome that the rules give")
  default void anyRequestInAnyWorld() throws Exception {
    FreshStore.useTight(
        this,
        store ->
            Search.forAll(
                Asked.any(MEMBER_ROOM_LIMIT),
                Effort.times(300),
                Asked::smaller,
                asked -> asked.inFreshAccounts().wrongOn(store)));
  }

  private static ChatRooms chatRooms(Fixture fixture) {
    return ChatRooms.of(fixture.store, InstantSource.fixed(LATER));
  }

  /** A request with a role that the member does not have in any of the tests. */
  private static MembershipRequest about(Fixture fixture, SampleRoom room, SampleMember member) {
    return about(fixture, room, member, ADMINISTRATOR);
  }

  private static MembershipRequest about(
      Fixture fixture, SampleRoom room, SampleMember member, @Nullable Role role) {
    return new MembershipRequest(
        fixture.account.value(),
        room.id().value(),
        member.id().value(),
        role == null ? null : role.apiName());
  }

  private static RoomMembership membership(
      Fixture fixture, SampleMember member, Role role, String inviter, Instant at) {
    return MembershipAdded.of(fixture.key(LOUNGE, member), role, inviter, at).membership();
  }

  /** The action gives the refusal and changes nothing. */
  private static void isRefused(
      Fixture fixture, Supplier<? extends Outcome> action, Refusal expected) {
    List<Object> before = fixture.picture();
    assertThat(action.get()).isEqualTo(expected);
    fixture.looksLike(before, "after a refusal");
  }

  private void onFailingStore(FailureTest test) throws Exception {
    FreshStore.use(
        this,
        MEMBER_ROOM_LIMIT,
        store -> {
          FailingStore failing = new FailingStore(store);
          test.run(Fixture.on(failing), failing);
        });
  }

  /** A test on a store that fails on demand. */
  @FunctionalInterface
  interface FailureTest {
    /** Runs the test. */
    void run(Fixture fixture, FailingStore store) throws Exception;
  }
}
