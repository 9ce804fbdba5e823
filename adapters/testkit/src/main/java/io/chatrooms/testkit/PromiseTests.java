package io.chatrooms.testkit;

import static io.chatrooms.testkit.Fixture.addition;
import static io.chatrooms.testkit.Fixture.removal;
import static io.chatrooms.testkit.Fixture.roleChange;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipRemoved;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoleChanged;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.Page;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each promise by itself, shown by an example. A new store begins here. */
interface PromiseTests extends StoreFactory {
  @Test
  @DisplayName("Promise 1: facts contain what is known of account, room, member and caller")
  default void factsContainWhatIsKnown() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          fixture.given(LOUNGE_UPPER, ANN_UPPER, Role.MEMBER);

          assertThat(Fixture.withoutStamp(fixture.facts(ANN, LOUNGE, ANN_UPPER)))
              .isEqualTo(
                  new MembershipFacts(
                      new RoomFacts(
                          new AccountFacts(
                              fixture.account,
                              Optional.of(ANN.id()),
                              Optional.of(fixture.accountThatIs(AccountStatus.ACTIVE)),
                              Optional.of(fixture.active(ANN)),
                              AccountFacts.Stamp.NONE),
                          LOUNGE.id(),
                          Optional.of(fixture.roomWith(LOUNGE, InvitePolicy.ALL_MEMBERS)),
                          Optional.of(fixture.membership(LOUNGE, ANN, Role.ADMINISTRATOR)),
                          2,
                          1),
                      ANN_UPPER.id(),
                      Optional.of(fixture.active(ANN_UPPER)),
                      Optional.of(fixture.membership(LOUNGE, ANN_UPPER, Role.MEMBER)),
                      2,
                      Fixture.MEMBER_ROOM_LIMIT));
        });
  }

  @Test
  @DisplayName("Promise 1: facts about what does not exist are empty")
  default void factsAboutNothing() throws Exception {
    FreshStore.use(
        this,
        Fixture.MEMBER_ROOM_LIMIT,
        store -> {
          Fixture empty = Fixture.emptyOn(store);
          assertThat(Fixture.withoutStamp(empty.facts(ANN_UPPER, LOUNGE, ANN)))
              .isEqualTo(
                  new MembershipFacts(
                      new RoomFacts(
                          new AccountFacts(
                              empty.account,
                              Optional.of(ANN_UPPER.id()),
                              Optional.empty(),
                              Optional.empty(),
                              AccountFacts.Stamp.NONE),
                          LOUNGE.id(),
                          Optional.empty(),
                          Optional.empty(),
                          0,
                          0),
                      ANN.id(),
                      Optional.empty(),
                      Optional.empty(),
                      0,
                      Fixture.MEMBER_ROOM_LIMIT));
        });
  }

  @Test
  @DisplayName("Promise 2: a change is made whole: an addition, a change of role, a removal")
  default void aChangeIsMadeWhole() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          countsAre(fixture, 1, 1, 0);

          MembershipFacts absent = fixture.facts(ANN, LOUNGE, BOB);
          fixture.isMade(addition(absent, Role.MEMBER), absent, "an addition");
          assertThat(fixture.find(LOUNGE, BOB))
              .contains(fixture.membership(LOUNGE, BOB, Role.MEMBER));
          countsAre(fixture, 2, 1, 1);

          MembershipFacts plain = fixture.facts(ANN, LOUNGE, BOB);
          RoleChanged promotion = roleChange(plain, Role.ADMINISTRATOR);
          fixture.isMade(promotion, plain, "a change of role");
          assertThat(fixture.find(LOUNGE, BOB)).contains(promotion.changed());
          countsAre(fixture, 2, 2, 1);

          MembershipFacts administrator = fixture.facts(ANN, LOUNGE, BOB);
          fixture.isMade(removal(administrator), administrator, "a removal");
          assertThat(fixture.find(LOUNGE, BOB)).isEmpty();
          countsAre(fixture, 1, 1, 0);
        });
  }

  private static void countsAre(
      Fixture fixture, int memberships, int administrators, int roomsOfBob) {
    MembershipFacts facts = fixture.facts(LOUNGE, BOB);
    assertThat(facts.room().membershipCount())
        .as("the count of memberships")
        .isEqualTo(memberships);
    assertThat(facts.room().administratorCount())
        .as("the count of administrators")
        .isEqualTo(administrators);
    assertThat(facts.roomCount()).as("the count of BOB's rooms").isEqualTo(roomsOfBob);
  }

  @Test
  @DisplayName("Promise 2: a change that is declined changes nothing, not even a count")
  default void aDeclinedChangeChangesNothing() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          fixture.given(LOUNGE_UPPER, ANN, Role.MEMBER);
          Map<String, Supplier<Optional<MembershipFacts>>> declined = new LinkedHashMap<>();
          MembershipFacts before = fixture.facts(LOUNGE, ANN_SPACE);
          declined.put(
              "the addition of a member that is in the room",
              () -> fixture.confirm(addition(before, Role.ADMINISTRATOR), before));
          fixture.given(LOUNGE, ANN_SPACE, Role.MEMBER);
          MembershipFacts full = fixture.facts(LOUNGE, BOB);
          declined.put(
              "an addition to a full room",
              () -> fixture.confirm(addition(full, Role.ADMINISTRATOR), full));
          MembershipFacts tooMany = fixture.facts(LOUNGE_SPACE, ANN);
          declined.put(
              "the addition of a member that is in as many rooms as it may be",
              () -> fixture.confirm(addition(tooMany, Role.ADMINISTRATOR), tooMany));
          MembershipFacts last = fixture.facts(LOUNGE, ANN);
          declined.put(
              "the demotion of the last administrator",
              () -> fixture.confirm(roleChange(last, Role.MEMBER), last));
          declined.put(
              "the removal of the last administrator", () -> fixture.confirm(removal(last), last));
          MembershipFacts otherPolicy = fixture.facts(LOUNGE_UPPER, BOB);
          MembershipFacts otherPolicyOfAnn = fixture.facts(LOUNGE_UPPER, ANN);
          fixture.save(LOUNGE_UPPER, InvitePolicy.ADMINISTRATORS);
          declined.put(
              "an addition to a room that was saved with another invite policy",
              () -> fixture.confirm(addition(otherPolicy, Role.MEMBER), otherPolicy));
          declined.put(
              "a removal from a room that was saved with another invite policy",
              () -> fixture.confirm(removal(otherPolicyOfAnn), otherPolicyOfAnn));
          MembershipFacts removedMember = fixture.facts(LOUNGE_SPACE, ROBOT);
          fixture.remove(ROBOT);
          declined.put(
              "the addition of a member that was removed from the account",
              () -> fixture.confirm(addition(removedMember, Role.MEMBER), removedMember));

          List<Object> picture = fixture.picture();
          declined.forEach(
              (what, confirming) -> {
                assertThat(confirming.get()).as("the facts instead of %s", what).isPresent();
                fixture.looksLike(picture, "after it declined " + what);
                assertThat(InvariantTests.differenceOfCounts(fixture))
                    .as("a wrong count after the store declined %s", what)
                    .isEmpty();
              });
        });
  }

  @Test
  @DisplayName("Promise 2: on the facts that are returned instead the next change is made")
  default void theFactsInsteadLeadOn() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          MembershipFacts seen = fixture.facts(ANN, LOUNGE, BOB);
          fixture.save(LOUNGE, InvitePolicy.ADMINISTRATORS);
          MembershipFacts instead =
              fixture.isDeclined(addition(seen, Role.MEMBER), seen, "an addition on old facts");
          fixture.isMade(
              addition(instead, Role.MEMBER), instead, "an addition on the facts instead");

          MembershipFacts plain = fixture.facts(ANN, LOUNGE, BOB);
          fixture.save(LOUNGE, InvitePolicy.ALL_MEMBERS);
          instead =
              fixture.isDeclined(
                  roleChange(plain, Role.ADMINISTRATOR), plain, "a change of role on old facts");
          fixture.isMade(
              roleChange(instead, Role.ADMINISTRATOR),
              instead,
              "a change of role on the facts instead");
        });
  }

  @Test
  @DisplayName("Promise 2: a member that was removed and is added again has a fresh membership")
  default void removedAndAddedAgain() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          MembershipFacts seen = fixture.facts(LOUNGE, ANN);
          fixture.isMade(removal(seen), seen, "the removal of the room's only member");
          fixture.given(LOUNGE, ANN, Role.MEMBER);

          assertThat(fixture.find(LOUNGE, ANN))
              .contains(fixture.membership(LOUNGE, ANN, Role.MEMBER));
          MembershipFacts facts = fixture.facts(LOUNGE, ANN);
          assertThat(facts.room().membershipCount()).isEqualTo(1);
          assertThat(facts.room().administratorCount()).isZero();
        });
  }

  @Test
  @DisplayName("confirm: a change that does not follow from the facts is a programming error")
  default void aChangeThatDoesNotFollowFromTheFacts() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          fixture.remove(LOUNGE_SPACE);
          Fixture noAccount = Fixture.emptyOn(fixture.store);
          MembershipFacts present = fixture.facts(LOUNGE, ANN_UPPER);
          MembershipFacts absent = fixture.facts(LOUNGE, BOB);
          RoomMembership ofBob = fixture.membership(LOUNGE, BOB, Role.MEMBER);

          List<Object> before = fixture.picture();
          isAProgrammingError(fixture, addition(absent, Role.MEMBER), present, "another member");
          isAProgrammingError(fixture, removal(present), absent, "another member");
          isAProgrammingError(fixture, addition(present, Role.MEMBER), present, "a membership");
          isAProgrammingError(fixture, new MembershipRemoved(ofBob), absent, "no membership");
          isAProgrammingError(
              fixture, new RoleChanged(ofBob, Role.MEMBER, Fixture.NOON), absent, "no membership");
          isAProgrammingError(
              fixture,
              new MembershipRemoved(roleChange(present, Role.ADMINISTRATOR).changed()),
              present,
              "another role");
          additionIsAProgrammingError(noAccount, noAccount.facts(LOUNGE, ANN), "no account");
          additionIsAProgrammingError(fixture, fixture.facts(LOUNGE_SPACE, ANN), "no room");
          additionIsAProgrammingError(fixture, fixture.facts(LOUNGE, HOOK), "no such member");
          additionIsAProgrammingError(
              fixture, fixture.facts(HOOK, LOUNGE, BOB), "a caller that the account does not know");
          additionIsAProgrammingError(
              fixture, fixture.facts(ANN_SPACE, LOUNGE, BOB), "a caller that is not in the room");
          fixture.looksLike(before, "after changes that are programming errors");
        });
  }

  private static void additionIsAProgrammingError(
      Fixture fixture, MembershipFacts seen, String shown) {
    isAProgrammingError(fixture, addition(seen, Role.MEMBER), seen, shown);
  }

  private static void isAProgrammingError(
      Fixture fixture, MembershipChange change, MembershipFacts seen, String shown) {
    assertThatThrownBy(() -> fixture.confirm(change, seen))
        .as("%s on facts that show %s", change.getClass().getSimpleName(), shown)
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("Promise 3: an addition is declined if anything changed that was seen")
  default void additionsOnOldFacts() throws Exception {
    afterEachChangeOfWhatWasSeen(
        (what, fixture, happening) -> {
          MembershipFacts seen = fixture.facts(ANN, LOUNGE, ANN_UPPER);
          happening.accept(fixture);
          fixture.isDeclined(
              addition(seen, Role.MEMBER),
              seen,
              "an addition on the facts from before %s".formatted(what));
          assertThat(fixture.find(LOUNGE, ANN_UPPER))
              .as("the membership, after an addition on the facts from before %s", what)
              .isEmpty();
        });
  }

  @Test
  @DisplayName("Promise 3: a change of role or a removal is declined if anything changed")
  default void changesOnOldFacts() throws Exception {
    List<Function<MembershipFacts, MembershipChange>> changes =
        List.of(seen -> roleChange(seen, Role.ADMINISTRATOR), Fixture::removal);
    for (Function<MembershipFacts, MembershipChange> change : changes) {
      afterEachChangeOfWhatWasSeen(
          (what, fixture, happening) -> {
            fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
            MembershipFacts seen = fixture.facts(ANN, LOUNGE, ANN_UPPER);
            MembershipChange decided = change.apply(seen);
            happening.accept(fixture);
            Optional<RoomMembership> before = fixture.find(LOUNGE, ANN_UPPER);
            String confirmed =
                "%s on the facts from before %s"
                    .formatted(decided.getClass().getSimpleName(), what);
            fixture.isDeclined(decided, seen, confirmed);
            assertThat(fixture.find(LOUNGE, ANN_UPPER))
                .as("the membership, after %s", confirmed)
                .isEqualTo(before);
          });
    }
  }

  /** ANN asks about ANN_UPPER in LOUNGE; ANN_SPACE is an administrator too. */
  private void afterEachChangeOfWhatWasSeen(OldFacts test) throws Exception {
    Fixture.useFor(
        Happenings.all().entrySet(),
        this,
        (happening, fixture) -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, ANN_SPACE, Role.ADMINISTRATOR);
          test.holds(happening.getKey(), fixture, happening.getValue());
        });
  }

  @Test
  @DisplayName("Promise 3: counts are not compared: additions of others do not make it decline")
  default void countsAreNotCompared() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          MembershipFacts first = fixture.facts(ANN, LOUNGE, ANN_UPPER);
          MembershipFacts second = fixture.facts(ANN, LOUNGE, BOB);
          fixture.isMade(addition(first, Role.MEMBER), first, "an addition");
          fixture.isMade(
              addition(second, Role.MEMBER),
              second,
              "an addition on the facts from before another addition to the room");

          MembershipFacts elsewhere = fixture.facts(ANN, LOUNGE, BOB);
          fixture.given(LOUNGE_UPPER, BOB, Role.MEMBER);
          fixture.isMade(
              roleChange(elsewhere, Role.ADMINISTRATOR),
              elsewhere,
              "a change of role on the facts from before an addition to another room");

          MembershipFacts leaving = fixture.facts(ANN, LOUNGE, ANN_UPPER);
          fixture.given(LOUNGE_UPPER, ANN_UPPER, Role.MEMBER);
          fixture.isMade(
              removal(leaving),
              leaving,
              "a removal on the facts from before an addition to another room");
        });
  }

  @Test
  @DisplayName("Promise 4: a member that is in the room is not added again, on whatever facts")
  default void noTwins() throws Exception {
    for (Role first : Role.values()) {
      Fixture.use(
          this,
          fixture -> {
            MembershipFacts before = fixture.facts(LOUNGE, ANN);
            RoomMembership standing = fixture.given(LOUNGE, ANN, first);
            for (Role again : Role.values()) {
              fixture.isDeclined(
                  addition(before, again),
                  before,
                  "an addition as %s on the facts from before the member was added as %s"
                      .formatted(again, first));
            }
            assertThat(fixture.inRoom(LOUNGE)).containsExactly(standing);
            fixture.counts(LOUNGE, ANN, 1, 1);
          });
    }
  }

  @Test
  @DisplayName("Promise 4: the facts instead show the membership, in a full room too")
  default void theFactsInsteadShowTheMembership() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          MembershipFacts early = fixture.facts(LOUNGE, ANN);
          RoomMembership standing = fixture.given(LOUNGE, ANN, Role.MEMBER);
          fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          fixture.given(LOUNGE, ANN_SPACE, Role.MEMBER);
          fixture.given(LOUNGE_UPPER, ANN, Role.MEMBER);

          MembershipFacts instead =
              fixture.isDeclined(
                  addition(early, Role.MEMBER),
                  early,
                  "the addition of a member that is in the room, while the room is full and the"
                      + " member is in as many rooms as it may be");
          assertThat(instead.membership()).contains(standing);
        });
  }

  @Test
  @DisplayName("Promise 5: a room gets as many memberships as its limit, and not one more")
  default void noRoomBeyondItsLimit() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          MembershipFacts early = fixture.facts(LOUNGE, BOB);
          fixture.given(LOUNGE, ANN, Role.MEMBER);
          fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          fixture.given(LOUNGE, ANN_SPACE, Role.MEMBER);
          MembershipFacts instead =
              fixture.isDeclined(addition(early, Role.MEMBER), early, "an addition to a full room");
          assertThat(instead.room().membershipCount()).isEqualTo(Fixture.ROOM_LIMIT);
          fixture.isDeclined(
              addition(instead, Role.MEMBER),
              instead,
              "an addition on facts that show a full room");

          MembershipFacts leaving = fixture.facts(LOUNGE, ANN);
          fixture.isMade(removal(leaving), leaving, "a removal from the full room");
          MembershipFacts now = fixture.facts(LOUNGE, BOB);
          fixture.isMade(addition(now, Role.MEMBER), now, "an addition where one was removed");
        });
  }

  @Test
  @DisplayName("Promise 5: a member gets into as many rooms as its limit, and not one more")
  default void noMemberBeyondItsLimit() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          MembershipFacts early = fixture.facts(LOUNGE_SPACE, ANN);
          fixture.given(LOUNGE, ANN, Role.MEMBER);
          fixture.given(LOUNGE_UPPER, ANN, Role.MEMBER);
          MembershipFacts instead =
              fixture.isDeclined(
                  addition(early, Role.MEMBER),
                  early,
                  "the addition of a member that is in as many rooms as it may be");
          assertThat(instead.roomCount()).isEqualTo(Fixture.MEMBER_ROOM_LIMIT);

          MembershipFacts leaving = fixture.facts(LOUNGE, ANN);
          fixture.isMade(removal(leaving), leaving, "a removal from one of the rooms");
          MembershipFacts now = fixture.facts(LOUNGE_SPACE, ANN);
          fixture.isMade(addition(now, Role.MEMBER), now, "an addition after a removal");
        });
  }

  @Test
  @DisplayName("Promise 6: the last administrator is not demoted, alone in the room or not")
  default void theLastAdministratorIsNotDemoted() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          RoomMembership last = fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          MembershipFacts alone = fixture.facts(LOUNGE, ANN);
          fixture.isDeclined(
              roleChange(alone, Role.MEMBER), alone, "the demotion of the only member");
          fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          MembershipFacts withOthers = fixture.facts(LOUNGE, ANN);
          fixture.isDeclined(
              roleChange(withOthers, Role.MEMBER),
              withOthers,
              "the demotion of the last administrator");
          assertThat(fixture.find(LOUNGE, ANN)).contains(last);
        });
  }

  @Test
  @DisplayName("Promise 6: the last administrator is removed last")
  default void theLastAdministratorIsRemovedLast() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          MembershipFacts last = fixture.facts(LOUNGE, ANN);
          fixture.isDeclined(removal(last), last, "the removal of the last administrator");
          MembershipFacts other = fixture.facts(LOUNGE, ANN_UPPER);
          fixture.isMade(removal(other), other, "the removal of the other member");
          MembershipFacts alone = fixture.facts(LOUNGE, ANN);
          fixture.isMade(removal(alone), alone, "the removal of the only member");
          assertThat(fixture.find(LOUNGE, ANN)).isEmpty();
        });
  }

  @Test
  @DisplayName("Promise 6: of two changes that take one of two administrators each, one is made")
  default void theLastTwoAdministratorsInTurn() throws Exception {
    List<Function<MembershipFacts, MembershipChange>> ways =
        List.of(seen -> roleChange(seen, Role.MEMBER), Fixture::removal);
    for (Function<MembershipFacts, MembershipChange> first : ways) {
      for (Function<MembershipFacts, MembershipChange> second : ways) {
        Fixture.use(
            this,
            fixture -> {
              fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
              fixture.given(LOUNGE, BOB, Role.ADMINISTRATOR);
              fixture.given(LOUNGE, ROBOT, Role.MEMBER);
              MembershipFacts ofAnn = fixture.facts(LOUNGE, ANN);
              MembershipFacts ofBob = fixture.facts(LOUNGE, BOB);
              fixture.isMade(first.apply(ofAnn), ofAnn, "a change that leaves an administrator");
              fixture.isDeclined(
                  second.apply(ofBob),
                  ofBob,
                  "a change on facts that show two administrators, when one is left");
            });
      }
    }
  }

  @Test
  @DisplayName("Promise 7: of two changes that start from the same membership one is made")
  default void onceFromTheSameMembership() throws Exception {
    Map<String, Function<MembershipFacts, MembershipChange>> changes = new LinkedHashMap<>();
    changes.put("a removal", Fixture::removal);
    changes.put("a promotion", seen -> roleChange(seen, Role.ADMINISTRATOR));
    for (SampleCaller by : List.of(ADMINISTRATOR_OF_ACCOUNT, ANN)) {
      for (Map.Entry<String, Function<MembershipFacts, MembershipChange>> one :
          changes.entrySet()) {
        for (Map.Entry<String, Function<MembershipFacts, MembershipChange>> other :
            changes.entrySet()) {
          Fixture.use(
              this,
              fixture -> {
                fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
                fixture.given(LOUNGE, BOB, Role.MEMBER);
                MembershipFacts seen = fixture.facts(by, LOUNGE, BOB);
                MembershipChange first = one.getValue().apply(seen);
                MembershipChange second = other.getValue().apply(seen);

                fixture.isMade(first, seen, one.getKey());
                String then =
                    "%s that starts from the same membership as %s before it"
                        .formatted(other.getKey(), one.getKey());
                fixture.isDeclined(second, seen, then);
                assertThat(fixture.find(LOUNGE, BOB))
                    .as("the membership after %s, and %s", one.getKey(), then)
                    .isEqualTo(first.after());
              });
        }
      }
    }
  }

  @Test
  @DisplayName(
      "Promise 7: a change that starts from an earlier membership of the member is not made")
  default void anEarlierMembership() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, Role.MEMBER);
          MembershipFacts earlier = fixture.facts(LOUNGE, BOB);
          fixture.isMade(removal(earlier), earlier, "a removal");
          RoomMembership fresh = fixture.given(LOUNGE, BOB, Role.ADMINISTRATOR);
          fixture.isDeclined(
              removal(earlier), earlier, "the removal of a membership that has ended");
          fixture.isDeclined(
              roleChange(earlier, Role.ADMINISTRATOR),
              earlier,
              "a change of role of a membership that has ended");
          assertThat(fixture.find(LOUNGE, BOB)).contains(fresh);
        });
  }

  @Test
  @DisplayName("Promise 8: what was confirmed is seen by every read that begins afterwards")
  default void seen() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          RoomMembership given = fixture.given(LOUNGE, ANN, Role.MEMBER);

          assertThat(fixture.find(LOUNGE, ANN)).contains(given);
          assertThat(fixture.facts(LOUNGE, ANN).membership()).contains(given);
          assertThat(fixture.store.memberships().listByRoom(fixture.account, LOUNGE.id(), null, 9))
              .isEqualTo(new Page<>(List.of(given), false));
          assertThat(fixture.store.memberships().listByMember(fixture.account, ANN.id(), null, 9))
              .isEqualTo(new Page<>(List.of(given), false));
        });
  }

  @Test
  @DisplayName("Promise 9: a page of less than one membership is a programming error")
  default void aPageHasOneOrMore() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          assertThatThrownBy(
                  () ->
                      fixture.store.memberships().listByRoom(fixture.account, LOUNGE.id(), null, 0))
              .isInstanceOf(IllegalArgumentException.class);
          assertThatThrownBy(
                  () ->
                      fixture.store.memberships().listByMember(fixture.account, ANN.id(), null, -1))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  @Test
  @DisplayName("Promise 10: with a room its memberships are removed")
  default void aRoomIsRemovedWithItsMemberships() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          RoomMembership other = fixture.given(LOUNGE_UPPER, ANN_UPPER, Role.MEMBER);

          assertThat(fixture.remove(LOUNGE)).as("removing a room that exists").isTrue();
          assertThat(fixture.remove(LOUNGE)).as("removing a room that was removed").isFalse();
          fixture.save(LOUNGE, InvitePolicy.ALL_MEMBERS);

          assertThat(fixture.find(LOUNGE, ANN_UPPER)).isEmpty();
          fixture.counts(LOUNGE, ANN_UPPER, 0, 1);
          assertThat(fixture.facts(LOUNGE, ANN).room().administratorCount()).isZero();
          assertThat(fixture.roomsOf(ANN_UPPER)).containsExactly(other);
        });
  }

  @Test
  @DisplayName(
      "Promise 10: with a member its memberships are removed, the last administrator's too")
  default void aMemberIsRemovedWithItsMemberships() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          RoomMembership other = fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
          fixture.given(LOUNGE_UPPER, ANN, Role.MEMBER);

          assertThat(fixture.remove(ANN)).as("removing a member that exists").isTrue();
          assertThat(fixture.remove(ANN)).as("removing a member that was removed").isFalse();
          fixture.save(ANN);

          fixture.counts(LOUNGE, ANN, 1, 0);
          assertThat(fixture.facts(LOUNGE, ANN).room().administratorCount()).isZero();
          assertThat(fixture.inRoom(LOUNGE)).containsExactly(other);
        });
  }

  @Test
  @DisplayName("Promise 10: all memberships of a member can be removed while the member stays")
  default void allMembershipsOfAMemberAreRemoved() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE_UPPER, ANN, Role.MEMBER);
          assertThat(fixture.removeAllOf(ANN)).as("how many were removed").isEqualTo(2);
          assertThat(fixture.removeAllOf(ANN)).as("how many were removed then").isZero();
          assertThat(fixture.facts(LOUNGE, ANN).member()).isPresent();
          fixture.counts(LOUNGE, ANN, 0, 0);
        });
  }

  @Test
  @DisplayName("Promise 10: saving a room or a member again keeps its memberships")
  default void savingAgainKeepsMemberships() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          RoomMembership given = fixture.given(LOUNGE, ANN, Role.MEMBER);
          fixture.save(LOUNGE, InvitePolicy.ADMINISTRATORS);
          fixture.suspend(ANN);

          assertThat(fixture.find(LOUNGE, ANN)).contains(given);
          fixture.counts(LOUNGE, ANN, 1, 1);
        });
  }

  @Test
  @DisplayName("RoomRepository.save: a room keeps the limit that it was created with")
  default void aRoomKeepsItsLimit() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Room room = fixture.roomWith(LOUNGE, InvitePolicy.ALL_MEMBERS);
          Room wider = Room.builder().from(room).membershipLimit(Fixture.ROOM_LIMIT + 1).build();
          assertThatThrownBy(() -> fixture.store.rooms().save(wider))
              .isInstanceOf(IllegalArgumentException.class);
          assertThat(fixture.store.rooms().find(fixture.account, LOUNGE.id())).contains(room);
        });
  }

  @Test
  @DisplayName("MemberRepository.save: a member keeps the type that it was created with")
  default void aMemberKeepsItsType() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Member user = fixture.active(ANN);
          Member bot =
              Member.builder()
                  .accountId(user.accountId())
                  .memberId(user.memberId())
                  .type(MemberType.BOT)
                  .build();
          assertThatThrownBy(() -> fixture.store.members().save(bot))
              .isInstanceOf(IllegalArgumentException.class);
          assertThat(fixture.store.members().find(fixture.account, ANN.id())).contains(user);
        });
  }

  @Test
  @DisplayName("Promise 12: a change of role keeps who invited, and the time to the millisecond")
  default void aChangeOfRoleKeepsTheRest() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          RoomMembership plain = fixture.given(LOUNGE, ANN, Role.MEMBER);
          MembershipFacts seen = fixture.facts(LOUNGE, ANN);
          fixture.isMade(roleChange(seen, Role.ADMINISTRATOR), seen, "a change of role");
          assertThat(fixture.find(LOUNGE, ANN))
              .contains(
                  RoomMembership.builder()
                      .from(plain)
                      .role(Role.ADMINISTRATOR)
                      .updatedAt(Fixture.LATER.truncatedTo(ChronoUnit.MILLIS))
                      .build());
        });
  }
}
