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
import io.chatrooms.core.membership.Role;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
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

  private static int trips(Supplier<?> action, Class<?> is) {
    int before = proxy.trips();
    Object result = action.get();
    int taken = proxy.trips() - before;
    assertThat(result).isInstanceOf(is);
    return taken;
  }
}
