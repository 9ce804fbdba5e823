package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each promise by itself, told by an example: where to begin when a store is new. */
interface PromiseTests extends StoreFactory {
  @Test
  @DisplayName("Promise 1: facts tell what stands about room, member and caller")
  default void factsTellWhatStands() throws Exception {
    onStage(
        stage -> {
          stage.isIn(0, 0, Role.ADMINISTRATOR);
          stage.isIn(0, 1, Role.MEMBER);
          stage.isIn(1, 1, Role.MEMBER);

          MembershipFacts facts = stage.facts(0, 1, 0);

          assertThat(facts.account()).contains(stage.cast.accountIs(AccountStatus.ACTIVE));
          assertThat(facts.room()).contains(stage.cast.roomIs(0, InvitePolicy.ALL_MEMBERS));
          assertThat(facts.member()).contains(stage.cast.memberIs(1, false));
          assertThat(facts.caller()).contains(stage.cast.memberIs(0, false));
          assertThat(facts.callerMembership()).contains(stage.membership(0, 0, Role.ADMINISTRATOR));
          assertThat(facts.membership()).contains(stage.membership(0, 1, Role.MEMBER));
          assertThat(facts.roomMembershipCount()).isEqualTo(2);
          assertThat(facts.memberRoomCount()).isEqualTo(2);
          assertThat(facts.memberRoomLimit()).isEqualTo(Cast.MEMBER_ROOM_LIMIT);
        });
  }

  @Test
  @DisplayName("Promise 1: facts about nothing tell of nothing")
  default void factsAboutNothing() throws Exception {
    FreshStore.use(
        this,
        Cast.MEMBER_ROOM_LIMIT,
        store -> {
          MembershipKey key = new Cast().key(0, 0);
          assertThat(Action.Facts.told(store, key, Cast.member(1)))
              .isEqualTo(
                  MembershipFacts.builder()
                      .key(key)
                      .callerId(Cast.member(1))
                      .memberRoomLimit(Cast.MEMBER_ROOM_LIMIT)
                      .build());
        });
  }

  @Test
  @DisplayName("Promise 2: an add is whole, and its outcome is the first that holds")
  default void theFirstOutcomeThatHolds() throws Exception {
    onStage(
        stage -> {
          MembershipFacts seen = stage.facts(0, 4);
          assertThat(stage.add(seen, Role.MEMBER)).isEqualTo(new AddOutcome.Added());
          assertThat(stage.find(0, 4)).contains(stage.membership(0, 4, Role.MEMBER));
          stage.isIn(0, 0, Role.MEMBER);
          stage.isIn(0, 1, Role.MEMBER);
          stage.isIn(1, 4, Role.MEMBER);

          // Already in, in a full room, and in as many rooms as may be.
          assertThat(stage.add(stage.facts(0, 4), Role.ADMINISTRATOR))
              .isEqualTo(new AddOutcome.AlreadyMember(stage.membership(0, 4, Role.MEMBER)));
          stage.isIn(1, 2, Role.MEMBER);
          stage.isIn(2, 2, Role.MEMBER);
          // The room is full, and so is the member.
          assertThat(stage.add(stage.facts(0, 2), Role.MEMBER))
              .as("an add to a full room, of a member in as many rooms as may be")
              .isEqualTo(new AddOutcome.RoomFull(Cast.ROOM_LIMIT));
          assertThat(stage.add(stage.facts(2, 4), Role.MEMBER))
              .isEqualTo(new AddOutcome.MemberFull(Cast.MEMBER_ROOM_LIMIT));

          MembershipFacts aged = stage.facts(0, 4);
          stage.store.accounts().save(stage.cast.accountIs(AccountStatus.SUSPENDED));
          assertThat(stage.add(aged, Role.MEMBER)).isEqualTo(new AddOutcome.Stale());
          stage.store.rooms().remove(stage.cast.account, Cast.room(0));
          assertThat(stage.add(aged, Role.MEMBER)).isEqualTo(new AddOutcome.Gone());
        });
  }

