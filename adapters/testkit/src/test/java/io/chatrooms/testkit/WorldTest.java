package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final AccountId ACME = new AccountId("acme");

  private final World world =
      World.empty()
          .withMemberRoomLimit(1)
          .with(account(AccountType.ENTERPRISE_OIDC))
          .with(room("hall", 1))
          .with(room("lounge", 2))
          .with(member("ann", MemberType.USER))
          .with(member("bob", MemberType.USER))
          .with(member("robot", MemberType.BOT))
          .with(member("hook", MemberType.WEBHOOK))
          .with(membership("lounge", "ann", Role.MEMBER));

  @Test
  void isReadAsItWasSaved() {
    ModelStore store = new ModelStore(1);
    world.putInto(store);

    assertThat(world.asFoundIn(store)).isEqualTo(world);
    assertThat(world.asFoundIn(new ModelStore(1))).isEqualTo(World.empty().withMemberRoomLimit(1));
  }

  @Test
  void isReadAsItWasChanged() {
    ModelStore store = new ModelStore(1);
    world.putInto(store);
    store.rooms().remove(ACME, new RoomId("lounge"));

    World found = world.asFoundIn(store);

    assertThat(found.rooms()).containsExactly(room("hall", 1));
    assertThat(found.memberships()).isEmpty();
  }

  @Test
  void isReadWithMoreThanAPageOfMemberships() {
    World crowded =
        World.empty().with(account(AccountType.ENTERPRISE_LWA)).with(room("lounge", 1_000));
    for (int i = 0; i < 99 * 2; i++) {
      crowded = crowded.with(member("user " + i, MemberType.USER));
      crowded = crowded.with(membership("lounge", "user " + i, Role.MEMBER));
    }
    ModelStore store = new ModelStore(1);
    crowded.putInto(store);

    assertThat(crowded.asFoundIn(store)).isEqualTo(crowded);
  }

  @Test
  void reportsAStoreThatDeclines() {
    ModelStore store = new ModelStore(1);
    world.putInto(store);

    assertThatIllegalStateException().isThrownBy(() -> world.putInto(store));
  }

  @Test
  void isInTheOrderOfIds() {
    assertThat(
            new World(
                world.accounts(),
                List.of(room("lounge", 2), room("hall", 1)),
                List.of(),
                List.of(),
                1))
        .isEqualTo(
            new World(
                world.accounts(),
                List.of(room("hall", 1), room("lounge", 2)),
                List.of(),
                List.of(),
                1));
  }

  @Test
  void replacesWhatHasTheSameId() {
    assertThat(world.with(room("hall", 9)).rooms())
        .containsExactly(room("hall", 9), room("lounge", 2));
    assertThat(world.with(membership("lounge", "ann", Role.ADMINISTRATOR)).memberships())
        .containsExactly(membership("lounge", "ann", Role.ADMINISTRATOR));
  }

  @Test
  void isWithoutWhatDependsOnWhatIsRemoved() {
    RoomMembership ofAnn = membership("lounge", "ann", Role.MEMBER);

    assertThat(world.without(ofAnn).memberships()).isEmpty();
    assertThat(world.without(ofAnn).rooms()).isEqualTo(world.rooms());
    assertThat(world.without(room("lounge", 2)).memberships()).isEmpty();
    assertThat(world.without(account(AccountType.ENTERPRISE_OIDC)))
        .isEqualTo(World.empty().withMemberRoomLimit(1));
  }

  @Test
  void isConsistent() {
    Stream.<Runnable>of(
            () -> world.withMemberRoomLimit(0),
            () -> world.with(account(AccountType.TEAM)),
            () -> World.empty().with(room("hall", 1)),
            () -> World.empty().with(member("ann", MemberType.USER)),
            () -> world.with(membership("yard", "bob", Role.MEMBER)),
            () -> world.with(membership("hall", "Bob", Role.MEMBER)),
            () -> world.with(membership("hall", "hook", Role.MEMBER)),
            () -> world.with(membership("hall", "robot", Role.ADMINISTRATOR)),
            () -> world.with(membership("hall", "ann", Role.MEMBER)),
            () ->
                world
                    .with(membership("hall", "bob", Role.MEMBER))
                    .with(membership("hall", "robot", Role.MEMBER)),
            () ->
                new World(
                    List.of(account(AccountType.TEAM), account(AccountType.TEAM)),
                    List.of(),
                    List.of(),
                    List.of(),
                    1))
        .forEach(
            inconsistent -> assertThatIllegalArgumentException().isThrownBy(inconsistent::run));
  }

  @Test
  void addsAsManyMembershipsAsPossible() {
    assertThat(
            world
                .withAsManyOf(
                    List.of(
                        membership("hall", "ann", Role.MEMBER),
                        membership("lounge", "ann", Role.ADMINISTRATOR),
                        membership("lounge", "hook", Role.MEMBER),
                        membership("lounge", "robot", Role.ADMINISTRATOR),
                        membership("yard", "bob", Role.MEMBER),
                        membership("hall", "bob", Role.MEMBER),
                        membership("hall", "robot", Role.MEMBER)))
                .memberships())
        .containsExactly(
            membership("hall", "bob", Role.MEMBER), membership("lounge", "ann", Role.MEMBER));
  }

  @Test
  void listsEveryCaller() {
    assertThat(world.callers())
        .containsExactly(
            Caller.unauthenticated(),
            Caller.accountAdministrator(ACME, "administrator"),
            Caller.member(ACME, new MemberId("ann")),
            Caller.member(ACME, new MemberId("bob")),
            Caller.member(ACME, new MemberId("hook")),
            Caller.member(ACME, new MemberId("robot")));
  }

  private static Account account(AccountType type) {
    return Account.builder().accountId(ACME).type(type).build();
  }

  private static Room room(String id, int limit) {
    return Room.builder()
        .accountId(ACME)
        .roomId(new RoomId(id))
        .name("a room")
        .createdBy("creator")
        .createdAt(Instant.EPOCH)
        .membershipLimit(limit)
        .build();
  }

  private static Member member(String id, MemberType type) {
    return Member.builder().accountId(ACME).memberId(new MemberId(id)).type(type).build();
  }

  private static RoomMembership membership(String room, String member, Role role) {
    return RoomMembership.builder()
        .key(new MembershipKey(ACME, new RoomId(room), new MemberId(member)))
        .role(role)
        .invitedBy("inviter")
        .updatedAt(Instant.EPOCH)
        .build();
  }
}
