package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.ACME;
import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.BOB;
import static io.chatrooms.core.Acme.LOUNGE;
import static io.chatrooms.core.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Acme;
import io.chatrooms.core.Facts;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * Ann and Bob are the administrators of the lounge. Both roles are taken away at the same time:
 * both decisions are made on the same facts, and the changes are then confirmed in either order.
 */
class TwoAdministratorsProperties {
  /** How a role is taken away. */
  enum Way {
    DEMOTION,
    REMOVAL
  }

  /** Who takes it away. */
  enum By {
    THE_OTHER,
    THE_MEMBER_ITSELF,
    AN_ACCOUNT_ADMINISTRATOR
  }

  @Property
  void anAdministratorIsLeft(
      @ForAll Way wayOfAnn,
      @ForAll By byForAnn,
      @ForAll Way wayOfBob,
      @ForAll By byForBob,
      @ForAll @IntRange(max = 3) int plainMembers,
      @ForAll boolean annFirst) {
    Lounge lounge = new Lounge(plainMembers);
    MembershipFacts seenOfAnn = lounge.facts(ANN, caller(byForAnn, ANN, BOB));
    MembershipFacts seenOfBob = lounge.facts(BOB, caller(byForBob, BOB, ANN));
    MembershipChange changeOfAnn = decided(wayOfAnn, seenOfAnn);
    MembershipChange changeOfBob = decided(wayOfBob, seenOfBob);

    boolean first =
        annFirst ? lounge.confirm(changeOfAnn, seenOfAnn) : lounge.confirm(changeOfBob, seenOfBob);
    boolean second =
        annFirst ? lounge.confirm(changeOfBob, seenOfBob) : lounge.confirm(changeOfAnn, seenOfAnn);

    assertThat(first).as("the first change is made").isTrue();
    if (second) {
      assertThat(lounge.memberships).as("both left, and nobody else was there").isEmpty();
    } else {
      assertThat(lounge.administrators()).isEqualTo(1);
    }
  }

  private static @Nullable MemberId caller(By by, MemberId itself, MemberId other) {
    return switch (by) {
      case THE_OTHER -> other;
      case THE_MEMBER_ITSELF -> itself;
      case AN_ACCOUNT_ADMINISTRATOR -> null;
    };
  }

  private static MembershipChange decided(Way way, MembershipFacts facts) {
    MembershipChange change =
        switch (way) {
          case DEMOTION ->
              UpdateRoomMembership.decide(Optional.of(Role.MEMBER), facts, InstantSource.fixed(NOW))
                  .change();
          case REMOVAL -> DeleteRoomMembership.decide(facts).change();
        };
    assertThat(change).as("each change is allowed on the facts").isNotNull();
    return Objects.requireNonNull(change);
  }

  /** The least that a store does. */
  private static final class Lounge {
    private final Map<MemberId, RoomMembership> memberships = new TreeMap<>();

    Lounge(int plainMembers) {
      memberships.put(ANN, Acme.membership(ANN, Role.ADMINISTRATOR));
      memberships.put(BOB, Acme.membership(BOB, Role.ADMINISTRATOR));
      for (int i = 0; i < plainMembers; i++) {
        MemberId id = new MemberId("plain member " + i);
        memberships.put(id, Acme.membership(id, Role.MEMBER));
      }
    }

    int administrators() {
      return (int)
          memberships.values().stream()
              .filter(membership -> membership.role() == Role.ADMINISTRATOR)
              .count();
    }

    MembershipFacts facts(MemberId about, @Nullable MemberId callerId) {
      Facts facts = new Facts();
      facts.key = new MembershipKey(ACME, LOUNGE, about);
      facts.member = Acme.user(about, MemberState.REGISTERED);
      facts.membership = memberships.get(about);
      facts.callerId = callerId;
      if (callerId != null) {
        facts.caller = Acme.user(callerId, MemberState.REGISTERED);
        facts.callerMembership = memberships.get(callerId);
      }
      facts.membershipCount = memberships.size();
      facts.administratorCount = administrators();
      facts.roomCount = facts.membership == null ? 0 : 1;
      return facts.build();
    }

    boolean confirm(MembershipChange change, MembershipFacts seen) {
      change.requireDecidedOn(seen);
      MemberId about = change.key().memberId();
      if (!change.mayBeMade(seen, facts(about, seen.callerId().orElse(null)))) {
        return false;
      }
      change
          .after()
          .ifPresentOrElse(
              membership -> memberships.put(about, membership), () -> memberships.remove(about));
      return true;
    }
  }
}
