package io.chatrooms.testkit;

import static io.chatrooms.testkit.RuleScene.ANN;
import static io.chatrooms.testkit.RuleScene.NOON;
import static io.chatrooms.testkit.RuleScene.ROOM;
import static io.chatrooms.testkit.RuleScene.ROOM_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.BadRequest;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.Forbidden.Reason;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Resource;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.ThrottledClient;
import io.chatrooms.core.action.UnauthorizedClient;
import io.chatrooms.core.action.Violation;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.testkit.FailingStore.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of {@link CreateRoomMembership}, end to end on the store. */
interface RuleTests extends StoreFactory {
  /** How many rooms a member may be in, in the stores that the rules are shown on. */
  int MEMBER_ROOM_LIMIT = 2;

  private void onScene(Consumer<RuleScene> test) throws Exception {
    FreshStore.use(this, MEMBER_ROOM_LIMIT, store -> test.accept(new RuleScene(store)));
  }

  /** A scene on a store that fails when told to. */
  private void onFailingScene(TestOfFailure test) throws Exception {
    FreshStore.use(
        this,
        MEMBER_ROOM_LIMIT,
        store -> {
          FailingStore failing = new FailingStore(store);
          test.of(new RuleScene(failing), failing);
        });
  }

  /** What to try on a store that fails. */
  @FunctionalInterface
  interface TestOfFailure {
    /** Tries it. */
    void of(RuleScene scene, FailingStore store);
  }

  @Test
  @DisplayName("CRM-01: nobody known is UnauthorizedClient")
  default void callerIsNotAuthenticated() throws Exception {
    onScene(scene -> scene.refusesAnn(Caller.unauthenticated(), null, new UnauthorizedClient()));
  }

  @Test
  @DisplayName("CRM-02: too many requests are ThrottledClient, with how long to wait")
  default void callerIsOverItsRate() throws Exception {
    onScene(
        scene -> {
          Duration wait = Duration.ofSeconds(3);
          CreateRoomMembership create =
              new CreateRoomMembership(
                  scene.store.memberships(),
                  InstantSource.fixed(NOON),
                  caller -> Optional.of(wait));

          assertThat(create.execute(scene.administrator, scene.request(ROOM, ANN, null)))
              .isEqualTo(new ThrottledClient(wait));
          assertThat(scene.standing(ROOM, ANN)).isEmpty();
        });
  }

  @Test
  @DisplayName("CRM-03: a request that is wrong in every field is BadRequest, naming all of it")
  default void everyViolationIsNamed() throws Exception {
    onScene(
        scene ->
            assertThat(
                    scene
                        .action(InstantSource.fixed(NOON))
                        .execute(
                            scene.administrator,
                            CreateRoomMembershipRequest.builder()
                                .roomId("\u3000".repeat(129))
                                .memberId("\0\ud800")
                                .role("Owner")
                                .build()))
                .isEqualTo(
                    new BadRequest(
                        List.of(
                            new Violation(Field.ACCOUNT_ID, Problem.MISSING),
                            new Violation(Field.ROOM_ID, Problem.BLANK),
                            new Violation(Field.ROOM_ID, Problem.TOO_LONG),
                            new Violation(Field.MEMBER_ID, Problem.HOLDS_NUL),
                            new Violation(Field.MEMBER_ID, Problem.HOLDS_LONE_SURROGATE),
                            new Violation(Field.ROLE, Problem.UNKNOWN_ROLE)))));
  }

  @Test
  @DisplayName(
      "CRM-04: a caller of another account is Forbidden, whether the account is there or not")
  default void callerIsOfAnotherAccount() throws Exception {
    onScene(
        scene -> {
          AccountId other = new RuleScene(scene.store).account;
          AccountId absent = new AccountId(scene.account.value() + " ");
          for (AccountId elsewhere : List.of(other, absent)) {
            Forbidden refusal = new Forbidden(Reason.OTHER_ACCOUNT);
            scene.refusesAnn(Caller.accountAdministrator(elsewhere, "arn"), null, refusal);
            scene.refusesAnn(Caller.member(elsewhere, new MemberId(ANN)), null, refusal);
          }
        });
  }

  @Test
  @DisplayName("CRM-05: an account that is not there is NotFound")
  default void thereIsNoSuchAccount() throws Exception {
    onScene(
        scene -> {
          AccountId absent = new AccountId(scene.account.value() + " ");
          CreateRoomMembershipRequest request =
              CreateRoomMembershipRequest.builder()
                  .from(scene.request(ROOM, ANN, null))
                  .accountId(absent.value())
                  .build();

          assertThat(
                  scene
                      .action(InstantSource.fixed(NOON))
                      .execute(Caller.accountAdministrator(absent, "arn"), request))
              .isEqualTo(new NotFound(Resource.ACCOUNT));
        });
  }