  @Test
  @DisplayName("Promise 2: an add that is refused changes nothing, not even a count")
  default void aRefusedAddChangesNothing() throws Exception {
    onStage(
        stage -> {
          for (int member = 0; member < Cast.ROOM_LIMIT; member++) {
            stage.isIn(0, member, Role.MEMBER);
          }
          stage.isIn(1, 0, Role.MEMBER);
          MembershipFacts stale = stage.facts(1, 3);
          stage.store.rooms().save(stage.cast.roomIs(1, InvitePolicy.ADMINISTRATORS));
          MembershipFacts gone = stage.facts(2, 4);
          stage.store.members().remove(stage.cast.account, Cast.member(4));

          List<Object> before = stage.cast.picture(stage.store);
          for (MembershipFacts seen :
              List.of(gone, stale, stage.facts(1, 0), stage.facts(0, 3), stage.facts(2, 0))) {
            AddOutcome refused = stage.add(seen, Role.ADMINISTRATOR);
            assertThat(refused).isNotEqualTo(new AddOutcome.Added());
            stage.cast.looksLike(before, stage.store, "after an add was refused with " + refused);
          }
        });
  }

  @Test
  @DisplayName("Promise 2: facts about another membership are a broken caller's")
  default void factsAboutAnotherMembership() throws Exception {
    onStage(
        stage ->
            assertThatThrownBy(
                    () ->
                        stage
                            .memberships()
                            .add(stage.membership(0, 1, Role.MEMBER), stage.facts(0, 0)))
                .isInstanceOf(IllegalArgumentException.class));
  }

  @Test
  @DisplayName("Promise 3: who is in is not added again, on whatever facts")
  default void noTwins() throws Exception {
    onStage(
        stage -> {
          MembershipFacts before = stage.facts(0, 0);
          stage.isIn(0, 0, Role.ADMINISTRATOR);
          AddOutcome already =
              new AddOutcome.AlreadyMember(stage.membership(0, 0, Role.ADMINISTRATOR));

          assertThat(stage.add(before, Role.MEMBER))
              .as("an add on facts from before the member was added")
              .isEqualTo(already);
          assertThat(stage.add(stage.facts(0, 0), Role.MEMBER))
              .as("an add on facts that show the member in the room")
              .isEqualTo(already);
          stage.counts(0, 0, 1, 1);
        });
  }

  @Test
  @DisplayName("Promise 4: the last seat is given, and not one more")
  default void theLastSeat() throws Exception {
    onStage(
        stage -> {
          MembershipFacts early = stage.facts(0, 4);
          for (int member = 0; member < Cast.ROOM_LIMIT; member++) {
            assertThat(stage.add(stage.facts(0, member), Role.MEMBER))
                .isEqualTo(new AddOutcome.Added());
          }
          assertThat(stage.add(early, Role.MEMBER))
              .as("one more add to a room with all seats taken")
              .isEqualTo(new AddOutcome.RoomFull(Cast.ROOM_LIMIT));
          assertThat(stage.facts(0, 4).roomMembershipCount()).isEqualTo(Cast.ROOM_LIMIT);
        });
  }

  @Test
  @DisplayName("Promise 4: a member's last room is given, and not one more")
  default void theLastRoom() throws Exception {
    onStage(
        stage -> {
          MembershipFacts early = stage.facts(2, 0);
          for (int room = 0; room < Cast.MEMBER_ROOM_LIMIT; room++) {
            assertThat(stage.add(stage.facts(room, 0), Role.MEMBER))
                .isEqualTo(new AddOutcome.Added());
          }
          assertThat(stage.add(early, Role.MEMBER))
              .as("an add of a member that is in as many rooms as may be")
              .isEqualTo(new AddOutcome.MemberFull(Cast.MEMBER_ROOM_LIMIT));
        });
  }

