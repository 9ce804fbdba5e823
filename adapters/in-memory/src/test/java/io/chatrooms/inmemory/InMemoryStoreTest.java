package io.chatrooms.inmemory;

import static io.chatrooms.inmemory.World.ACCOUNT;
import static io.chatrooms.inmemory.World.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Resource;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest {
  private final World world =
      new World(InMemoryStore.create()).room("room", 5).user("ann").user("bob").user("cy");

  @Test
  void listsARoomByMemberAndAMemberByRoomPageByPage() {
    world.room("hall", 5);
    for (String member : new String[] {"cy", "ann", "bob"}) {
      world.add("room", member);
    }
    world.add("hall", "ann");

    Page<RoomMembership> first = listRoom(null, 2);
    Page<RoomMembership> last = listRoom("bob", 2);
    assertThat(first.items())
        .extracting(m -> m.key().memberId().value())
        .containsExactly("ann", "bob");
    assertThat(first.hasMore()).isTrue();
    assertThat(last.items()).extracting(m -> m.key().memberId().value()).containsExactly("cy");
    assertThat(last.hasMore()).isFalse();
    assertThat(listRoom(null, 3).hasMore()).isFalse();
    assertThat(
            world.store.memberships().listByMember(ACCOUNT, new MemberId("ann"), null, 9).items())
        .extracting(m -> m.key().roomId().value())
        .containsExactly("hall", "room");
  }

  @Test
  void refusesAPageThatHoldsNothing() {
    assertThatThrownBy(() -> listRoom(null, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsTheLimitThatARoomWasCreatedWith() {
    assertThatThrownBy(() -> world.room("room", 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limit");
    assertThat(
            world.store.rooms().find(ACCOUNT, new RoomId("room")).orElseThrow().membershipLimit())
        .isEqualTo(5);
  }

  @Test
  void keepsTheTypeThatAMemberWasCreatedWith() {
    Member bot =
        Member.builder()
            .accountId(ACCOUNT)
            .memberId(new MemberId("ann"))
            .type(MemberType.BOT)
            .build();
    assertThatThrownBy(() -> world.store.members().save(bot))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(world.store.members().find(ACCOUNT, new MemberId("ann")))
        .contains(World.userOf("ann"));
  }

  @Test
  void takesTheMembershipsOfARoomWithIt() {
    world.add("room", "ann");
    assertThat(world.store.rooms().remove(ACCOUNT, new RoomId("room"))).isTrue();
    assertThat(world.store.rooms().remove(ACCOUNT, new RoomId("room"))).isFalse();

    assertThat(world.add("room", "ann")).isEqualTo(new NotFound(Resource.ROOM));
    world.room("room", 5);
    assertThat(listRoom(null, 9).items()).isEmpty();
    assertThat(facts("room", "ann").memberRoomCount()).isZero();
  }

  @Test
  void takesTheMembershipsOfAMemberWithItEvenTheLastAdministrators() {
    world.add("room", "ann", "Administrator");
    world.add("room", "bob");
    assertThat(world.store.members().remove(ACCOUNT, new MemberId("ann"))).isTrue();
    assertThat(world.store.members().remove(ACCOUNT, new MemberId("ann"))).isFalse();

    assertThat(world.add("room", "ann")).isEqualTo(new NotFound(Resource.MEMBER));
    assertThat(listRoom(null, 9).items())
        .extracting(m -> m.key().memberId().value())
        .containsExactly("bob");
    assertThat(facts("room", "bob").roomMembershipCount()).isEqualTo(1);
  }

  @Test
  void changesARoleOnlyAsItWasSeenAndLeavesAnAdministrator() {
    world.add("room", "ann", "Administrator");
    world.add("room", "bob");
    MembershipFacts ann = facts("room", "ann");
    MembershipFacts bob = facts("room", "bob");

    assertThat(changeRole(ann, Role.MEMBER)).isEqualTo(ChangeOutcome.LAST_ADMINISTRATOR);
    assertThat(changeRole(bob, Role.ADMINISTRATOR)).isEqualTo(ChangeOutcome.CHANGED);
    assertThat(changeRole(bob, Role.MEMBER)).isEqualTo(ChangeOutcome.STALE);
    assertThat(changeRole(ann, Role.MEMBER)).isEqualTo(ChangeOutcome.CHANGED);
    assertThat(world.store.memberships().find(ann.key()).orElseThrow().role())
        .isEqualTo(Role.MEMBER);
  }

  @Test
  void removesOnlyAsItWasSeenAndLeavesAnAdministratorWhileOthersRemain() {
    world.add("room", "ann", "Administrator");
    world.add("room", "bob");
    MembershipFacts ann = facts("room", "ann");
    MembershipFacts bob = facts("room", "bob");

    assertThat(world.store.memberships().remove(ann)).isEqualTo(ChangeOutcome.LAST_ADMINISTRATOR);
    assertThat(world.store.memberships().remove(bob)).isEqualTo(ChangeOutcome.CHANGED);
    assertThat(world.store.memberships().remove(bob)).isEqualTo(ChangeOutcome.STALE);
    assertThat(world.store.memberships().remove(ann)).isEqualTo(ChangeOutcome.CHANGED);
    assertThat(listRoom(null, 9).items()).isEmpty();
  }

  @Test
  void refusesAChangeToAMembershipThatTheFactsDoNotShow() {
    MembershipFacts facts = facts("room", "ann");
    assertThatThrownBy(() -> world.store.memberships().remove(facts))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> changeRole(facts, Role.MEMBER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void worksWithMembersThatTheHostKeeps() {
    Map<MemberId, Member> host = new ConcurrentHashMap<>();
    host.put(new MemberId("ann"), World.userOf("ann"));
    InMemoryStore store =
        InMemoryStore.builder()
            .membersFrom((account, member) -> Optional.ofNullable(host.get(member)))
            .build();
    World hosted = new World(store).room("room", 5);

    assertThat(hosted.add("room", "ann")).isInstanceOf(Created.class);
    assertThat(hosted.add("room", "bob")).isEqualTo(new NotFound(Resource.MEMBER));

    host.remove(new MemberId("ann"));
    assertThat(store.memberships().removeAllOf(ACCOUNT, new MemberId("ann"))).isEqualTo(1);
    assertThat(store.memberships().removeAllOf(ACCOUNT, new MemberId("ann"))).isZero();
    assertThat(store.memberships().listByRoom(ACCOUNT, new RoomId("room"), null, 9).items())
        .isEmpty();
    assertThatThrownBy(store::members).isInstanceOf(IllegalStateException.class);
  }

  private Page<RoomMembership> listRoom(@Nullable String after, int size) {
    return world
        .store
        .memberships()
        .listByRoom(ACCOUNT, new RoomId("room"), after == null ? null : new MemberId(after), size);
  }

  private MembershipFacts facts(String room, String member) {
    return world
        .store
        .memberships()
        .facts(new MembershipKey(ACCOUNT, new RoomId(room), new MemberId(member)), null);
  }

  private ChangeOutcome changeRole(MembershipFacts seen, Role role) {
    return world.store.memberships().changeRole(seen, role, NOON);
  }
}
