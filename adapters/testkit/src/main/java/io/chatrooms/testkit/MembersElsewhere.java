package io.chatrooms.testkit;

import static io.chatrooms.testkit.Fixture.addition;
import static io.chatrooms.testkit.Fixture.removal;
import static io.chatrooms.testkit.Fixture.roleChange;
import static io.chatrooms.testkit.Patience.untilAvailable;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_SPACE;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleMember.OCCUPANTS;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_SPACE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.CreateRoomMembershipRule;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Resource;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.SharedRule;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Declares that a store can leave its members to the host, and adds the tests of that. */
@ExtendWith(NamesThePromise.class)
public interface MembersElsewhere {
  /**
   * Makes a fresh store that asks the host about members. A store that is {@link AutoCloseable} is
   * closed after its test.
   *
   * @param memberRoomLimit how many rooms a member may be in
   */
  Store newStore(int memberRoomLimit, MemberDirectory host) throws Exception;

  /** The rules apply to what the host says. */
  @Test
  @DisplayName("Members elsewhere: the rules apply to what the host says")
  default void theRulesApplyToWhatTheHostSays() throws Exception {
    HostMembers host = new HostMembers();
    on(
        host,
        fixture -> {
          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.MEMBER))
              .isInstanceOf(Created.class);
          host.remove(fixture.account, ANN_UPPER.id());
          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN_UPPER, Role.MEMBER))
              .isEqualTo(new NotFound(CreateRoomMembershipRule.CRM_02, Resource.MEMBER));
          fixture.suspend(ANN_SPACE);
          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN_SPACE, Role.MEMBER))
              .isEqualTo(
                  new Forbidden(
                      CreateRoomMembershipRule.CRM_04, Forbidden.Reason.MEMBER_SUSPENDED));
          host.remove(fixture.account, ANN.id());
          assertThat(fixture.create(ANN, LOUNGE, BOB, Role.MEMBER))
              .isEqualTo(new Forbidden(SharedRule.ANY_08, Forbidden.Reason.CALLER_UNKNOWN));
        });
  }

  /** Who has left the host can still be taken out of rooms. */
  @Test
  @DisplayName("Members elsewhere: a member that the host lost can be demoted and removed")
  default void aMemberThatTheHostLost() throws Exception {
    HostMembers host = new HostMembers();
    on(
        host,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, Role.ADMINISTRATOR);
          host.remove(fixture.account, BOB.id());
          assertThat(fixture.update(ANN, LOUNGE, BOB, Role.MEMBER)).isInstanceOf(Updated.class);
          assertThat(fixture.delete(ANN, LOUNGE, BOB)).isInstanceOf(Deleted.class);
          assertThat(fixture.find(LOUNGE, BOB)).isEmpty();
        });
  }

  /** Ids are exact, also where the host's database compares them otherwise. */
  @Test
  @DisplayName("Members elsewhere: a host that answers about someone else lets nobody in")
  default void aHostThatAnswersAboutSomeoneElse() throws Exception {
    HostMembers host = new HostMembers();
    FreshStore.use(
        newStore(Fixture.MEMBER_ROOM_LIMIT, (account, id) -> host.find(account, ANN.id())),
        store -> {
          Fixture fixture = Fixture.on(store, host);
          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.MEMBER))
              .isInstanceOf(Created.class);
          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN_UPPER, Role.MEMBER))
              .isInstanceOf(ServiceFailure.class);
          assertThat(fixture.find(LOUNGE, ANN_UPPER)).isEmpty();
        });
  }

  /** The store counts a member's rooms itself. */
  @Test
  @DisplayName("Members elsewhere: promise 5: a member's limit holds until it is removed")
  default void aMembersLimitHolds() throws Exception {
    on(
        new HostMembers(),
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE_UPPER, ANN, Role.MEMBER);
          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE_SPACE, ANN, Role.MEMBER))
              .isEqualTo(
                  new ResourceLimitExceeded(
                      CreateRoomMembershipRule.CRM_07, Resource.MEMBER, Fixture.MEMBER_ROOM_LIMIT));
          assertThat(fixture.removeAllOf(ANN)).isEqualTo(Fixture.MEMBER_ROOM_LIMIT);
          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE_SPACE, ANN, Role.MEMBER))
              .isInstanceOf(Created.class);
        });
  }

  /** The limits hold when many come at once. */
  @Test
  @DisplayName("Members elsewhere: promise 5: the limits of rooms and members hold in races")
  default void limitsHoldInRaces() throws Exception {
    HostMembers host = new HostMembers();
    FreshStore.use(
        newStore(1, host),
        store -> {
          for (int i = 0; i < Effort.times(20); i++) {
            Fixture fixture = Fixture.on(store, host);
            Race.results(
                Race.of(
                    OCCUPANTS.size() * 2,
                    n ->
                        untilAvailable(
                            () ->
                                fixture.create(
                                    ADMINISTRATOR_OF_ACCOUNT,
                                    LOUNGE,
                                    OCCUPANTS.get(n % OCCUPANTS.size()),
                                    Role.MEMBER))),
                Created.class,
                Fixture.ROOM_LIMIT);
            OCCUPANTS.forEach(fixture::removeAllOf);
            Race.results(
                Race.of(
                    4,
                    n ->
                        untilAvailable(
                            () ->
                                fixture.create(
                                    ADMINISTRATOR_OF_ACCOUNT,
                                    n % 2 == 0 ? LOUNGE : LOUNGE_UPPER,
                                    ANN,
                                    Role.MEMBER))),
                Created.class,
                1);
          }
        });
  }

  /** Counts stay right when a member is removed while it is added. */
  @Test
  @DisplayName("Members elsewhere: promise 10: additions against removeAllOf leave counts right")
  default void additionsAgainstRemoveAllOf() throws Exception {
    HostMembers host = new HostMembers();
    FreshStore.use(
        newStore(Fixture.MEMBER_ROOM_LIMIT, host),
        store -> {
          for (int i = 0; i < Effort.times(30); i++) {
            Fixture fixture = Fixture.on(store, host);
            Race.of(
                4,
                n ->
                    n % 2 == 0
                        ? untilAvailable(() -> fixture.removeAllOf(ANN))
                        : untilAvailable(
                            () ->
                                fixture.create(
                                    ADMINISTRATOR_OF_ACCOUNT,
                                    n == 1 ? LOUNGE : LOUNGE_UPPER,
                                    ANN,
                                    Role.MEMBER)));
            assertThat(InvariantTests.differenceOfCounts(fixture)).as("a wrong count").isEmpty();
          }
        });
  }

  /** What the store keeps itself is compared all the same. */
  @Test
  @DisplayName("Members elsewhere: promise 3: account, room and caller's membership are compared")
  default void whatTheStoreKeepsIsCompared() throws Exception {
    Map<String, Consumer<Fixture>> changes = new LinkedHashMap<>();
    changes.put("the account was suspended", fixture -> fixture.save(AccountStatus.SUSPENDED));
    changes.put(
        "the room's invite policy changed",
        fixture -> fixture.save(LOUNGE, InvitePolicy.ADMINISTRATORS));
    changes.put(
        "the caller was demoted",
        fixture -> fixture.update(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.MEMBER));
    changes.put(
        "the caller was removed from the room",
        fixture -> fixture.delete(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN));
    changes.put("the caller was removed from all rooms", fixture -> fixture.removeAllOf(ANN));
    HostMembers host = new HostMembers();
    FreshStore.use(
        newStore(Fixture.MEMBER_ROOM_LIMIT, host),
        store ->
            changes.forEach(
                (what, change) -> {
                  Fixture fixture = Fixture.on(store, host);
                  fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
                  fixture.given(LOUNGE, ANN_UPPER, Role.ADMINISTRATOR);
                  MembershipFacts absent = fixture.facts(ANN, LOUNGE, BOB);
                  MembershipFacts present = fixture.facts(ANN, LOUNGE, ANN_UPPER);
                  change.accept(fixture);
                  fixture.isDeclined(
                      addition(absent, Role.MEMBER), absent, "an addition after " + what);
                  fixture.isDeclined(
                      roleChange(present, Role.MEMBER), present, "a change of role after " + what);
                  fixture.isDeclined(removal(present), present, "a removal after " + what);
                }));
  }

  /** A change starts from the membership as it is, as with members of the store's own. */
  @Test
  @DisplayName("Members elsewhere: promise 7: of two changes from one membership one is made")
  default void onceWithMembersElsewhere() throws Exception {
    on(
        new HostMembers(),
        fixture -> {
          MembershipFacts absent = fixture.facts(LOUNGE, BOB);
          fixture.isMade(addition(absent, Role.MEMBER), absent, "an addition");
          fixture.isDeclined(addition(absent, Role.MEMBER), absent, "the same addition again");
          MembershipFacts present = fixture.facts(LOUNGE, BOB);
          fixture.isMade(removal(present), present, "a removal");
          fixture.isDeclined(removal(present), present, "the same removal again");
        });
  }

  /** What the host says is not kept from one action to the next. */
  @Test
  @DisplayName("Members elsewhere: facts contain what the host says now")
  default void factsContainWhatTheHostSaysNow() throws Exception {
    on(
        new HostMembers(),
        fixture -> {
          for (boolean suspended : List.of(false, true, false)) {
            for (SampleMember member : List.of(ANN, ANN_UPPER)) {
              if (suspended) {
                fixture.suspend(member);
              } else {
                fixture.save(member);
              }
            }
            MembershipFacts facts = fixture.facts(ANN_UPPER, LOUNGE, ANN);
            assertThat(facts.member())
                .contains(suspended ? fixture.suspended(ANN) : fixture.active(ANN));
            assertThat(facts.room().account().caller())
                .contains(suspended ? fixture.suspended(ANN_UPPER) : fixture.active(ANN_UPPER));
          }
        });
  }

  /** The directory is asked once an action about each member. */
  @Test
  @DisplayName("Members elsewhere: confirm does not ask the host, and repeats what was seen of it")
  default void confirmDoesNotAskTheHost() throws Exception {
    HostMembers host = new HostMembers();
    on(
        host,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          int before = host.asked();
          MembershipFacts seen = fixture.facts(ANN, LOUNGE, BOB);
          assertThat(host.asked() - before).as("how often facts asked the host").isEqualTo(2);
          fixture.save(LOUNGE, InvitePolicy.ADMINISTRATORS);
          fixture.suspend(BOB);
          fixture.suspend(ANN);

          MembershipFacts instead =
              fixture.confirm(addition(seen, Role.MEMBER), seen).orElseThrow();
          assertThat(instead.member())
              .as("the member in the facts instead")
              .isEqualTo(seen.member());
          assertThat(instead.room().account().caller())
              .as("the caller in the facts instead")
              .isEqualTo(seen.room().account().caller());
          fixture.isMade(
              addition(instead, Role.MEMBER),
              instead,
              "an addition of which only what the host says has changed");
          assertThat(host.asked() - before)
              .as("how often facts and confirm asked the host")
              .isEqualTo(2);
        });
  }

  /** A slow host delays nobody else. */
  @Test
  @DisplayName("Members elsewhere: while the host is asked no lock and no connection is held")
  default void nothingIsHeldWhileTheHostIsAsked() throws Exception {
    HostMembers host = new HostMembers();
    on(
        host,
        fixture -> {
          host.meanwhile(
              () -> {
                host.meanwhile(() -> {});
                CompletableFuture<Void> others =
                    CompletableFuture.runAsync(
                        () -> {
                          fixture.save(LOUNGE, InvitePolicy.ADMINISTRATORS);
                          fixture.save(AccountStatus.ACTIVE);
                          fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.MEMBER);
                        });
                assertThat(others)
                    .as("what others do to the store while the host is asked")
                    .succeedsWithin(Effort.patience());
              });
          fixture.facts(LOUNGE, ANN);
          assertThat(fixture.find(LOUNGE, ANN)).isPresent();
        });
  }

  private void on(HostMembers host, Fixture.Use use) throws Exception {
    FreshStore.use(
        newStore(Fixture.MEMBER_ROOM_LIMIT, host), store -> use.of(Fixture.on(store, host)));
  }
}
