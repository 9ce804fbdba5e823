package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.GetRoomMembership.Found;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipRemoved;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoleChanged;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomRemoved;
import io.chatrooms.core.membership.RoomUpdated;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Round trips to PostgreSQL, counted on the wire, on a connection that has warmed up. */
class RoundTripsTest {
  private static final Scene SCENE = new Scene("trips");
  private static final Caller ADMINISTRATOR = SCENE.administrator();

  /** The driver prepares a statement on the server when it is executed for the fifth time. */
  private static final int WARM_UP = 10;

  /** In the middle of all members by id, so callers are locked before it and after it. */
  private static final int TARGET = 5;

  private static TcpProxy proxy;
  private static HikariDataSource pool;
  private static JdbcStore store;

  @BeforeAll
  static void open() {
    String url = Databases.postgreSql();
    proxy = new TcpProxy(Databases.portOf(url));
    pool = Databases.pool(Databases.through(url, proxy.port()), "postgres", 1);
    store = JdbcStore.builder(pool).tablePrefix(Databases.freshPrefix()).createTables().build();
    SCENE.putInto(store, 3, 10);
    SCENE.add(store, 0, 0, Role.ADMINISTRATOR);
    SCENE.add(store, 0, 9, Role.ADMINISTRATOR);
  }

  @AfterAll
  static void close() throws IOException {
    pool.close();
    proxy.close();
  }

  @Test
  void createUpdateAndDeleteTakeTwoEach() {
    for (Caller caller : new Caller[] {ADMINISTRATOR, SCENE.by(0), SCENE.by(9)}) {
      for (int i = 0; i < WARM_UP; i++) {
        roundOfAllThree(caller);
      }
      assertThat(roundOfAllThree(caller)).as("%s", caller).containsExactly(2, 2, 2, 2);
    }
  }

  private static int[] roundOfAllThree(Caller by) {
    return new int[] {
      trips(() -> SCENE.create(store, by, 0, TARGET, Role.MEMBER), Created.class),
      trips(() -> SCENE.update(store, by, 0, TARGET, Role.ADMINISTRATOR), Updated.class),
      trips(() -> SCENE.update(store, by, 0, TARGET, Role.MEMBER), Updated.class),
      trips(() -> SCENE.delete(store, by, 0, TARGET), Deleted.class)
    };
  }

  @Test
  void aMemberThatLeavesTakesTwo() {
    int trips = 0;
    for (int i = 0; i < WARM_UP; i++) {
      SCENE.add(store, 1, 1, Role.MEMBER);
      trips = trips(() -> SCENE.delete(store, SCENE.by(1), 1, 1), Deleted.class);
    }
    assertThat(trips).isEqualTo(2);
  }

  @Test
  void aRefusalThatTheFactsDecideTakesOne() {
    SCENE.add(store, 2, 0, Role.ADMINISTRATOR);
    SCENE.add(store, 2, 1, Role.MEMBER);
    for (int i = 0; i < WARM_UP; i++) {
      SCENE.get(store, ADMINISTRATOR, 2, 1);
    }
    assertThat(trips(() -> SCENE.add(store, 2, 0, Role.MEMBER), Conflict.class)).isEqualTo(1);
    assertThat(trips(() -> SCENE.add(store, 2, 99, Role.MEMBER), NotFound.class)).isEqualTo(1);
    assertThat(trips(() -> SCENE.update(store, ADMINISTRATOR, 2, 0, Role.MEMBER), Forbidden.class))
        .isEqualTo(1);
    assertThat(trips(() -> SCENE.delete(store, ADMINISTRATOR, 2, 0), Forbidden.class)).isEqualTo(1);
    assertThat(trips(() -> SCENE.delete(store, SCENE.by(1), 2, 0), Forbidden.class)).isEqualTo(1);
  }

  @Test
  void whatChangesNothingTakesOne() {
    SCENE.add(store, 2, 2, Role.MEMBER);
    for (int i = 0; i < WARM_UP; i++) {
      SCENE.get(store, ADMINISTRATOR, 2, 2);
    }
    assertThat(trips(() -> SCENE.get(store, ADMINISTRATOR, 2, 2), Found.class)).isEqualTo(1);
    assertThat(trips(() -> SCENE.update(store, ADMINISTRATOR, 2, 2, Role.MEMBER), Updated.class))
        .isEqualTo(1);
  }

  @Test
  void aPageTakesOne() {
    for (int i = 0; i < WARM_UP; i++) {
      for (int size : new int[] {1, 5, 99}) {
        int before = proxy.trips();
        store.memberships().listByRoom(SCENE.account, SCENE.room(0), null, size);
        store.memberships().listByMember(SCENE.account, SCENE.member(0), null, size);
        if (i == WARM_UP - 1) {
          assertThat(proxy.trips() - before).isEqualTo(2);
        }
      }
    }
  }

