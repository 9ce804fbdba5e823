package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Resource;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Declares that a store can leave its members to the host, and adds the tests of that. */
@ExtendWith(NamesThePromise.class)
public interface MembersElsewhere {
  /**
   * Makes a fresh store that asks the host about members.
   *
   * @param memberRoomLimit how many rooms a member may be in
   */
  Store newStore(int memberRoomLimit, MemberDirectory host) throws Exception;

  /** The rules hold on the host's word. */
  @Test
  @DisplayName("Members elsewhere: the host's word decides who may be added")
  default void theHostsWordDecides() throws Exception {
    HostMembers host = new HostMembers();
    FreshStore.use(
        newStore(Cast.MEMBER_ROOM_LIMIT, host),
        store -> {
          Cast cast = host.enter(store);
          assertThat(new Action.Create(-1, 0, 0, Role.MEMBER).on(store, cast))
              .isInstanceOf(Created.class);
          host.remove(cast.account, Cast.member(1));
          assertThat(new Action.Create(-1, 0, 1, Role.MEMBER).on(store, cast))
              .isEqualTo(new NotFound(Resource.MEMBER));
          host.put(cast.memberIs(2, true));
          assertThat(new Action.Create(-1, 0, 2, Role.MEMBER).on(store, cast))
              .isEqualTo(new Forbidden(Forbidden.Reason.MEMBER_SUSPENDED));
          host.remove(cast.account, Cast.member(0));
          assertThat(new Action.Create(0, 0, 4, Role.MEMBER).on(store, cast))
              .isEqualTo(new Forbidden(Forbidden.Reason.CALLER_UNKNOWN));
        });
  }

  /** Ids are exact, also where the host's database thinks otherwise. */
  @Test
  @DisplayName("Members elsewhere: a host that answers about someone else lets nobody in")
  default void aHostThatAnswersAboutSomeoneElse() throws Exception {
    HostMembers host = new HostMembers();
    FreshStore.use(
        newStore(Cast.MEMBER_ROOM_LIMIT, (account, id) -> host.find(account, Cast.member(0))),
        store -> {
          Cast cast = host.enter(store);
          assertThat(new Action.Create(-1, 0, 0, Role.MEMBER).on(store, cast))
              .isInstanceOf(Created.class);
          assertThat(new Action.Create(-1, 0, 1, Role.MEMBER).on(store, cast))
              .isInstanceOf(ServiceFailure.class);
          assertThat(store.memberships().find(cast.key(0, 1))).isEmpty();
        });
  }

  /** The count of a member's rooms is the store's own. */
  @Test
  @DisplayName("Members elsewhere: a member's limit holds, and goes with its memberships")
  default void aMembersLimitHolds() throws Exception {
    HostMembers host = new HostMembers();
    FreshStore.use(
        newStore(Cast.MEMBER_ROOM_LIMIT, host),
        store -> {
          Cast cast = host.enter(store);
          new Action.Create(-1, 0, 0, Role.ADMINISTRATOR).on(store, cast);
          new Action.Create(-1, 1, 0, Role.MEMBER).on(store, cast);
          assertThat(new Action.Create(-1, 2, 0, Role.MEMBER).on(store, cast))
              .isEqualTo(new ResourceLimitExceeded(Resource.MEMBER, Cast.MEMBER_ROOM_LIMIT));
          assertThat(store.memberships().removeAllOf(cast.account, Cast.member(0)))
              .isEqualTo(Cast.MEMBER_ROOM_LIMIT);
          assertThat(new Action.Create(-1, 2, 0, Role.MEMBER).on(store, cast))
              .isInstanceOf(Created.class);
        });
  }

  /** The limits hold when many come at once. */
  @Test
  @DisplayName("Members elsewhere: promise 4: limits hold in races, of seats and of rooms")
  default void limitsHoldInRaces() throws Exception {
    HostMembers host = new HostMembers();
    FreshStore.use(
        newStore(1, host),
        store -> {
          for (int i = 0; i < Effort.times(20); i++) {
            Cast cast = host.enter(store);
            Race.told(
                Race.of(
                    Cast.members() * 2,
                    n -> new Action.Create(-1, 0, n % Cast.members(), Role.MEMBER).on(store, cast)),
                Created.class,
                Cast.ROOM_LIMIT);
            for (int member = 0; member < Cast.members(); member++) {
              store.memberships().removeAllOf(cast.account, Cast.member(member));
            }
            Race.told(
                Race.of(4, n -> new Action.Create(-1, n % 2, 0, Role.MEMBER).on(store, cast)),
                Created.class,
                1);
          }
        });
  }

