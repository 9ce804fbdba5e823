package io.chatrooms.testkit;

import static io.chatrooms.core.account.AccountStatus.ACTIVE;
import static io.chatrooms.core.account.AccountStatus.SUSPENDED;
import static io.chatrooms.core.account.AccountType.ENTERPRISE_OIDC;
import static io.chatrooms.core.account.AccountType.TEAM;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_01;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_02;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_03;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_04;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_05;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_06;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_07;
import static io.chatrooms.core.action.CreateRoomMembershipRule.CRM_08;
import static io.chatrooms.core.action.DeleteRoomMembershipRule.DRM_01;
import static io.chatrooms.core.action.DeleteRoomMembershipRule.DRM_02;
import static io.chatrooms.core.action.DeleteRoomMembershipRule.DRM_03;
import static io.chatrooms.core.action.DeleteRoomMembershipRule.DRM_04;
import static io.chatrooms.core.action.GetRoomMembershipRule.GRM_01;
import static io.chatrooms.core.action.GetRoomMembershipRule.GRM_02;
import static io.chatrooms.core.action.SharedRule.ANY_01;
import static io.chatrooms.core.action.SharedRule.ANY_02;
import static io.chatrooms.core.action.SharedRule.ANY_03;
import static io.chatrooms.core.action.SharedRule.ANY_04;
import static io.chatrooms.core.action.SharedRule.ANY_05;
import static io.chatrooms.core.action.SharedRule.ANY_06;
import static io.chatrooms.core.action.SharedRule.ANY_07;
import static io.chatrooms.core.action.SharedRule.ANY_08;
import static io.chatrooms.core.action.SharedRule.ANY_09;
import static io.chatrooms.core.action.SharedRule.ANY_10;
import static io.chatrooms.core.action.SharedRule.ANY_11;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_01;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_02;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_03;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_04;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_05;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_06;
import static io.chatrooms.core.action.UpdateRoomMembershipRule.URM_07;
import static io.chatrooms.core.membership.Role.ADMINISTRATOR;
import static io.chatrooms.core.membership.Role.MEMBER;
import static io.chatrooms.core.room.InvitePolicy.ADMINISTRATORS;
import static io.chatrooms.testkit.Fixture.LATER;
import static io.chatrooms.testkit.Fixture.MEMBER_ROOM_LIMIT;
import static io.chatrooms.testkit.Fixture.NOON;
import static io.chatrooms.testkit.Fixture.ROOM_LIMIT;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_SPACE;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleMember.HOOK;
import static io.chatrooms.testkit.SampleMember.ROBOT;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_SPACE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.action.GetRoomMembership.Found;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Outcome;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.action.Resource;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.Rule;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UnauthorizedClient;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;
import io.chatrooms.core.action.Violation;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.testkit.FailingStore.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each rule of each action, end to end on the store. */
interface RuleTests extends StoreFactory {
  // The rules that all actions share.