  @Test
  @DisplayName("Promise 5: who is in a full room is told so, and not that it is full")
  default void inIsIn() throws Exception {
    onStage(
        stage -> {
          MembershipFacts early = stage.facts(0, 0);
          for (int member = 0; member < Cast.ROOM_LIMIT; member++) {
            stage.isIn(0, member, Role.MEMBER);
          }
          stage.isIn(1, 0, Role.MEMBER);

          assertThat(stage.add(early, Role.MEMBER))
              .as("an add of who is in a full room, and in as many rooms as may be")
              .isEqualTo(new AddOutcome.AlreadyMember(stage.membership(0, 0, Role.MEMBER)));
        });
  }

  @Test
  @DisplayName("Promise 6: a change of account, room, member or caller makes an add stale")
  default void staleDecisions() throws Exception {
    afterEachThatMakesStale(
        (happening, stage, change) -> {
          MembershipFacts seen = stage.facts(0, 1, 0);
          change.accept(stage);
          assertThat(stage.add(seen, Role.MEMBER))
              .as("an add on facts that were read before %s", happening)
              .isEqualTo(new AddOutcome.Stale());
          assertThat(stage.find(0, 1)).as("what the stale add left").isEmpty();
        });
  }

  @Test
  @DisplayName("Promise 12: a change of account, room, member or caller makes changes stale")
  default void staleChanges() throws Exception {
    afterEachThatMakesStale(
        (happening, stage, change) -> {
          stage.isIn(0, 1, Role.MEMBER);
          MembershipFacts seen = stage.facts(0, 1, 0);
          Optional<RoomMembership> before = stage.find(0, 1);
          change.accept(stage);
          assertThat(stage.changeRole(seen, Role.ADMINISTRATOR))
              .as("a change of role on facts that were read before %s", happening)
              .isEqualTo(ChangeOutcome.STALE);
          assertThat(stage.memberships().remove(seen))
              .as("a removal on facts that were read before %s", happening)
              .isEqualTo(ChangeOutcome.STALE);
          assertThat(stage.find(0, 1)).as("what the stale changes left").isEqualTo(before);
        });
  }

  private void afterEachThatMakesStale(Staleness staleness) throws Exception {
    Map<String, Consumer<Stage>> happenings = new LinkedHashMap<>();
    happenings.put(
        "the account was suspended",
        stage -> stage.store.accounts().save(stage.cast.accountIs(AccountStatus.SUSPENDED)));
    happenings.put(
        "the room's invite policy changed",
        stage -> stage.store.rooms().save(stage.cast.roomIs(0, InvitePolicy.ADMINISTRATORS)));
    happenings.put(
        "the member was suspended",
        stage -> stage.store.members().save(stage.cast.memberIs(1, true)));
    happenings.put(
        "the caller was suspended",
        stage -> stage.store.members().save(stage.cast.memberIs(0, true)));
    happenings.put(
        "the caller was demoted",
        stage ->
            assertThat(stage.changeRole(stage.facts(0, 0), Role.MEMBER))
                .isEqualTo(ChangeOutcome.CHANGED));
    happenings.put(
        "the caller was removed from the room",
        stage ->
            assertThat(stage.memberships().remove(stage.facts(0, 0)))
                .isEqualTo(ChangeOutcome.CHANGED));
    happenings.put(
        "the caller was removed from all its rooms",
        stage -> stage.memberships().removeAllOf(stage.cast.account, Cast.member(0)));
    for (Map.Entry<String, Consumer<Stage>> happening : happenings.entrySet()) {
      onStage(
          stage -> {
            stage.isIn(0, 0, Role.ADMINISTRATOR);
            stage.isIn(0, 2, Role.ADMINISTRATOR);
            staleness.isSeen(happening.getKey(), stage, happening.getValue());
          });
    }
  }

  /** That facts have aged, once something happened. */
  interface Staleness {
    void isSeen(String happening, Stage stage, Consumer<Stage> change);
  }