  @Test
  @DisplayName("CRM-06: a Team account is Forbidden")
  default void accountHoldsNoRooms() throws Exception {
    onScene(
        scene -> {
          scene.account(AccountType.TEAM, AccountStatus.ACTIVE);

          scene.refusesAnn(scene.administrator, null, new Forbidden(Reason.ACCOUNT_WITHOUT_ROOMS));
        });
  }

  @Test
  @DisplayName("CRM-06: a suspended account is Forbidden, until it is active again")
  default void accountIsSuspended() throws Exception {
    onScene(
        scene -> {
          scene.account(AccountType.ENTERPRISE_OIDC, AccountStatus.SUSPENDED);
          scene.refusesAnn(scene.administrator, null, new Forbidden(Reason.ACCOUNT_SUSPENDED));

          scene.account(AccountType.ENTERPRISE_OIDC, AccountStatus.ACTIVE);
          assertThat(scene.addAnn()).isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-07: a room that is not there, or not in this account, is NotFound")
  default void thereIsNoSuchRoom() throws Exception {
    onScene(
        scene -> {
          new RuleScene(scene.store).room("elsewhere", InvitePolicy.ALL_MEMBERS);

          for (String absent : List.of("elsewhere", "LOUNGE", "lounge ")) {
            scene.refuses(scene.administrator, absent, ANN, null, new NotFound(Resource.ROOM));
          }
        });
  }

  @Test
  @DisplayName("CRM-08: a caller who is no member of the account is Forbidden")
  default void callerIsUnknown() throws Exception {
    onScene(
        scene -> {
          scene.userInRoom("bob", Role.ADMINISTRATOR);

          for (String unknown : List.of("cy", "Bob", "bob ")) {
            scene.refusesAnn(scene.caller(unknown), null, new Forbidden(Reason.CALLER_UNKNOWN));
          }
        });
  }

  @Test
  @DisplayName("CRM-08: a suspended caller is Forbidden, though it keeps its place")
  default void callerIsSuspended() throws Exception {
    onScene(
        scene -> {
          Caller bob = scene.userInRoom("bob", Role.ADMINISTRATOR);
          scene.user("bob", MemberState.SUSPENDED);

          scene.refusesAnn(bob, null, new Forbidden(Reason.CALLER_SUSPENDED));
          assertThat(scene.standing(ROOM, "bob")).isPresent();
        });
  }

  @Test
  @DisplayName("CRM-08: a stopped bot that asks is Forbidden")
  default void callerIsStopped() throws Exception {
    onScene(
        scene -> {
          scene.bot("robot", MemberState.ENABLED).seat(ROOM, "robot", Role.MEMBER);
          scene.bot("robot", MemberState.STOPPED);

          scene.refusesAnn(scene.caller("robot"), null, new Forbidden(Reason.CALLER_STOPPED));
        });
  }

  @Test
  @DisplayName("CRM-08: a webhook that asks is Forbidden")
  default void callerIsAWebhook() throws Exception {
    onScene(
        scene -> {
          scene.webhook("hook");

          scene.refusesAnn(scene.caller("hook"), null, new Forbidden(Reason.CALLER_WEBHOOK));
        });
  }

  @Test
  @DisplayName("CRM-08: a caller who is in another room only, or no longer in this, is Forbidden")
  default void callerIsNotInTheRoom() throws Exception {
    onScene(
        scene -> {
          Caller bob = scene.userInRoom("bob", Role.MEMBER);
          scene.room("hall", InvitePolicy.ALL_MEMBERS).seat("hall", "bob", Role.MEMBER);
          scene.remove(ROOM, "bob");

          scene.refusesAnn(bob, null, new Forbidden(Reason.CALLER_NOT_IN_ROOM));
        });
  }

  @Test
  @DisplayName("CRM-09: a plain member is Forbidden where administrators invite")
  default void administratorsInvite() throws Exception {
    onScene(
        scene -> {
          Caller bob = scene.userInRoom("bob", Role.MEMBER);
          Caller cy = scene.userInRoom("cy", Role.ADMINISTRATOR);
          scene.room(ROOM, InvitePolicy.ADMINISTRATORS);

          scene.refusesAnn(bob, null, new Forbidden(Reason.INVITE_POLICY));
          assertThat(scene.addAnn(cy, null)).isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-09: a plain member who asks for an administrator is Forbidden")
  default void roleIsAboveTheCallersOwn() throws Exception {
    onScene(
        scene -> {
          Caller bob = scene.userInRoom("bob", Role.MEMBER);

          scene.refusesAnn(bob, "Administrator", new Forbidden(Reason.ROLE_ABOVE_OWN));
          assertThat(scene.addAnn(bob, "Member")).isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-10: a member that is not there, or not in this account, is NotFound")
  default void thereIsNoSuchMember() throws Exception {
    onScene(
        scene -> {
          new RuleScene(scene.store).user("elsewhere", MemberState.REGISTERED);

          for (String absent : List.of("elsewhere", "Ann", "ann ")) {
            scene.refuses(scene.administrator, ROOM, absent, null, new NotFound(Resource.MEMBER));
          }
        });
  }

  @Test
  @DisplayName("CRM-11: a webhook is BadRequest")
  default void memberIsAWebhook() throws Exception {
    onScene(
        scene -> {
          scene.webhook("hook");

          scene.refuses(
              scene.administrator,
              ROOM,
              "hook",
              null,
              new BadRequest(List.of(new Violation(Field.MEMBER_ID, Problem.WEBHOOK))));
        });
  }

  @Test
  @DisplayName("CRM-11: a bot as Administrator is BadRequest")
  default void botIsAskedForAsAdministrator() throws Exception {
    onScene(
        scene -> {
          scene.bot("robot", MemberState.ENABLED);

          scene.refuses(
              scene.administrator,
              ROOM,
              "robot",
              "Administrator",
              new BadRequest(List.of(new Violation(Field.ROLE, Problem.BOT_AS_ADMINISTRATOR))));
        });
  }

  @Test
  @DisplayName("CRM-12: a suspended user is Forbidden, an unregistered one is not")
  default void memberIsSuspended() throws Exception {
    onScene(
        scene -> {
          scene.user(ANN, MemberState.SUSPENDED);
          scene.refusesAnn(scene.administrator, null, new Forbidden(Reason.MEMBER_SUSPENDED));

          scene.user(ANN, MemberState.UNREGISTERED);
          assertThat(scene.addAnn()).isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-12: a stopped bot is Forbidden")
  default void memberIsStopped() throws Exception {
    onScene(
        scene -> {
          scene.bot("robot", MemberState.STOPPED);

          scene.refuses(
              scene.administrator, ROOM, "robot", null, new Forbidden(Reason.MEMBER_STOPPED));
        });
  }

  @Test
  @DisplayName("CRM-12: a bot is Forbidden to a plain member, not to an administrator of the room")
  default void botIsAskedForByAPlainMember() throws Exception {
    onScene(
        scene -> {
          Caller bob = scene.userInRoom("bob", Role.MEMBER);
          Caller cy = scene.userInRoom("cy", Role.ADMINISTRATOR);
          scene.bot("robot", MemberState.ENABLED);

          scene.refuses(bob, ROOM, "robot", null, new Forbidden(Reason.BOT_BY_PLAIN_MEMBER));
          assertThat(scene.add(cy, ROOM, "robot", null)).isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-13: a member who is in is a Conflict that shows the membership, untouched")
  default void memberIsInTheRoom() throws Exception {
    onScene(
        scene -> {
          RoomMembership standing = scene.seat(ROOM, ANN, Role.MEMBER);

          scene.refusesAnn(scene.administrator, "Administrator", new Conflict(standing));
          scene.refusesAnn(scene.administrator, null, new Conflict(standing));
        });
  }

  @Test
  @DisplayName("CRM-13: a member who is in is a Conflict also where room and member are full")
  default void memberIsInAFullRoom() throws Exception {
    onScene(
        scene -> {
          RoomMembership standing = scene.seat(ROOM, ANN, Role.MEMBER);
          scene.room("hall", InvitePolicy.ALL_MEMBERS).seat("hall", ANN, Role.MEMBER);
          for (int i = 1; i < ROOM_LIMIT; i++) {
            scene.userInRoom("user " + i, Role.MEMBER);
          }

          scene.refusesAnn(scene.administrator, null, new Conflict(standing));
        });
  }

  @Test
  @DisplayName("CRM-14: a full room is ResourceLimitExceeded, until someone leaves")
  default void roomIsFull() throws Exception {
    onScene(
        scene -> {
          for (int i = 0; i < ROOM_LIMIT; i++) {
            scene.userInRoom("user " + i, Role.MEMBER);
          }
          scene.refusesAnn(
              scene.administrator, null, new ResourceLimitExceeded(Resource.ROOM, ROOM_LIMIT));

          scene.remove(ROOM, "user 0");
          assertThat(scene.addAnn()).isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-14: suspended users keep their seats")
  default void suspendedUsersTakeSeats() throws Exception {
    onScene(
        scene -> {
          for (int i = 0; i < ROOM_LIMIT; i++) {
            scene.userInRoom("user " + i, Role.MEMBER);
            scene.user("user " + i, MemberState.SUSPENDED);
            assertThat(scene.standing(ROOM, "user " + i)).isPresent();
          }

          scene.refusesAnn(
              scene.administrator, null, new ResourceLimitExceeded(Resource.ROOM, ROOM_LIMIT));
        });
  }

  @Test
  @DisplayName("CRM-15: a member in all the rooms it may be in is ResourceLimitExceeded")
  default void memberIsInAllTheRoomsItMayBeIn() throws Exception {
    onScene(
        scene -> {
          scene.room("hall", InvitePolicy.ALL_MEMBERS).seat("hall", ANN, Role.MEMBER);
          scene.room("yard", InvitePolicy.ALL_MEMBERS).seat("yard", ANN, Role.MEMBER);
          scene.refusesAnn(
              scene.administrator,
              null,
              new ResourceLimitExceeded(Resource.MEMBER, MEMBER_ROOM_LIMIT));

          scene.store.rooms().remove(scene.account, scene.key("hall", ANN).roomId());
          assertThat(scene.addAnn()).isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-15: rooms that a member was in before it was suspended count")
  default void roomsOfAMemberWhoWasSuspendedCount() throws Exception {
    onScene(
        scene -> {
          scene.room("hall", InvitePolicy.ALL_MEMBERS).seat("hall", ANN, Role.MEMBER);
          scene.room("yard", InvitePolicy.ALL_MEMBERS).seat("yard", ANN, Role.MEMBER);
          scene.user(ANN, MemberState.SUSPENDED);
          scene.user(ANN, MemberState.REGISTERED);

          scene.refusesAnn(
              scene.administrator,
              null,
              new ResourceLimitExceeded(Resource.MEMBER, MEMBER_ROOM_LIMIT));
        });
  }

  @Test
  @DisplayName("CRM-16: a store that cannot be reached is ServiceUnavailable, and nothing happened")
  default void storeCannotBeReached() throws Exception {
    onFailingScene(
        (scene, store) -> {
          for (Failure failure :
              List.of(
                  Failure.unavailable(),
                  Failure.unavailable().ofFacts(),
                  Failure.unavailable().ofWrites())) {
            store.failWith(failure);
            CreateRoomMembershipResult result = scene.addAnn();
            store.recover();

            assertThat(result).isInstanceOf(ServiceUnavailable.class);
            assertThat(((ServiceUnavailable) result).outcomeUnknown()).isFalse();
            assertThat(scene.standing(ROOM, ANN)).isEmpty();
          }
          assertThat(scene.addAnn()).isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-16: what changes at each attempt is ServiceUnavailable in the end")
  default void factsAgeAtEveryAttempt() throws Exception {
    onScene(
        scene -> {
          List<InvitePolicy> policies = new ArrayList<>(List.of(InvitePolicy.values()));
          CreateRoomMembership create =
              scene.action(
                  () -> {
                    scene.room(ROOM, policies.get(0));
                    policies.add(policies.remove(0));
                    return NOON;
                  });

          assertThat(create.execute(scene.administrator, scene.request(ROOM, ANN, null)))
              .isEqualTo(new ServiceUnavailable(false, Optional.empty()));
          assertThat(scene.standing(ROOM, ANN)).isEmpty();
        });
  }

  @Test
  @DisplayName("CRM-16: after an unknown outcome, asking again shows the membership that stands")
  default void writeHappenedThoughTheStoreFailed() throws Exception {
    onFailingScene(
        (scene, store) -> {
          store.failWith(Failure.unavailableAfterWriting().times(1));
          CreateRoomMembershipResult result = scene.addAnn();

          assertThat(result).isInstanceOf(ServiceUnavailable.class);
          assertThat(((ServiceUnavailable) result).outcomeUnknown()).isTrue();
          assertThat(scene.addAnn())
              .isEqualTo(
                  new Conflict(scene.membership(ROOM, ANN, Role.MEMBER, "administrator", NOON)));
        });
  }

  @Test
  @DisplayName("CRM-17: a broken store is ServiceFailure, and nothing happened")
  default void storeIsBroken() throws Exception {
    onFailingScene(
        (scene, store) -> {
          for (Failure failure : List.of(Failure.broken(), Failure.broken().ofWrites())) {
            store.failWith(failure);
            CreateRoomMembershipResult result = scene.addAnn();
            store.recover();

            assertThat(result).isInstanceOf(ServiceFailure.class);
            assertThat(((ServiceFailure) result).outcomeUnknown()).isFalse();
            assertThat(scene.standing(ROOM, ANN)).isEmpty();
          }
        });
  }

  @Test
  @DisplayName(
      "CRM-17: after a write failed in no announced way, asking again tells: here, Created")
  default void writeDidNotHappenThoughNobodySaidSo() throws Exception {
    onFailingScene(
        (scene, store) -> {
          IllegalStateException cause = new IllegalStateException("no such table");
          store.failWith(Failure.throwing(cause).ofWrites().times(1));

          assertThat(scene.addAnn()).isEqualTo(new ServiceFailure(true, cause));
          assertThat(scene.addAnn()).isInstanceOf(Created.class);
        });
  }

  @Test
  @DisplayName("CRM-18: otherwise it is Created, as a Member unless told otherwise, and found so")
  default void memberIsAdded() throws Exception {
    onScene(
        scene -> {
          Instant finer = NOON.plusNanos(1_999_999);
          CreateRoomMembershipResult result =
              scene
                  .action(InstantSource.fixed(finer))
                  .execute(scene.administrator, scene.request(ROOM, ANN, null));

          RoomMembership membership =
              scene.membership(ROOM, ANN, Role.MEMBER, "administrator", NOON.plusMillis(1));
          assertThat(result).isInstanceOf(Created.class);
          assertThat(((Created) result).membership()).isEqualTo(membership);
          assertThat(((Created) result).member())
              .isEqualTo(scene.store.members().find(scene.account, new MemberId(ANN)).get());
          assertThat(scene.standing(ROOM, ANN)).contains(membership);
        });
  }

  @Test
  @DisplayName("CRM-18: an administrator of the room is who invited, and gives the role asked for")
  default void memberIsAddedByAMember() throws Exception {
    onScene(
        scene -> {
          Caller bob = scene.userInRoom("bob", Role.ADMINISTRATOR);

          assertThat(scene.addAnn(bob, "Administrator")).isInstanceOf(Created.class);
          assertThat(scene.standing(ROOM, ANN))
              .contains(scene.membership(ROOM, ANN, Role.ADMINISTRATOR, "bob", NOON));
        });
  }

  @Test
  @DisplayName("CRM-18: removed and added again, a member starts afresh")
  default void memberIsAddedAgain() throws Exception {
    onScene(
        scene -> {
          Caller bob = scene.userInRoom("bob", Role.ADMINISTRATOR);
          scene.seat(ROOM, ANN, Role.ADMINISTRATOR);
          scene.remove(ROOM, ANN);
          Instant later = NOON.plusSeconds(60);

          CreateRoomMembershipResult result =
              scene.action(InstantSource.fixed(later)).execute(bob, scene.request(ROOM, ANN, null));

          RoomMembership afresh = scene.membership(ROOM, ANN, Role.MEMBER, "bob", later);
          assertThat(result).isInstanceOf(Created.class);
          assertThat(scene.standing(ROOM, ANN)).contains(afresh);
        });
  }

  @Test
  @DisplayName("CRM-18: a change after the facts were read is decided on, not overlooked")
  default void whatChangedMeanwhileDecides() throws Exception {
    onScene(
        scene -> {
          CreateRoomMembership create =
              scene.action(
                  () -> {
                    scene.account(AccountType.ENTERPRISE_LWA, AccountStatus.SUSPENDED);
                    return NOON;
                  });

          assertThat(create.execute(scene.administrator, scene.request(ROOM, ANN, null)))
              .isEqualTo(new Forbidden(Reason.ACCOUNT_SUSPENDED));
          assertThat(scene.standing(ROOM, ANN)).isEmpty();
        });
  }

  @Test
  @DisplayName("CRM-01 to CRM-18: whoever asks, whatever it is, in any world: as the rules say")
  default void anyRequestInAnyWorld() throws Exception {
    FreshStore.use(
        this,
        MEMBER_ROOM_LIMIT,
        store ->
            Search.forAll(
                Asked.any(MEMBER_ROOM_LIMIT),
                Effort.times(150),
                Asked::smaller,
                asked -> asked.inFreshAccounts().wrongOn(store)));
  }
}
