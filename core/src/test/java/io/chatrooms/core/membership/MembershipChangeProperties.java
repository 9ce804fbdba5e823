package io.chatrooms.core.membership;

import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.ANN_IN_LOUNGE;
import static io.chatrooms.core.Acme.BOB;
import static io.chatrooms.core.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Acme;
import io.chatrooms.core.AnyFacts;
import io.chatrooms.core.Facts;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.room.InvitePolicy;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

/** {@link MembershipChange#mayBeMade} is promises 3 to 7, stated here a second time. */
class MembershipChangeProperties {
  /** A change, the facts that it was decided on, and the facts that hold when it is to be made. */
  record Case(MembershipChange change, MembershipFacts seen, MembershipFacts now) {}

  @Property(edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(onFailureOnly = true)
  void aChangeMayBeMadeIfPromises3To7Allow(@ForAll("cases") Case given) {
    List<Boolean> promises =
        List.of(
            promise3(given.seen, given.now),
            promise4(given.change, given.now),
            promise5(given.change, given.now),
            promise6(given.change, given.now),
            promise7(given.change, given.now));
    boolean all = promises.stream().allMatch(kept -> kept);

    assertThat(given.change.mayBeMade(given.seen, given.now))
        .as("the promises 3 to 7 are kept: %s", promises)
        .isEqualTo(all);

    Statistics.label("may be made")
        .collect(all)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 5 && share < 95));
  }

  /** Only on what was seen, the membership apart, which is promises 4 and 7. */
  private static boolean promise3(MembershipFacts seen, MembershipFacts now) {
    return parts(seen).equals(parts(now));
  }

  private static List<Object> parts(MembershipFacts facts) {
    RoomFacts room = facts.room();
    return List.of(
        room.account().account(),
        room.room(),
        room.account().caller(),
        room.callerMembership(),
        facts.member());
  }

  /** No twins. */
  private static boolean promise4(MembershipChange change, MembershipFacts now) {
    return !(change instanceof MembershipAdded) || now.membership().isEmpty();
  }

  /** No limit passed. */
  private static boolean promise5(MembershipChange change, MembershipFacts now) {
    return !(change instanceof MembershipAdded)
        || now.room().room().isEmpty()
        || (now.room().membershipCount() < now.room().room().get().membershipLimit()
            && now.roomCount() < now.roomLimit());
  }

  /** An administrator is left, if anyone is. */
  private static boolean promise6(MembershipChange change, MembershipFacts now) {
    int others =
        now.room().administratorCount() - (isAdministrator(now.membership().orElse(null)) ? 1 : 0);
    if (change instanceof RoleChanged changed) {
      return !isAdministrator(changed.membership())
          || changed.role() == Role.ADMINISTRATOR
          || others > 0;
    } else if (change instanceof MembershipRemoved removed) {
      return !isAdministrator(removed.membership())
          || others > 0
          || now.room().membershipCount() == 1;
    } else {
      return true;
    }
  }

  private static boolean isAdministrator(@Nullable RoomMembership membership) {
    return membership != null && membership.role() == Role.ADMINISTRATOR;
  }

  /** Once: the membership is the one that the change starts from. */
  private static boolean promise7(MembershipChange change, MembershipFacts now) {
    return change instanceof MembershipAdded || now.membership().equals(change.before());
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.frequencyOf(Tuple.of(1, added()), Tuple.of(3, ofMembership()))
        .flatMap(
            decided ->
                meanwhile()
                    .list()
                    .ofMaxSize(2)
                    .map(
                        events -> {
                          Facts now = Facts.of(decided.seen);
                          events.forEach(event -> event.accept(now));
                          if (now.membership != null) {
                            now.membershipCount = Math.max(now.membershipCount, 1);
                            now.administratorCount =
                                Math.max(
                                    now.administratorCount,
                                    isAdministrator(now.membership) ? 1 : 0);
                          }
                          return new Case(decided.change, decided.seen, now.build());
                        }));
  }

  private static Arbitrary<Case> added() {
    return Combinators.combine(facts(), Arbitraries.of(Role.class))
        .as(
            (facts, role) -> {
              facts.membership = null;
              MembershipFacts seen = facts.build();
              return new Case(MembershipAdded.of(seen.key(), role, "root", NOW), seen, seen);
            });
  }

  private static Arbitrary<Case> ofMembership() {
    return Combinators.combine(
            facts(), Arbitraries.of(Role.class), Arbitraries.of(Role.class).injectNull(0.5))
        .as(
            (facts, from, to) -> {
              RoomMembership before = Acme.membership(ANN, from);
              facts.membership = before;
              facts.membershipCount += 1;
              facts.administratorCount += from == Role.ADMINISTRATOR ? 1 : 0;
              MembershipFacts seen = facts.build();
              MembershipChange change =
                  to == null ? new MembershipRemoved(before) : new RoleChanged(before, to, NOW);
              return new Case(change, seen, seen);
            });
  }

  /** Facts that nothing is missing in, with few others in the room. */
  private static Arbitrary<Facts> facts() {
    return Combinators.combine(
            Arbitraries.of(BOB).injectNull(0.5),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 3))
        .as(
            (callerId, members, administrators, rooms) -> {
              Facts facts = new Facts();
              facts.room = Acme.room(InvitePolicy.ALL_MEMBERS, 3);
              facts.caller = Acme.user(BOB, MemberState.REGISTERED);
              facts.callerMembership = Acme.membership(BOB, Role.ADMINISTRATOR);
              facts.administratorCount = administrators;
              facts.membershipCount = members;
              facts.roomCount = rooms;
              facts.roomLimit = 3;
              return facts.about(ANN_IN_LOUNGE, callerId);
            });
  }

  /** What may happen between the decision and the change. */
  private static Arbitrary<Consumer<Facts>> meanwhile() {
    return Arbitraries.oneOf(
        AnyFacts.accounts().map(account -> facts -> facts.account = account),
        AnyFacts.rooms().map(room -> facts -> facts.room = room),
        AnyFacts.members(ANN).map(member -> facts -> facts.member = member),
        AnyFacts.members(BOB)
            .map(caller -> facts -> facts.caller = facts.callerId == null ? null : caller),
        AnyFacts.memberships(BOB)
            .map(
                membership ->
                    facts -> facts.callerMembership = facts.callerId == null ? null : membership),
        AnyFacts.memberships(ANN).map(membership -> facts -> facts.membership = membership),
        Arbitraries.integers().between(0, 4).map(count -> facts -> facts.membershipCount = count),
        Arbitraries.integers()
            .between(0, 3)
            .map(count -> facts -> facts.administratorCount = count),
        Arbitraries.integers().between(0, 4).map(count -> facts -> facts.roomCount = count));
  }
}