  @Test
  @DisplayName("Promise 6: plain adds to a room do not make each other stale")
  default void plainAddsAreNotStale() throws Exception {
    onStage(
        stage -> {
          stage.isIn(0, 0, Role.ADMINISTRATOR);
          MembershipFacts first = stage.facts(0, 1, 0);
          MembershipFacts second = stage.facts(0, 2, 0);
          assertThat(stage.add(first, Role.MEMBER)).isEqualTo(new AddOutcome.Added());
          assertThat(stage.add(second, Role.MEMBER))
              .as("an add on facts from before another was added")
              .isEqualTo(new AddOutcome.Added());
        });
  }

  @Test
  @DisplayName("Promise 7: what was written is seen by every read that begins after")
  default void seen() throws Exception {
    onStage(
        stage -> {
          stage.isIn(0, 0, Role.MEMBER);
          RoomMembership expected = stage.membership(0, 0, Role.MEMBER);

          assertThat(stage.find(0, 0)).contains(expected);
          assertThat(stage.facts(0, 0).membership()).contains(expected);
          assertThat(stage.memberships().listByRoom(stage.cast.account, Cast.room(0), null, 9))
              .isEqualTo(new Page<>(List.of(expected), false));
          assertThat(stage.memberships().listByMember(stage.cast.account, Cast.member(0), null, 9))
              .isEqualTo(new Page<>(List.of(expected), false));
        });
  }