  @Test
  @DisplayName("ANY-01: an unauthenticated caller gets UnauthorizedClient")
  default void callerIsNotAuthenticated() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, MEMBER);
          Caller nobody = Caller.unauthenticated();
          everyActionIsRefused(fixture, nobody, about(fixture), new UnauthorizedClient(ANY_01));
        });
  }

  @Test
  @DisplayName("ANY-02: a caller over its rate gets ThrottledClient, with how long to wait")
  default void callerIsOverItsRate() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, MEMBER);
          Duration wait = Duration.ofSeconds(3);
          ChatRooms throttled =
              ChatRooms.builder(fixture.store, InstantSource.fixed(NOON))
                  .rate(caller -> Optional.of(wait))
                  .build();
          Caller caller = ANN.in(fixture.account);
          everyActionIsRefused(
              fixture, throttled, caller, about(fixture), new ThrottledClient(ANY_02, wait));
        });
  }

  @Test
  @DisplayName("ANY-03: a malformed request gets BadRequest, with every violation")
  default void everyViolationIsNamed() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          MembershipRequest malformed =
              new MembershipRequest(null, "\u3000".repeat(129), "\0\ud800", "Owner");
          List<Violation> ofIds =
              List.of(
                  new Violation(Field.ACCOUNT_ID, Problem.MISSING),
                  new Violation(Field.ROOM_ID, Problem.BLANK),
                  new Violation(Field.ROOM_ID, Problem.TOO_LONG),
                  new Violation(Field.MEMBER_ID, Problem.CONTAINS_NUL),
                  new Violation(Field.MEMBER_ID, Problem.CONTAINS_LONE_SURROGATE));
          List<Violation> all = new ArrayList<>(ofIds);
          all.add(new Violation(Field.ROLE, Problem.UNKNOWN_ROLE));
          Caller caller = ANN.in(fixture.account);
          ChatRooms chatRooms = chatRooms(fixture);
          for (MembershipAction action : MembershipAction.values()) {
            isRefused(
                fixture,
                () -> action.execute(chatRooms, caller, malformed),
                new BadRequest(ANY_03, action.hasRole() ? all : ofIds));
          }
        });
  }

  @Test
  @DisplayName("ANY-04: a caller of another account gets Forbidden, whether or not it exists")
  default void callerIsOfAnotherAccount() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          AccountId other = Fixture.on(fixture.store).account;
          AccountId unknown = new AccountId(fixture.account.value() + " ");
          for (AccountId elsewhere : List.of(other, unknown)) {
            for (SampleCaller caller : List.of(ADMINISTRATOR_OF_ACCOUNT, ANN)) {
              everyActionIsRefused(
                  fixture,
                  caller.in(elsewhere),
                  about(fixture),
                  new Forbidden(ANY_04, Reason.OTHER_ACCOUNT));
            }
          }
        });
  }

  @Test
  @DisplayName("ANY-05: an account that does not exist gets NotFound")
  default void thereIsNoSuchAccount() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          AccountId unknown = new AccountId(fixture.account.value() + " ");
          MembershipRequest request =
              new MembershipRequest(
                  unknown.value(), LOUNGE.id().value(), ANN.id().value(), "Member");
          everyActionIsRefused(
              fixture,
              ADMINISTRATOR_OF_ACCOUNT.in(unknown),
              request,
              new NotFound(ANY_05, Resource.ACCOUNT));
        });
  }

  @Test
  @DisplayName("ANY-06: a Team account gets Forbidden")
  default void accountHasNoRooms() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          fixture.save(TEAM, ACTIVE);
          everyActionIsRefused(
              fixture, ANN, LOUNGE, new Forbidden(ANY_06, Reason.ACCOUNT_WITHOUT_ROOMS));
        });
  }

  @Test
  @DisplayName("ANY-06: a suspended account gets Forbidden, until it is active again")
  default void accountIsSuspended() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          RoomMembership membership = fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          fixture.save(ENTERPRISE_OIDC, SUSPENDED);
          everyActionIsRefused(
              fixture, ANN, LOUNGE, new Forbidden(ANY_06, Reason.ACCOUNT_SUSPENDED));

          fixture.save(ENTERPRISE_OIDC, ACTIVE);
          assertThat(fixture.delete(ANN, LOUNGE, ANN)).isEqualTo(new Deleted(DRM_04, membership));
        });
  }

  @Test
  @DisplayName("ANY-07: a room that does not exist, or only in another account, gets NotFound")
  default void thereIsNoSuchRoom() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Fixture.on(fixture.store).given(LOUNGE_UPPER, ANN, ADMINISTRATOR);
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          fixture.remove(LOUNGE_UPPER);
          fixture.remove(LOUNGE_SPACE);
          for (SampleRoom unknown : List.of(LOUNGE_UPPER, LOUNGE_SPACE)) {
            everyActionIsRefused(fixture, ANN, unknown, new NotFound(ANY_07, Resource.ROOM));
          }
        });
  }

  @Test
  @DisplayName("ANY-08: a caller who is not a member of the account gets Forbidden")
  default void callerIsUnknown() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Fixture.on(fixture.store).given(LOUNGE, ANN_UPPER, ADMINISTRATOR);
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          fixture.remove(ANN_UPPER);
          fixture.remove(ANN_SPACE);
          for (SampleMember unknown : List.of(ANN_UPPER, ANN_SPACE)) {
            everyActionIsRefused(
                fixture, unknown, LOUNGE, new Forbidden(ANY_08, Reason.CALLER_UNKNOWN));
          }
        });
  }

  @Test
  @DisplayName("ANY-08: a suspended caller gets Forbidden, and keeps its membership")
  default void callerIsSuspended() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          RoomMembership membership = fixture.given(LOUNGE, BOB, ADMINISTRATOR);
          fixture.suspend(BOB);
          everyActionIsRefused(
              fixture, BOB, LOUNGE, new Forbidden(ANY_08, Reason.CALLER_SUSPENDED));
          assertThat(fixture.find(LOUNGE, BOB)).contains(membership);
        });
  }

  @Test
  @DisplayName("ANY-08: a stopped bot as the caller gets Forbidden")
  default void callerIsStopped() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ROBOT, MEMBER);
          fixture.suspend(ROBOT);
          everyActionIsRefused(
              fixture, ROBOT, LOUNGE, new Forbidden(ANY_08, Reason.CALLER_STOPPED));
        });
  }

  @Test
  @DisplayName("ANY-08: a webhook as the caller gets Forbidden")
  default void callerIsAWebhook() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.save(HOOK);
          everyActionIsRefused(fixture, HOOK, LOUNGE, new Forbidden(ANY_08, Reason.CALLER_WEBHOOK));
        });
  }

  @Test
  @DisplayName("ANY-09: a caller in another room only, or no longer in this one, gets Forbidden")
  default void callerIsNotInTheRoom() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, ADMINISTRATOR);
          fixture.given(LOUNGE_UPPER, BOB, ADMINISTRATOR);
          fixture.delete(ANN, LOUNGE, BOB);
          everyActionIsRefused(
              fixture, BOB, LOUNGE, new Forbidden(ANY_09, Reason.CALLER_NOT_IN_ROOM));
        });
  }

  @Test
  @DisplayName("ANY-10: an unreachable store gives ServiceUnavailable, and nothing changes")
  default void storeCannotBeReached() throws Exception {
    onFailingStore(
        (fixture, store) -> {
          fixture.given(LOUNGE, ANN, MEMBER);
          for (Failure failure : List.of(Failure.unavailable(), Failure.unavailable().ofFacts())) {
            for (MembershipAction action : MembershipAction.values()) {
              isUnavailable(fixture, store, failure, action, BOB);
              isUnavailable(fixture, store, failure, action, ANN);
            }
          }
          Failure ofWrites = Failure.unavailable().ofWrites();
          isUnavailable(fixture, store, ofWrites, MembershipAction.CREATE, BOB);
          isUnavailable(fixture, store, ofWrites, MembershipAction.UPDATE, ANN);
          isUnavailable(fixture, store, ofWrites, MembershipAction.DELETE, ANN);
        });
  }

  private static void isUnavailable(
      Fixture fixture,
      FailingStore store,
      Failure failure,
      MembershipAction action,
      SampleMember member) {
    List<Object> before = fixture.picture();
    store.failWith(failure);
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
  @DisplayName("ANY-11: a broken store gives ServiceFailure, and nothing changes")
  default void storeIsBroken() throws Exception {
    onFailingStore(
        (fixture, store) -> {
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          for (MembershipAction action : MembershipAction.values()) {
            List<Object> before = fixture.picture();
            store.failWith(Failure.broken());
            Outcome outcome =
                action.execute(chatRooms(fixture), ANN.in(fixture.account), about(fixture));
            store.recover();

            assertThat(outcome).as("the outcome of %s", action).isInstanceOf(ServiceFailure.class);
            assertThat(outcome.rule()).isEqualTo(ANY_11);
            assertThat(((ServiceFailure) outcome).outcomeUnknown()).isFalse();
            fixture.looksLike(before, "after the store failed in " + action);
          }
        });
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

  // CreateRoomMembership.

  @Test
  @DisplayName("CRM-01: a plain member gets Forbidden if only administrators may invite")
  default void administratorsInvite() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, BOB, MEMBER);
          fixture.given(LOUNGE, ANN_UPPER, ADMINISTRATOR);
          fixture.save(LOUNGE, ADMINISTRATORS);

          isRefused(
              fixture,
              () -> fixture.create(BOB, LOUNGE, ANN, null),
              new Forbidden(CRM_01, Reason.INVITE_POLICY));
          assertThat(fixture.create(ANN_UPPER, LOUNGE, ANN, null)).isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-01: a plain member who adds an administrator gets Forbidden")
  default void roleIsAboveTheCallersOwn() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, BOB, MEMBER);

          isRefused(
              fixture,
              () -> fixture.create(BOB, LOUNGE, ANN, ADMINISTRATOR),
              new Forbidden(CRM_01, Reason.ROLE_ABOVE_OWN));
          assertThat(fixture.create(BOB, LOUNGE, ANN, MEMBER)).isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-02: a member that does not exist, or only in another account, gets NotFound")
  default void thereIsNoSuchMember() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Fixture.on(fixture.store).given(LOUNGE, ANN_UPPER, MEMBER);
          fixture.remove(ANN_UPPER);
          fixture.remove(ANN_SPACE);
          for (SampleMember unknown : List.of(ANN_UPPER, ANN_SPACE)) {
            isRefused(
                fixture,
                () -> fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, unknown, null),
                new NotFound(CRM_02, Resource.MEMBER));
          }
        });
  }

  @Test
  @DisplayName("CRM-03: a webhook as the member gets BadRequest")
  default void memberIsAWebhook() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.save(HOOK);
          isRefused(
              fixture,
              () -> fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, HOOK, null),
              badRequest(CRM_03, Field.MEMBER_ID, Problem.WEBHOOK));
        });
  }

  @Test
  @DisplayName("CRM-03: a bot as Administrator gets BadRequest")
  default void botIsToBeAdministrator() throws Exception {
    Fixture.use(
        this,
        fixture ->
            isRefused(
                fixture,
                () -> fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ROBOT, ADMINISTRATOR),
                badRequest(CRM_03, Field.ROLE, Problem.BOT_AS_ADMINISTRATOR)));
  }

  @Test
  @DisplayName("CRM-04: a suspended user as the member gets Forbidden, until active again")
  default void memberIsSuspended() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.suspend(ANN);
          isRefused(
              fixture,
              () -> fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, null),
              new Forbidden(CRM_04, Reason.MEMBER_SUSPENDED));

          fixture.save(ANN);
          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, null))
              .isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-04: a stopped bot as the member gets Forbidden")
  default void memberIsStopped() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.suspend(ROBOT);
          isRefused(
              fixture,
              () -> fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ROBOT, null),
              new Forbidden(CRM_04, Reason.MEMBER_STOPPED));
        });
  }

  @Test
  @DisplayName("CRM-04: a plain member who adds a bot gets Forbidden, an administrator does not")
  default void botIsAddedByAPlainMember() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, BOB, MEMBER);
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);

          isRefused(
              fixture,
              () -> fixture.create(BOB, LOUNGE, ROBOT, null),
              new Forbidden(CRM_04, Reason.BOT_BY_PLAIN_MEMBER));
          assertThat(fixture.create(ANN, LOUNGE, ROBOT, null)).isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-05: a member who is in the room gets Conflict, with the membership unchanged")
  default void memberIsInTheRoom() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Conflict conflict = new Conflict(CRM_05, fixture.given(LOUNGE, ANN, MEMBER));

          for (Role role : Role.values()) {
            isRefused(
                fixture,
                () -> fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, role),
                conflict);
          }
        });
  }

  @Test
  @DisplayName("CRM-05: a member who is in the room gets Conflict even if both limits are reached")
  default void memberIsInAFullRoom() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          RoomMembership membership = fixture.given(LOUNGE, ANN, MEMBER);
          fixture.given(LOUNGE_UPPER, ANN, MEMBER);
          fixture.given(LOUNGE, BOB, MEMBER);
          fixture.given(LOUNGE, ROBOT, MEMBER);

          isRefused(
              fixture,
              () -> fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, null),
              new Conflict(CRM_05, membership));
        });
  }

  @Test
  @DisplayName("CRM-06: a full room gets ResourceLimitExceeded, until a member leaves")
  default void roomIsFull() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          List<SampleMember> occupants = List.of(BOB, ROBOT, ANN_UPPER);
          occupants.forEach(member -> fixture.given(LOUNGE, member, MEMBER));
          isRefused(
              fixture,
              () -> fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, null),
              new ResourceLimitExceeded(CRM_06, Resource.ROOM, ROOM_LIMIT));

          fixture.delete(BOB, LOUNGE, BOB);
          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, null))
              .isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-06: a suspended user and a stopped bot keep their memberships, which count")
  default void suspendedMembersCount() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          for (SampleMember member : List.of(BOB, ROBOT, ANN_UPPER)) {
            RoomMembership membership = fixture.given(LOUNGE, member, MEMBER);
            fixture.suspend(member);
            assertThat(fixture.find(LOUNGE, member)).contains(membership);
          }

          isRefused(
              fixture,
              () -> fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, null),
              new ResourceLimitExceeded(CRM_06, Resource.ROOM, ROOM_LIMIT));
        });
  }

  @Test
  @DisplayName("CRM-07: a member in as many rooms as it may be in gets ResourceLimitExceeded")
  default void memberIsInAllItsRooms() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE_UPPER, ANN, MEMBER);
          fixture.given(LOUNGE_SPACE, ANN, MEMBER);
          isRefused(
              fixture,
              () -> fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, null),
              new ResourceLimitExceeded(CRM_07, Resource.MEMBER, MEMBER_ROOM_LIMIT));

          fixture.remove(LOUNGE_UPPER);
          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, null))
              .isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-07: the rooms of a user count who was suspended and is active again")
  default void roomsOfAUserWhoWasSuspendedCount() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE_UPPER, ANN, MEMBER);
          fixture.given(LOUNGE_SPACE, ANN, MEMBER);
          fixture.suspend(ANN);
          fixture.save(ANN);

          isRefused(
              fixture,
              () -> fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, null),
              new ResourceLimitExceeded(CRM_07, Resource.MEMBER, MEMBER_ROOM_LIMIT));
        });
  }

  @Test
  @DisplayName("CRM-08: otherwise the result is Created, by default with the role Member")
  default void memberIsAdded() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          ChatRooms chatRooms =
              ChatRooms.of(fixture.store, InstantSource.fixed(NOON.plusNanos(1_999_999)));
          MembershipRequest withoutRole =
              new MembershipRequest(
                  fixture.account.value(), LOUNGE.id().value(), ANN.id().value(), null);
          Caller caller = ADMINISTRATOR_OF_ACCOUNT.in(fixture.account);

          RoomMembership added =
              membership(fixture, ANN, MEMBER, "administrator", NOON.plusMillis(1));
          assertThat(chatRooms.createRoomMembership().execute(caller, withoutRole.create()))
              .isEqualTo(new Created(CRM_08, added, fixture.active(ANN)));
          assertThat(fixture.find(LOUNGE, ANN)).contains(added);
        });
  }

  @Test
  @DisplayName("CRM-08: an administrator of the room is the inviter, and may give either role")
  default void memberIsAddedByAMember() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, BOB, ADMINISTRATOR);

          RoomMembership added = membership(fixture, ANN, ADMINISTRATOR, BOB.id().value(), NOON);
          assertThat(fixture.create(BOB, LOUNGE, ANN, ADMINISTRATOR))
              .isEqualTo(new Created(CRM_08, added, fixture.active(ANN)));
          assertThat(fixture.find(LOUNGE, ANN)).contains(added);
        });
  }

  @Test
  @DisplayName("CRM-08: a member who was removed and is added again has a fresh membership")
  default void memberIsAddedAgain() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, BOB, ADMINISTRATOR);
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          assertThat(fixture.delete(BOB, LOUNGE, ANN)).isInstanceOf(Deleted.class);

          assertThat(fixture.create(BOB, LOUNGE, ANN, null)).isInstanceOf(Created.class);
          assertThat(fixture.find(LOUNGE, ANN))
              .contains(membership(fixture, ANN, MEMBER, BOB.id().value(), NOON));
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

  // UpdateRoomMembership.

  @Test
  @DisplayName("URM-01: a member who is not in the room gets NotFound")
  default void memberToUpdateIsNotInTheRoom() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE_UPPER, ANN, MEMBER);
          isRefused(
              fixture,
              () -> fixture.update(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, ADMINISTRATOR),
              new NotFound(URM_01, Resource.MEMBERSHIP));
        });
  }

  @Test
  @DisplayName("URM-02: a plain member gets Forbidden")
  default void roleChangeByAPlainMember() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, MEMBER);
          for (SampleMember member : List.of(ANN, BOB)) {
            isRefused(
                fixture,
                () -> fixture.update(BOB, LOUNGE, member, ADMINISTRATOR),
                new Forbidden(URM_02, Reason.ROLE_CHANGE_BY_PLAIN_MEMBER));
          }
        });
  }

  @Test
  @DisplayName("URM-03: a bot gets BadRequest, whatever the role")
  default void roleChangeOfABot() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ROBOT, MEMBER);
          for (Role role : Role.values()) {
            isRefused(
                fixture,
                () -> fixture.update(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ROBOT, role),
                badRequest(URM_03, Field.MEMBER_ID, Problem.NOT_A_USER));
          }
        });
  }

  @Test
  @DisplayName("URM-04: the role that the member has, or no role, gives Updated without a change")
  default void roleStays() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          RoomMembership membership = fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          Updated unchanged = new Updated(URM_04, membership, Optional.of(fixture.active(ANN)));

          assertThat(fixture.update(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, ADMINISTRATOR))
              .isEqualTo(unchanged);
          assertThat(fixture.update(ANN, LOUNGE, ANN, null)).isEqualTo(unchanged);
          assertThat(fixture.find(LOUNGE, ANN)).contains(membership);
        });
  }

  @Test
  @DisplayName("URM-05: a suspended user gets Forbidden as Administrator, and may be demoted")
  default void promotionOfASuspendedUser() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, MEMBER);
          fixture.given(LOUNGE, BOB, ADMINISTRATOR);
          fixture.given(LOUNGE, ANN_UPPER, ADMINISTRATOR);
          fixture.suspend(ANN);
          fixture.suspend(BOB);

          isRefused(
              fixture,
              () -> fixture.update(ANN_UPPER, LOUNGE, ANN, ADMINISTRATOR),
              new Forbidden(URM_05, Reason.MEMBER_SUSPENDED));
          assertThat(fixture.update(ANN_UPPER, LOUNGE, BOB, MEMBER)).isInstanceOf(Updated.class);
        });
  }

  @Test
  @DisplayName("URM-06: the last administrator gets Forbidden, alone in the room or not")
  default void demotionOfTheLastAdministrator() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Forbidden refusal = new Forbidden(URM_06, Reason.LAST_ADMINISTRATOR);
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          isRefused(fixture, () -> fixture.update(ANN, LOUNGE, ANN, MEMBER), refusal);

          fixture.given(LOUNGE, BOB, MEMBER);
          isRefused(
              fixture,
              () -> fixture.update(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, MEMBER),
              refusal);
        });
  }

  @Test
  @DisplayName("URM-07: otherwise the result is Updated, with a new role and time")
  default void roleIsChanged() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, MEMBER);

          for (Role role : List.of(ADMINISTRATOR, MEMBER)) {
            RoomMembership changed = membership(fixture, BOB, role, "inviter", LATER);
            assertThat(fixture.update(ANN, LOUNGE, BOB, role))
                .isEqualTo(new Updated(URM_07, changed, Optional.of(fixture.active(BOB))));
            assertThat(fixture.find(LOUNGE, BOB)).contains(changed);
          }
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

  // DeleteRoomMembership.

  @Test
  @DisplayName("DRM-01: a member who is not in the room gets NotFound")
  default void memberToRemoveIsNotInTheRoom() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE_UPPER, ANN, MEMBER);
          isRefused(
              fixture,
              () -> fixture.delete(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN),
              new NotFound(DRM_01, Resource.MEMBERSHIP));
        });
  }

  @Test
  @DisplayName("DRM-02: a plain member who removes another member gets Forbidden")
  default void removalByAPlainMember() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, MEMBER);
          fixture.given(LOUNGE, BOB, MEMBER);
          isRefused(
              fixture,
              () -> fixture.delete(BOB, LOUNGE, ANN),
              new Forbidden(DRM_02, Reason.REMOVAL_BY_PLAIN_MEMBER));
        });
  }

  @Test
  @DisplayName("DRM-03: the last administrator gets Forbidden while others are in the room")
  default void removalOfTheLastAdministrator() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, MEMBER);
          for (SampleCaller by : List.of(ANN, ADMINISTRATOR_OF_ACCOUNT)) {
            isRefused(
                fixture,
                () -> fixture.delete(by, LOUNGE, ANN),
                new Forbidden(DRM_03, Reason.LAST_ADMINISTRATOR));
          }
        });
  }

  @Test
  @DisplayName("DRM-04: otherwise the result is Deleted, with the membership that was removed")
  default void memberIsRemoved() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          RoomMembership membership = fixture.given(LOUNGE, BOB, MEMBER);

          assertThat(fixture.delete(ANN, LOUNGE, BOB)).isEqualTo(new Deleted(DRM_04, membership));
          assertThat(fixture.find(LOUNGE, BOB)).isEmpty();
        });
  }

  @Test
  @DisplayName("DRM-04: a plain member may leave, and the last occupant too")
  default void membersLeave() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          RoomMembership ofAnn = fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          RoomMembership ofBob = fixture.given(LOUNGE, BOB, MEMBER);

          assertThat(fixture.delete(BOB, LOUNGE, BOB)).isEqualTo(new Deleted(DRM_04, ofBob));
          assertThat(fixture.delete(ANN, LOUNGE, ANN)).isEqualTo(new Deleted(DRM_04, ofAnn));
          assertThat(fixture.inRoom(LOUNGE)).isEmpty();
        });
  }

  @Test
  @DisplayName("DRM-04: a suspended user and a stopped bot can be removed")
  default void suspendedMembersAreRemoved() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          for (SampleMember member : List.of(BOB, ROBOT)) {
            RoomMembership membership = fixture.given(LOUNGE, member, MEMBER);
            fixture.suspend(member);
            assertThat(fixture.delete(ANN, LOUNGE, member))
                .isEqualTo(new Deleted(DRM_04, membership));
          }
        });
  }

  // GetRoomMembership.

  @Test
  @DisplayName("GRM-01: a member who is not in the room gets NotFound")
  default void memberToReadIsNotInTheRoom() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE_UPPER, ANN, MEMBER);
          isRefused(
              fixture,
              () -> fixture.get(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN),
              new NotFound(GRM_01, Resource.MEMBERSHIP));
        });
  }

  @Test
  @DisplayName("GRM-02: otherwise the result is Found, with the membership and the member")
  default void membershipIsRead() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          RoomMembership membership = fixture.given(LOUNGE, ANN, ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, MEMBER);
          fixture.suspend(ANN);
          Found found = new Found(GRM_02, membership, Optional.of(fixture.suspended(ANN)));

          List<Object> before = fixture.picture();
          assertThat(fixture.get(BOB, LOUNGE, ANN)).isEqualTo(found);
          assertThat(fixture.get(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN)).isEqualTo(found);
          fixture.looksLike(before, "after a membership was read");
        });
  }

  // All rules.

  @Test
  @DisplayName("All rules: any caller, request and content get the outcome that the rules give")
  default void anyRequestInAnyWorld() throws Exception {
    FreshStore.use(
        this,
        MEMBER_ROOM_LIMIT,
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

  /** A request about Ann in the lounge. */
  private static MembershipRequest about(Fixture fixture) {
    return about(fixture, LOUNGE, ANN);
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

  private static BadRequest badRequest(Rule rule, Field field, Problem problem) {
    return new BadRequest(rule, List.of(new Violation(field, problem)));
  }

  private static void everyActionIsRefused(
      Fixture fixture, SampleCaller by, SampleRoom room, Refusal expected) {
    everyActionIsRefused(fixture, by.in(fixture.account), about(fixture, room, ANN), expected);
  }

  private static void everyActionIsRefused(
      Fixture fixture, Caller caller, MembershipRequest request, Refusal expected) {
    everyActionIsRefused(fixture, chatRooms(fixture), caller, request, expected);
  }

  private static void everyActionIsRefused(
      Fixture fixture,
      ChatRooms chatRooms,
      Caller caller,
      MembershipRequest request,
      Refusal expected) {
    for (MembershipAction action : MembershipAction.values()) {
      isRefused(fixture, () -> action.execute(chatRooms, caller, request), expected);
    }
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
