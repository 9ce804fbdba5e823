package io.chatrooms.core.membership;

import static io.chatrooms.core.Acme.ACME;
import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.BOB;
import static io.chatrooms.core.Acme.LOUNGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.chatrooms.core.Acme;
import io.chatrooms.core.Facts;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A listing contains what was asked for, and nothing else. */
class ListingTest {
  private static final RoomFacts FACTS = new Facts().build().room();
  private static final Room ROOM = Acme.room(InvitePolicy.ALL_MEMBERS, 10);
  private static final Member USER = Acme.user(ANN, MemberState.REGISTERED);

  private static ListedMembership listed(MembershipKey key) {
    return new ListedMembership(
        RoomMembership.builder().from(Acme.membership(ANN, Role.MEMBER)).key(key).build(),
        Optional.empty());
  }

  private static <T> Page<T> page(T item) {
    return new Page<>(List.of(item), false);
  }

  @Test
  void aMembershipIsListedWithItsMember() {
    RoomMembership membership = Acme.membership(ANN, Role.MEMBER);
    Member bob = Acme.user(BOB, MemberState.REGISTERED);
    Member elsewhere = Member.builder().from(USER).accountId(new AccountId("acme ")).build();

    assertThat(new ListedMembership(membership, Optional.of(USER)).member()).contains(USER);
    assertThat(new ListedMembership(membership, Optional.empty()).member()).isEmpty();
    for (Member other : List.of(bob, elsewhere)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ListedMembership(membership, Optional.of(other)))
          .withMessageMatching("the facts are about .+ and contain .+");
    }
  }

  @Test
  void aListingOfARoomHasMembershipsOfTheRoom() {
    MembershipKey inLounge = new MembershipKey(ACME, LOUNGE, BOB);
    MembershipListing listing = new MembershipListing(FACTS, page(listed(inLounge)));

    assertThat(listing.page().items()).hasSize(1);
    for (MembershipKey other :
        List.of(
            new MembershipKey(ACME, new RoomId("Lounge"), BOB),
            new MembershipKey(new AccountId("Acme"), LOUNGE, BOB))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new MembershipListing(FACTS, page(listed(other))))
          .withMessageMatching("the facts are about .+ and contain .+");
    }
  }

  @Test
  void aListingOfRoomsHasRoomsOfTheAccount() {
    Room elsewhere = Room.builder().from(ROOM).accountId(new AccountId("Acme")).build();
    RoomListing listing =
        new RoomListing(FACTS.account(), Optional.empty(), Optional.empty(), page(ROOM));

    assertThat(listing.page().items()).containsExactly(ROOM);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RoomListing(
                    FACTS.account(), Optional.empty(), Optional.empty(), page(elsewhere)))
        .withMessage("the facts are about acme and contain Acme");
  }

  @Test
  void aListingOfAMembersRoomsKnowsThatMember() {
    assertThat(
            new RoomListing(FACTS.account(), Optional.of(ANN), Optional.of(USER), page(ROOM))
                .member())
        .contains(USER);
    for (Optional<MemberId> asked :
        List.of(Optional.<MemberId>empty(), Optional.of(BOB), Optional.of(new MemberId("Ann")))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RoomListing(FACTS.account(), asked, Optional.of(USER), page(ROOM)))
          .withMessageMatching("the facts are about .+ and contain .+");
    }
  }

  @Test
  void theirTextContainsNoPersonalData() {
    assertThat(
            new MembershipListing(
                    FACTS,
                    page(
                        new ListedMembership(Acme.membership(ANN, Role.MEMBER), Optional.of(USER))))
                + " "
                + new RoomListing(FACTS.account(), Optional.of(ANN), Optional.of(USER), page(ROOM)))
        .contains("ann", "lounge")
        .doesNotContain("example.org", "Onym", "Redundancies");
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void everyPartIsRequired() {
    assertThatNullPointerException()
        .isThrownBy(() -> new MembershipListing(null, new Page<>(List.of(), false)))
        .withMessage("room");
    assertThatNullPointerException()
        .isThrownBy(
            () ->
                new RoomListing(
                    FACTS.account(), null, Optional.empty(), new Page<>(List.of(), false)))
        .withMessage("memberId");
  }
}