  @Test
  @DisplayName("Promise 8: a page holds something")
  default void aPageHoldsSomething() throws Exception {
    onStage(
        stage -> {
          assertThatThrownBy(
                  () -> stage.memberships().listByRoom(stage.cast.account, Cast.room(0), null, 0))
              .isInstanceOf(IllegalArgumentException.class);
          assertThatThrownBy(
                  () ->
                      stage
                          .memberships()
                          .listByMember(stage.cast.account, Cast.member(0), null, -1))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  @Test
  @DisplayName("Promise 9: with a room its memberships go")
  default void aRoomTakesItsMembershipsWithIt() throws Exception {
    onStage(
        stage -> {
          stage.isIn(0, 0, Role.ADMINISTRATOR);
          stage.isIn(0, 1, Role.MEMBER);
          stage.isIn(1, 1, Role.MEMBER);

          assertThat(stage.store.rooms().remove(stage.cast.account, Cast.room(0))).isTrue();
          assertThat(stage.store.rooms().remove(stage.cast.account, Cast.room(0))).isFalse();
          stage.store.rooms().save(stage.cast.roomIs(0, InvitePolicy.ALL_MEMBERS));

          assertThat(stage.find(0, 1)).isEmpty();
          stage.counts(0, 1, 0, 1);
          assertThat(
                  stage
                      .memberships()
                      .listByMember(stage.cast.account, Cast.member(1), null, 9)
                      .items())
              .containsExactly(stage.membership(1, 1, Role.MEMBER));
        });
  }

  @Test
  @DisplayName("Promise 9: with a member its memberships go, and the last administrator's too")
  default void aMemberTakesItsMembershipsWithIt() throws Exception {
    onStage(
        stage -> {
          stage.isIn(0, 0, Role.ADMINISTRATOR);
          stage.isIn(0, 1, Role.MEMBER);
          stage.isIn(1, 0, Role.MEMBER);

          assertThat(stage.store.members().remove(stage.cast.account, Cast.member(0))).isTrue();
          assertThat(stage.store.members().remove(stage.cast.account, Cast.member(0))).isFalse();
          stage.store.members().save(stage.cast.memberIs(0, false));

          stage.counts(0, 0, 1, 0);
          assertThat(
                  stage.memberships().listByRoom(stage.cast.account, Cast.room(0), null, 9).items())
              .containsExactly(stage.membership(0, 1, Role.MEMBER));
        });
  }

  @Test
  @DisplayName("Promise 9: all of a member's memberships can go while it stays")
  default void allMembershipsOfAMemberGo() throws Exception {
    onStage(
        stage -> {
          stage.isIn(0, 0, Role.ADMINISTRATOR);
          stage.isIn(1, 0, Role.MEMBER);
          assertThat(stage.memberships().removeAllOf(stage.cast.account, Cast.member(0)))
              .isEqualTo(2);
          assertThat(stage.memberships().removeAllOf(stage.cast.account, Cast.member(0))).isZero();
          assertThat(stage.facts(0, 0).member()).isPresent();
          assertThat(stage.facts(0, 0).roomMembershipCount()).isZero();
        });
  }

  @Test
  @DisplayName("Promise 9: saving a room or a member again keeps its memberships")
  default void savingAgainKeepsMemberships() throws Exception {
    onStage(
        stage -> {
          stage.isIn(0, 0, Role.MEMBER);
          stage.store.rooms().save(stage.cast.roomIs(0, InvitePolicy.ADMINISTRATORS));
          stage.store.members().save(stage.cast.memberIs(0, true));

          assertThat(stage.find(0, 0)).contains(stage.membership(0, 0, Role.MEMBER));
          stage.counts(0, 0, 1, 1);
        });
  }

  @Test
  @DisplayName("RoomRepository.save: the limit that a room was created with stays")
  default void theLimitOfARoomStays() throws Exception {
    onStage(
        stage -> {
          Room room = stage.cast.roomIs(0, InvitePolicy.ALL_MEMBERS);
          Room wider = Room.builder().from(room).membershipLimit(Cast.ROOM_LIMIT + 1).build();
          assertThatThrownBy(() -> stage.store.rooms().save(wider))
              .isInstanceOf(IllegalArgumentException.class);
          assertThat(stage.store.rooms().find(stage.cast.account, Cast.room(0))).contains(room);
        });
  }

  @Test
  @DisplayName("MemberRepository.save: the type that a member was created with stays")
  default void theTypeOfAMemberStays() throws Exception {
    onStage(
        stage -> {
          Member user = stage.cast.memberIs(0, false);
          Member bot =
              Member.builder()
                  .accountId(user.accountId())
                  .memberId(user.memberId())
                  .type(MemberType.BOT)
                  .build();
          assertThatThrownBy(() -> stage.store.members().save(bot))
              .isInstanceOf(IllegalArgumentException.class);
          assertThat(stage.store.members().find(stage.cast.account, Cast.member(0))).contains(user);
        });
  }

  @Test
  @DisplayName("Promise 12: a role is changed as it was seen, and keeps all but role and time")
  default void aRoleIsChangedAsItWasSeen() throws Exception {
    onStage(
        stage -> {
          stage.isIn(0, 0, Role.ADMINISTRATOR);
          stage.isIn(0, 1, Role.MEMBER);
          MembershipFacts seen = stage.facts(0, 1);

          assertThat(stage.changeRole(seen, Role.ADMINISTRATOR)).isEqualTo(ChangeOutcome.CHANGED);
          assertThat(stage.find(0, 1))
              .contains(
                  RoomMembership.builder()
                      .from(stage.membership(0, 1, Role.ADMINISTRATOR))
                      .updatedAt(Stage.LATER)
                      .build());
          Instant tooLate = Instant.parse("+10000-01-01T00:00:00Z");
          MembershipFacts now = stage.facts(0, 1);
          assertThatThrownBy(() -> stage.memberships().changeRole(now, Role.MEMBER, tooLate))
              .as("a change at a time that no store has to hold")
              .isInstanceOf(IllegalArgumentException.class);
          assertThat(stage.changeRole(seen, Role.MEMBER))
              .as("a change of role on facts from before another")
              .isEqualTo(ChangeOutcome.STALE);
          assertThat(stage.memberships().remove(seen))
              .as("a removal on facts from before a change of role")
              .isEqualTo(ChangeOutcome.STALE);
        });
  }

  @Test
  @DisplayName("Promise 12: a change is stale once the caller's standing changed")
  default void aChangeIsStaleOnceTheCallerWasDemoted() throws Exception {
    onStage(
        stage -> {
          stage.isIn(0, 0, Role.ADMINISTRATOR);
          stage.isIn(0, 1, Role.ADMINISTRATOR);
          MembershipFacts byFirst = stage.facts(0, 1, 0);
          MembershipFacts bySecond = stage.facts(0, 0, 1);

          assertThat(stage.changeRole(byFirst, Role.MEMBER)).isEqualTo(ChangeOutcome.CHANGED);
          assertThat(stage.changeRole(bySecond, Role.MEMBER))
              .as("a change of role by who has been demoted")
              .isEqualTo(ChangeOutcome.STALE);
          assertThat(stage.memberships().remove(bySecond))
              .as("a removal by who has been demoted")
              .isEqualTo(ChangeOutcome.STALE);
        });
  }

  @Test
  @DisplayName("Promise 12: the last administrator keeps the role, alone or not")
  default void theLastAdministratorKeepsTheRole() throws Exception {
    onStage(
        stage -> {
          stage.isIn(0, 0, Role.ADMINISTRATOR);
          assertThat(stage.changeRole(stage.facts(0, 0), Role.MEMBER))
              .isEqualTo(ChangeOutcome.LAST_ADMINISTRATOR);
          stage.isIn(0, 1, Role.MEMBER);
          assertThat(stage.changeRole(stage.facts(0, 0), Role.MEMBER))
              .isEqualTo(ChangeOutcome.LAST_ADMINISTRATOR);
          assertThat(stage.find(0, 0)).contains(stage.membership(0, 0, Role.ADMINISTRATOR));
        });
  }

  @Test
  @DisplayName("Promise 12: the last administrator leaves last")
  default void theLastAdministratorLeavesLast() throws Exception {
    onStage(
        stage -> {
          stage.isIn(0, 0, Role.ADMINISTRATOR);
          stage.isIn(0, 1, Role.MEMBER);
          assertThat(stage.memberships().remove(stage.facts(0, 0)))
              .isEqualTo(ChangeOutcome.LAST_ADMINISTRATOR);
          assertThat(stage.memberships().remove(stage.facts(0, 1)))
              .isEqualTo(ChangeOutcome.CHANGED);
          assertThat(stage.memberships().remove(stage.facts(0, 0)))
              .isEqualTo(ChangeOutcome.CHANGED);
          assertThat(stage.find(0, 0)).isEmpty();
        });
  }

  @Test
  @DisplayName("Promise 12: removed and added again, a member starts afresh")
  default void removedAndAddedAgain() throws Exception {
    onStage(
        stage -> {
          stage.isIn(0, 0, Role.ADMINISTRATOR);
          assertThat(stage.memberships().remove(stage.facts(0, 0)))
              .isEqualTo(ChangeOutcome.CHANGED);
          stage.isIn(0, 0, Role.MEMBER);
          assertThat(stage.find(0, 0)).contains(stage.membership(0, 0, Role.MEMBER));
          assertThat(stage.facts(0, 0).roomMembershipCount()).isEqualTo(1);
        });
  }

  @Test
  @DisplayName(
      "Promise 12: a change to a membership that the facts do not show is a broken caller's")
  default void noMembershipInTheFacts() throws Exception {
    onStage(
        stage -> {
          MembershipFacts seen = stage.facts(0, 0);
          assertThatThrownBy(() -> stage.changeRole(seen, Role.MEMBER))
              .isInstanceOf(IllegalArgumentException.class);
          assertThatThrownBy(() -> stage.memberships().remove(seen))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  private void onStage(Stage.Play play) throws Exception {
    FreshStore.use(this, Cast.MEMBER_ROOM_LIMIT, store -> play.on(new Stage(store, new Cast())));
  }
}