  @Test
  void withMembersElsewhereTheFirstAddOfAMemberTakesThreeAndTheNextTwo() {
    JdbcStore elsewhere =
        JdbcStore.builder(pool)
            .tablePrefix(Databases.freshPrefix())
            .membersFrom(
                (account, id) ->
                    Optional.of(Member.builder().from(SCENE.memberIs(0)).memberId(id).build()))
            .createTables()
            .build();
    SCENE.saveAccountAndRooms(elsewhere, 2);
    int first = 0;
    int next = 0;
    for (int member = 0; member < WARM_UP; member++) {
      int added = member;
      first = trips(() -> SCENE.add(elsewhere, 0, added, Role.MEMBER), Created.class);
      next = trips(() -> SCENE.add(elsewhere, 1, added, Role.MEMBER), Created.class);
    }
    assertThat(first).isEqualTo(3);
    assertThat(next).isEqualTo(2);
  }

  @Test
  void factsOfManyTakeOneAndABatchAlwaysTheSame() {
    Scene many = new Scene("many");
    many.putInto(store, 3, 50);
    List<Integer> facts = new ArrayList<>();
    List<Integer> adds = new ArrayList<>();
    List<Integer> roles = new ArrayList<>();
    List<Integer> removals = new ArrayList<>();
    for (int size : new int[] {1, 2, 7, 50}) {
      List<MembershipKey> keys =
          IntStream.range(0, size).mapToObj(i -> many.key(i % 2 + 1, i % 40)).distinct().toList();
      for (int i = 0; i < WARM_UP; i++) {
        List<MembershipFacts> seen = new ArrayList<>();
        int of = trips(() -> seen.addAll(many.facts(store, keys)), Boolean.class);
        int added = batch(many, seen.stream().map(Scene::adding).toList());
        int changed =
            batch(
                many,
                proposals(
                    many, keys, is -> new RoleChanged(is, Role.ADMINISTRATOR, Instant.EPOCH)));
        int removed = batch(many, proposals(many, keys, MembershipRemoved::new));
        if (i == WARM_UP - 1) {
          facts.add(of);
          adds.add(added);
          roles.add(changed);
          removals.add(removed);
        }
      }
    }
    assertThat(facts).containsOnly(1);
    assertThat(adds).containsOnly(1);
    assertThat(roles).as("rows are deleted and inserted; members gain nothing").containsOnly(8);
    assertThat(removals)
        .as("four, and one for each of: rows, rooms, members, commit")
        .containsOnly(8);
  }

  private static List<Proposal> proposals(
      Scene scene, List<MembershipKey> keys, Function<RoomMembership, MembershipChange> change) {
    return scene.facts(store, keys).stream()
        .map(seen -> Proposal.of(change.apply(seen.membership().orElseThrow()), seen))
        .toList();
  }

  private static int batch(Scene scene, List<Proposal> proposals) {
    int before = proxy.trips();
    List<List<MembershipFacts>> instead = store.memberships().confirmAll(scene.account, proposals);
    int taken = proxy.trips() - before;
    assertThat(instead).as("facts instead of changes").allSatisfy(f -> assertThat(f).isEmpty());
    return taken;
  }

  @Test
  void factsAndListingsTakeOneEach() {
    for (int i = 0; i < WARM_UP; i++) {
      boolean warm = i == WARM_UP - 1;
      for (Supplier<?> read :
          List.<Supplier<?>>of(
              () -> store.rooms().facts(SCENE.account, SCENE.room(0), SCENE.member(0)),
              () -> SCENE.factsOfNew(store, 99, 0, Scene.token(1)),
              () ->
                  store.memberships().list(SCENE.account, SCENE.room(0), SCENE.member(0), null, 9),
              () -> store.rooms().list(SCENE.account, SCENE.member(0), null, null, 2),
              () -> store.rooms().list(SCENE.account, SCENE.member(0), SCENE.member(9), null, 2))) {
        int taken = trips(read, Object.class);
        assertThat(taken).as("round trips when warm").isLessThanOrEqualTo(warm ? 1 : 9);
      }
    }
  }

  /** With the facts that it is decided on. */
  @Test
  void aRoomTakesElevenToCreateSevenToChangeAndTwelveToRemove() {
    Scene rooms = new Scene("created");
    rooms.putInto(store, 1, 1);
    int created = 0;
    int updated = 0;
    int removed = 0;
    for (int i = 0; i < WARM_UP; i++) {
      RoomId id = rooms.room(5);
      created = trips(() -> rooms.createRoom(store, 5, 0, Scene.token(1)), Optional.class);
      updated =
          trips(
              () -> {
                RoomFacts seen = store.rooms().facts(rooms.account, id, rooms.member(0));
                Room room = seen.room().orElseThrow();
                return store.rooms().confirm(new RoomUpdated(room, room), seen);
              },
              Optional.class);
      removed =
          trips(
              () -> {
                RoomFacts seen = store.rooms().facts(rooms.account, id, rooms.member(0));
                return store.rooms().confirm(new RoomRemoved(seen.room().orElseThrow()), seen);
              },
              Optional.class);
      assertThat(store.rooms().find(rooms.account, id)).isEmpty();
    }
    assertThat(List.of(created, updated, removed)).containsExactly(11, 7, 12);
  }

  private static int trips(Supplier<?> action, Class<?> is) {
    int before = proxy.trips();
    Object result = action.get();
    int taken = proxy.trips() - before;
    assertThat(result).isInstanceOf(is);
    return taken;
  }
}
