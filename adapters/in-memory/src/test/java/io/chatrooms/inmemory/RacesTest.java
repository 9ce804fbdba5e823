package io.chatrooms.inmemory;

import static io.chatrooms.inmemory.World.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.Resource;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.room.RoomId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

/** Many callers at once, and still each rule holds. */
class RacesTest {
  private static final int REPEATS = 20;

  @RepeatedTest(REPEATS)
  @DisplayName("CRM-13: of 32 who add the same member, one succeeds and 31 are shown what stands")
  void sameMember() throws Exception {
    World world = new World(InMemoryStore.create()).room("room", 1_000).user("user");

    List<CreateRoomMembershipResult> results = Race.of(32, i -> world.add("room", "user"));

    assertThat(results).filteredOn(Created.class::isInstance).hasSize(1);
    assertThat(results)
        .filteredOn(Conflict.class::isInstance)
        .hasSize(31)
        .containsOnly(new Conflict(created(results).membership()));
  }

  @RepeatedTest(REPEATS)
  @DisplayName("CRM-14: of 64 who want the last seat, one gets it and 63 are told the room is full")
  void lastSeat() throws Exception {
    World world = new World(InMemoryStore.create()).room("room", 1);
    for (int i = 0; i < 64; i++) {
      world.user("user " + i);
    }

    List<CreateRoomMembershipResult> results = Race.of(64, i -> world.add("room", "user " + i));

    assertThat(results).filteredOn(Created.class::isInstance).hasSize(1);
    assertThat(results)
        .filteredOn(ResourceLimitExceeded.class::isInstance)
        .hasSize(63)
        .containsOnly(new ResourceLimitExceeded(Resource.ROOM, 1));
    assertThat(world.store.memberships().listByRoom(ACCOUNT, new RoomId("room"), null, 99).items())
        .containsExactly(created(results).membership());
  }

  @RepeatedTest(REPEATS)
  @DisplayName("CRM-15: a member with one room to spare gets into one of two rooms")
  void lastRoom() throws Exception {
    World world =
        new World(InMemoryStore.builder().memberRoomLimit(1).build())
            .room("room 0", 9)
            .room("room 1", 9)
            .user("user");

    List<CreateRoomMembershipResult> results = Race.of(8, i -> world.add("room " + i % 2, "user"));

    RoomId taken = created(results).membership().key().roomId();
    assertThat(results).filteredOn(Created.class::isInstance).hasSize(1);
    for (int i = 0; i < results.size(); i++) {
      CreateRoomMembershipResult expected =
          taken.equals(new RoomId("room " + i % 2))
              ? new Conflict(created(results).membership())
              : new ResourceLimitExceeded(Resource.MEMBER, 1);
      assertThat(results.get(i))
          .satisfiesAnyOf(
              result -> assertThat(result).isInstanceOf(Created.class),
              result -> assertThat(result).isEqualTo(expected));
    }
  }

  private static Created created(List<CreateRoomMembershipResult> results) {
    return results.stream()
        .filter(Created.class::isInstance)
        .map(Created.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
