package io.chatrooms.testkit;

import static io.chatrooms.testkit.Fixture.addition;
import static io.chatrooms.testkit.Fixture.additions;
import static io.chatrooms.testkit.Fixture.roleChange;
import static io.chatrooms.testkit.Fixture.together;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_SPACE;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleMember.HOOK;
import static io.chatrooms.testkit.SampleMember.OCCUPANTS;
import static io.chatrooms.testkit.SampleMember.ROBOT;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_SPACE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_UPPER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipQuestion;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The promises about several memberships at once, shown by examples. */
interface ProposalTests extends StoreFactory {
  @Test
  @DisplayName("Promise 1: the facts of several are the facts of each, in the order asked for")
  default void theFactsOfSeveralAreTheFactsOfEach() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, Role.MEMBER);
          fixture.given(LOUNGE_UPPER, ANN, Role.MEMBER);
          fixture.remove(LOUNGE_SPACE);
          List<MembershipQuestion> questions = new ArrayList<>();
          for (SampleMember member : List.of(BOB, HOOK, ANN_UPPER, ANN)) {
            for (SampleRoom room : List.of(LOUNGE_UPPER, LOUNGE_SPACE, LOUNGE)) {
              for (SampleCaller by : List.of(ANN, ADMINISTRATOR_OF_ACCOUNT, HOOK)) {
                questions.add(
                    new MembershipQuestion(
                        fixture.key(room, member), Optional.ofNullable(by.callerId())));
              }
            }
          }
          questions.add(questions.get(0)); // once more

          assertThat(
                  Fixture.withoutStamp(
                      fixture.store.memberships().factsOf(fixture.account, questions)))
              .containsExactlyElementsOf(
                  questions.stream()
                      .map(
                          question ->
                              Fixture.withoutStamp(
                                  fixture
                                      .store
                                      .memberships()
                                      .facts(question.key(), question.callerId().orElse(null))))
                      .toList());
          assertThat(fixture.store.memberships().factsOf(fixture.account, List.of())).isEmpty();
        });
  }

  @Test
  @DisplayName("factsOf and confirmAll: a membership of another account is a programming error")
  default void aMembershipOfAnotherAccount() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Fixture other = Fixture.on(fixture.store);
          List<MembershipQuestion> questions =
              List.of(
                  new MembershipQuestion(fixture.key(LOUNGE, ANN), Optional.empty()),
                  new MembershipQuestion(other.key(LOUNGE, ANN), Optional.empty()));
          List<Proposal> proposals =
              List.of(
                  additions(fixture.factsOf(fixture.key(LOUNGE, ANN))),
                  additions(other.factsOf(other.key(LOUNGE, ANN))));
          RoomMembershipRepository memberships = fixture.store.memberships();

          assertThatThrownBy(() -> memberships.factsOf(fixture.account, questions))
              .isInstanceOf(IllegalArgumentException.class);
          assertThatThrownBy(() -> memberships.confirmAll(fixture.account, proposals))
              .isInstanceOf(IllegalArgumentException.class);
          assertThat(fixture.find(LOUNGE, ANN)).as("the membership in its own account").isEmpty();
          assertThat(other.find(LOUNGE, ANN)).as("the membership in another account").isEmpty();
        });
  }

  @Test
  @DisplayName("Promise 2: proposals are confirmed in their order, each after those before it")
  default void proposalsAreConfirmedInTheirOrder() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          List<MembershipFacts> seen =
              fixture.factsOf(
                  ADMINISTRATOR_OF_ACCOUNT,
                  LOUNGE,
                  List.of(BOB, BOB, ANN, ANN_UPPER, ROBOT, ANN, ANN_SPACE));
          List<List<MembershipFacts>> instead =
              fixture.confirmAll(
                  seen.stream()
                      .map(facts -> Proposal.of(addition(facts, Role.MEMBER), facts))
                      .toArray(Proposal[]::new));

          assertThat(instead.stream().map(List::isEmpty))
              .as("which of seven additions were made, where there are three places")
              .containsExactly(true, false, true, true, false, false, false);
          assertThat(instead.get(1).get(0).membership())
              .as("the membership in the facts instead of the second addition of BOB")
              .contains(fixture.membership(LOUNGE, BOB, Role.MEMBER));
          assertThat(
                  IntStream.of(1, 4, 5, 6)
                      .mapToObj(i -> instead.get(i).get(0).room().membershipCount()))
              .as("how many memberships the facts instead count, when it was their turn")
              .containsExactly(1, 3, 3, 3);
          assertThat(instead.get(5).get(0).membership())
              .as("the membership in the facts instead of the second addition of ANN")
              .contains(fixture.membership(LOUNGE, ANN, Role.MEMBER));
          assertThat(fixture.inRoom(LOUNGE))
              .extracting(membership -> membership.key().memberId())
              .containsExactly(ANN_UPPER.id(), ANN.id(), BOB.id());
          assertThat(fixture.confirmAll()).isEmpty();
        });
  }

  @Test
  @DisplayName("Promise 2: of the steps of a proposal all are made, or none, and no count")
  default void allStepsAreMadeOrNone() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE_UPPER, ANN, Role.MEMBER);
          for (int declined = 0; declined < 3; declined++) {
            List<MembershipFacts> seen =
                new ArrayList<>(
                    fixture.factsOf(
                        fixture.key(LOUNGE, BOB),
                        fixture.key(LOUNGE, ROBOT),
                        fixture.key(LOUNGE_SPACE, ROBOT)));
            // ANN is in as many rooms as she may be.
            seen.set(declined, fixture.facts(LOUNGE_SPACE, ANN));
            Proposal proposal = additions(seen);
            List<Object> before = fixture.picture();

            fixture.isDeclined(proposal, "three additions, of which one may not be made");
            fixture.looksLike(before, "after it declined three additions");
            assertThat(InvariantTests.differenceOfCounts(fixture))
                .as("a wrong count after the store declined three additions")
                .isEmpty();
          }

          fixture.isMade(
              additions(
                  fixture.factsOf(
                      fixture.key(LOUNGE, BOB),
                      fixture.key(LOUNGE, ROBOT),
                      fixture.key(LOUNGE_SPACE, ROBOT))),
              "three additions");
          fixture.counts(LOUNGE, BOB, 3, 1);
          fixture.counts(LOUNGE_SPACE, ROBOT, 1, 2);
        });
  }

  @Test
  @DisplayName("Promise 3: a proposal is made only while what it refused would be refused again")
  default void aProposalRestsOnItsRefusals() throws Exception {
    for (SampleMember refused : List.of(ROBOT, ANN_UPPER)) {
      Fixture.use(
          this,
          fixture -> {
            fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
            fixture.given(LOUNGE, ROBOT, Role.MEMBER);
            Proposal lastPlace = lastPlaceForBob(fixture, refused);
            fixture.store.memberships().removeAllOf(fixture.account, ROBOT.id());

            fixture.isDeclined(
                lastPlace,
                "an addition with the refusal of %s, who was in the room, or it was full"
                    .formatted(refused));

            fixture.given(LOUNGE, ROBOT, Role.MEMBER);
            fixture.isMade(lastPlaceForBob(fixture, refused), "an addition with a refusal");
          });
    }
  }

  /** ROBOT is in the room, and for ANN_UPPER there is no place after BOB. */
  private static Proposal lastPlaceForBob(Fixture fixture, SampleMember refused) {
    List<MembershipFacts> seen =
        fixture.factsOf(fixture.key(LOUNGE, BOB), fixture.key(LOUNGE, refused));
    Proposal.Step bob = Proposal.Step.of(addition(seen.get(0), Role.MEMBER), seen.get(0));
    return new Proposal(List.of(bob, Proposal.Step.restingOn(bob.after(seen.get(1)))));
  }

  @Test
  @DisplayName("Promise 2: a step is decided, and made, after the steps before it")
  default void aStepComesAfterTheStepsBeforeIt() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE, BOB, Role.MEMBER);
          fixture.isMade(
              together(
                  fixture.factsOf(ANN, fixture.key(LOUNGE, BOB), fixture.key(LOUNGE, ANN)),
                  List.of(
                      seen -> roleChange(seen, Role.ADMINISTRATOR),
                      seen -> roleChange(seen, Role.MEMBER))),
              "a promotion, and the demotion of the only other administrator, who asks");
          assertThat(fixture.facts(LOUNGE, BOB).isLastAdministrator()).isTrue();

          fixture.given(LOUNGE, ROBOT, Role.MEMBER);
          fixture.isMade(
              together(
                  fixture.factsOf(fixture.key(LOUNGE, ANN), fixture.key(LOUNGE, ANN_SPACE)),
                  List.of(Fixture::removal, seen -> addition(seen, Role.MEMBER))),
              "a removal from a full room, and an addition to it");
          fixture.isDeclined(
              together(
                  fixture.factsOf(fixture.key(LOUNGE, ANN), fixture.key(LOUNGE, ANN_SPACE)),
                  List.of(seen -> addition(seen, Role.MEMBER), Fixture::removal)),
              "an addition to a full room, and a removal from it");
          fixture.isMade(
              together(
                  fixture.factsOf(fixture.key(LOUNGE, ANN_SPACE), fixture.key(LOUNGE, ANN_SPACE)),
                  List.of(Fixture::removal, seen -> addition(seen, Role.ADMINISTRATOR))),
              "a removal, and the addition of the same member as an administrator");
          assertThat(fixture.find(LOUNGE, ANN_SPACE))
              .contains(fixture.membership(LOUNGE, ANN_SPACE, Role.ADMINISTRATOR));
          assertThat(fixture.facts(LOUNGE, BOB).room().administratorCount()).isEqualTo(2);
        });
  }

  @Test
  @DisplayName("Promise 2: what one proposal breaks is no business of the others")
  default void whatOneProposalBreaksIsNoBusinessOfTheOthers() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          MembershipFacts early = fixture.facts(LOUNGE, ANN);
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          List<MembershipFacts> seen =
              fixture.factsOf(fixture.key(LOUNGE_UPPER, ROBOT), fixture.key(LOUNGE_SPACE, BOB));

          List<List<MembershipFacts>> instead =
              fixture.confirmAll(
                  additions(seen.subList(0, 1)),
                  Proposal.of(addition(early, Role.MEMBER), early),
                  additions(seen.subList(1, 2)));

          assertThat(instead.stream().map(List::isEmpty)).containsExactly(true, false, true);
          assertThat(fixture.find(LOUNGE_UPPER, ROBOT)).isPresent();
          assertThat(fixture.find(LOUNGE_SPACE, BOB)).isPresent();
        });
  }

  @Test
  @DisplayName("Promise 2: on the facts that are returned instead the next proposal is made")
  default void theFactsInsteadOfAProposalLeadOn() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          Proposal proposal = additions(fixture.factsOf(ANN, LOUNGE, List.of(BOB, ROBOT)));
          fixture.save(LOUNGE, InvitePolicy.ADMINISTRATORS);

          List<MembershipFacts> instead =
              fixture.isDeclined(proposal, "two additions on old facts");

          fixture.isMade(additions(instead), "two additions on the facts instead");
        });
  }

  @Test
  @DisplayName("Promise 2: fifty additions are made in one step, to one room or to many")
  default void fiftyAdditions() throws Exception {
    FreshStore.use(
        this,
        1_000,
        store -> {
          Fixture fixture = Fixture.on(store);
          Room.Builder room =
              Room.builder()
                  .from(fixture.roomWith(LOUNGE, InvitePolicy.ALL_MEMBERS))
                  .membershipLimit(1_000);
          List<MembershipQuestion> questions = new ArrayList<>();
          store.rooms().save(room.roomId(new RoomId("one")).build());
          for (int i = 0; i < 50; i++) {
            MemberId member = new MemberId("member " + i);
            store
                .members()
                .save(
                    Member.builder()
                        .accountId(fixture.account)
                        .memberId(member)
                        .type(MemberType.USER)
                        .build());
            RoomId many = new RoomId("room " + i % 7);
            store.rooms().save(room.roomId(many).build());
            for (RoomId id : List.of(new RoomId("one"), many)) {
              questions.add(
                  new MembershipQuestion(
                      new MembershipKey(fixture.account, id, member), Optional.empty()));
            }
          }
          List<MembershipFacts> seen = store.memberships().factsOf(fixture.account, questions);
          List<MembershipFacts> ofOneRoom = every(2, 0, seen);
          List<MembershipFacts> ofMany = every(2, 1, seen);

          assertThat(fixture.confirmAll(additions(ofOneRoom))).containsExactly(List.of());
          assertThat(
                  fixture.confirmAll(
                      ofMany.stream()
                          .map(facts -> additions(List.of(facts)))
                          .toArray(Proposal[]::new)))
              .hasSize(50)
              .allMatch(List::isEmpty);
          assertThat(store.memberships().factsOf(fixture.account, questions))
              .as("the facts of fifty members in two rooms each")
              .allMatch(facts -> facts.membership().isPresent() && facts.roomCount() == 2)
              .filteredOn(facts -> facts.room().roomId().value().equals("one"))
              .allMatch(facts -> facts.room().membershipCount() == 50);
        });
  }

  private static List<MembershipFacts> every(int nth, int from, List<MembershipFacts> facts) {
    return IntStream.range(0, facts.size())
        .filter(i -> i % nth == from)
        .mapToObj(facts::get)
        .toList();
  }

  @Test
  @DisplayName("Promise 3: a proposal is declined if anything changed that one of its steps saw")
  default void proposalsOnOldFacts() throws Exception {
    for (boolean first : List.of(true, false)) {
      Fixture.useFor(
          Happenings.all().entrySet(),
          this,
          (happening, fixture) -> {
            fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
            fixture.given(LOUNGE, ANN_SPACE, Role.ADMINISTRATOR);
            MembershipFacts old = fixture.facts(ANN, LOUNGE, ANN_UPPER);
            happening.getValue().accept(fixture);
            MembershipFacts fresh = fixture.facts(LOUNGE_UPPER, BOB);
            List<Object> before = fixture.picture();
            fixture.isDeclined(
                additions(first ? List.of(old, fresh) : List.of(fresh, old)),
                "two additions, the %s of them on the facts from before %s"
                    .formatted(first ? "first" : "second", happening.getKey()));
            fixture.looksLike(before, "after it declined two additions");
          });
    }
  }

  @Test
  @DisplayName("Promise 3: counts are not compared: additions of others make no proposal declined")
  default void countsAreNotComparedOfProposals() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          Proposal proposal = additions(fixture.factsOf(ANN, fixture.key(LOUNGE, BOB)));
          Proposal elsewhere = additions(fixture.factsOf(fixture.key(LOUNGE_UPPER, ROBOT)));
          fixture.given(LOUNGE, ROBOT, Role.MEMBER);
          fixture.given(LOUNGE_UPPER, BOB, Role.MEMBER);

          assertThat(fixture.confirmAll(proposal, elsewhere).stream().map(Fixture::withoutStamp))
              .as("the facts instead of additions on the facts from before additions of others")
              .containsExactly(List.of(), List.of());
        });
  }

  @Test
  @DisplayName("Promise 4: no twins, within a proposal and in several")
  default void noTwinsInProposals() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          MembershipFacts seen = fixture.facts(LOUNGE, ANN);
          Proposal.Step addition = Proposal.Step.of(addition(seen, Role.MEMBER), seen);
          Proposal.Step twin = Proposal.Step.of(addition(seen, Role.ADMINISTRATOR), seen);

          fixture.isDeclined(
              new Proposal(List.of(addition, twin)), "two additions of the same member");
          assertThat(fixture.find(LOUNGE, ANN)).isEmpty();

          List<List<MembershipFacts>> instead =
              fixture.confirmAll(new Proposal(List.of(addition)), new Proposal(List.of(twin)));
          assertThat(instead.stream().map(List::isEmpty))
              .as("which of two proposals to add the same member were made")
              .containsExactly(true, false);
          RoomMembership standing = fixture.membership(LOUNGE, ANN, Role.MEMBER);
          assertThat(instead.get(1).get(0).membership()).contains(standing);
          assertThat(fixture.inRoom(LOUNGE)).containsExactly(standing);
          fixture.counts(LOUNGE, ANN, 1, 1);
        });
  }

  @Test
  @DisplayName("Promise 5: no limit is passed, by the steps of a proposal or by several proposals")
  default void noLimitIsPassedByProposals() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          List<MembershipFacts> toOneRoom =
              fixture.factsOf(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, OCCUPANTS.subList(0, 4));
          fixture.isDeclined(additions(toOneRoom), "four additions to a room with three places");
          fixture.isMade(
              additions(toOneRoom.subList(0, 3)), "three additions to a room with three places");

          List<MembershipFacts> ofOneMember =
              fixture.factsOf(fixture.key(LOUNGE_UPPER, ANN), fixture.key(LOUNGE_SPACE, ANN));
          fixture.isDeclined(
              additions(ofOneMember), "two additions of a member that may be in one room more");
          List<List<MembershipFacts>> instead =
              fixture.confirmAll(
                  additions(ofOneMember.subList(0, 1)), additions(ofOneMember.subList(1, 2)));
          assertThat(instead.stream().map(List::isEmpty))
              .as("which of two proposals to add a member that may be in one room more were made")
              .containsExactly(true, false);
          assertThat(instead.get(1).get(0).roomCount()).isEqualTo(Fixture.MEMBER_ROOM_LIMIT);
        });
  }

  @Test
  @DisplayName("Promise 6: the last administrator stays, whatever steps or proposals there are")
  default void theLastAdministratorStays() throws Exception {
    Map<String, Fixture.Decision> ways = new LinkedHashMap<>();
    ways.put("demotions", seen -> roleChange(seen, Role.MEMBER));
    ways.put("removals", Fixture::removal);
    for (Map.Entry<String, Fixture.Decision> way : ways.entrySet()) {
      Fixture.use(
          this,
          fixture -> {
            fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
            fixture.given(LOUNGE, BOB, Role.ADMINISTRATOR);
            fixture.given(LOUNGE, ROBOT, Role.MEMBER);
            List<MembershipFacts> seen =
                fixture.factsOf(fixture.key(LOUNGE, ANN), fixture.key(LOUNGE, BOB));
            fixture.isDeclined(
                together(seen, List.of(way.getValue(), way.getValue())),
                "the %s of both administrators".formatted(way.getKey()));
            List<List<MembershipFacts>> instead =
                fixture.confirmAll(
                    together(seen.subList(0, 1), List.of(way.getValue())),
                    together(seen.subList(1, 2), List.of(way.getValue())));
            assertThat(instead.stream().map(List::isEmpty))
                .as("which of the %s of both administrators were made", way.getKey())
                .containsExactly(true, false);
            assertThat(instead.get(1).get(0).isLastAdministrator()).isTrue();
          });
    }
  }

  @Test
  @DisplayName("Promise 7: of two proposals that start from the same membership one is made")
  default void onceInProposals() throws Exception {
    List<Fixture.Decision> ways =
        List.of(Fixture::removal, seen -> roleChange(seen, Role.ADMINISTRATOR));
    for (Fixture.Decision first : ways) {
      for (Fixture.Decision second : ways) {
        Fixture.use(
            this,
            fixture -> {
              fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
              fixture.given(LOUNGE, BOB, Role.MEMBER);
              MembershipFacts seen = fixture.facts(LOUNGE, BOB);
              Proposal.Step one = Proposal.Step.of(first.on(seen), seen);
              Proposal.Step other = Proposal.Step.of(second.on(seen), seen);
              fixture.isDeclined(
                  new Proposal(List.of(one, other)),
                  "two changes that start from the same membership");
              List<List<MembershipFacts>> instead =
                  fixture.confirmAll(new Proposal(List.of(one)), new Proposal(List.of(other)));
              assertThat(instead.stream().map(List::isEmpty))
                  .as("which of two changes that start from the same membership were made")
                  .containsExactly(true, false);
              assertThat(fixture.find(LOUNGE, BOB)).isEqualTo(one.change().orElseThrow().after());
            });
      }
    }
  }

  @Test
  @DisplayName(
      "Promise 8: what was confirmed together is seen by every read that begins afterwards")
  default void proposalsAreSeen() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.isMade(
              additions(fixture.factsOf(fixture.key(LOUNGE, ANN), fixture.key(LOUNGE_UPPER, ANN))),
              "two additions");
          assertThat(fixture.roomsOf(ANN)).hasSize(2);
          assertThat(fixture.inRoom(LOUNGE)).hasSize(1);
          assertThat(fixture.facts(LOUNGE_UPPER, ANN).membership()).isPresent();
        });
  }
}