  /** Counts stay right when a member goes while it is added. */
  @Test
  @DisplayName("Members elsewhere: promise 9: who goes while added leaves counts that are right")
  default void goingWhileAdded() throws Exception {
    HostMembers host = new HostMembers();
    FreshStore.use(
        newStore(Cast.MEMBER_ROOM_LIMIT, host),
        store -> {
          for (int i = 0; i < Effort.times(30); i++) {
            Cast cast = host.enter(store);
            Race.of(
                4,
                n ->
                    n % 2 == 0
                        ? Action.patiently(() -> new Action.RemoveAllOf(0).on(store, cast))
                        : new Action.Create(-1, n / 2, 0, Role.MEMBER).on(store, cast));
            for (int room = 0; room < 2; room++) {
              MembershipFacts facts = store.memberships().facts(cast.key(room, 0), null);
              assertThat(facts.roomMembershipCount())
                  .as("the count of a room, where %s stands", facts.membership())
                  .isEqualTo(facts.membership().isPresent() ? 1 : 0);
            }
          }
        });
  }

  /** What the store keeps itself is watched all the same. */
  @Test
  @DisplayName("Members elsewhere: promises 6 and 12: account, room and caller make it stale")
  default void decisionsAgeAllTheSame() throws Exception {
    List<BiConsumer<Store, Cast>> changes =
        List.of(
            (store, cast) -> store.accounts().save(cast.accountIs(AccountStatus.SUSPENDED)),
            (store, cast) -> store.rooms().save(cast.roomIs(0, InvitePolicy.ADMINISTRATORS)),
            (store, cast) -> new Action.ChangeRole(-1, 0, 0, Role.MEMBER).on(store, cast),
            (store, cast) -> new Action.Remove(-1, 0, 0).on(store, cast),
            (store, cast) -> store.memberships().removeAllOf(cast.account, Cast.member(0)));
    HostMembers host = new HostMembers();
    FreshStore.use(
        newStore(Cast.MEMBER_ROOM_LIMIT, host),
        store -> {
          for (BiConsumer<Store, Cast> change : changes) {
            Cast cast = host.enter(store);
            new Action.Create(-1, 0, 0, Role.ADMINISTRATOR).on(store, cast);
            new Action.Create(-1, 0, 1, Role.ADMINISTRATOR).on(store, cast);
            MembershipFacts adding = store.memberships().facts(cast.key(0, 2), Cast.member(0));
            MembershipFacts changing = store.memberships().facts(cast.key(0, 1), Cast.member(0));
            change.accept(store, cast);
            assertThat(
                    store.memberships().add(Stage.membership(cast.key(0, 2), Role.MEMBER), adding))
                .isEqualTo(new AddOutcome.Stale());
            assertThat(store.memberships().changeRole(changing, Role.MEMBER, Stage.LATER))
                .isEqualTo(ChangeOutcome.STALE);
            assertThat(store.memberships().remove(changing)).isEqualTo(ChangeOutcome.STALE);
          }
        });
  }

  /** The host is asked for every attempt. */
  @Test
  @DisplayName("Members elsewhere: facts tell what the host says now")
  default void theHostIsAskedAfresh() throws Exception {
    HostMembers host = new HostMembers();
    FreshStore.use(
        newStore(Cast.MEMBER_ROOM_LIMIT, host),
        store -> {
          Cast cast = host.enter(store);
          for (boolean barred : List.of(false, true, false)) {
            host.put(cast.memberIs(0, barred));
            host.put(cast.memberIs(1, barred));
            MembershipFacts facts = store.memberships().facts(cast.key(0, 0), Cast.member(1));
            assertThat(facts.member()).contains(cast.memberIs(0, barred));
            assertThat(facts.caller()).contains(cast.memberIs(1, barred));
          }
        });
  }

  /** A host that takes its time holds up nobody else. */
  @Test
  @DisplayName("Members elsewhere: while the host is asked no lock and no connection is held")
  default void nothingIsHeldWhileTheHostIsAsked() throws Exception {
    HostMembers host = new HostMembers();
    FreshStore.use(
        newStore(Cast.MEMBER_ROOM_LIMIT, host),
        store -> {
          Cast cast = host.enter(store);
          host.meanwhile(
              () -> {
                host.meanwhile(() -> {});
                CompletableFuture<Void> others =
                    CompletableFuture.runAsync(
                        () -> {
                          store.rooms().save(cast.roomIs(0, InvitePolicy.ADMINISTRATORS));
                          store.accounts().save(cast.accountIs(AccountStatus.ACTIVE));
                          new Action.Create(-1, 0, 0, Role.MEMBER).on(store, cast);
                        });
                assertThat(others)
                    .as("what others do to the store while the host is asked")
                    .succeedsWithin(Effort.patience());
              });
          store.memberships().facts(cast.key(0, 0), null);
          assertThat(store.memberships().find(cast.key(0, 0))).isPresent();
        });
  }
}
