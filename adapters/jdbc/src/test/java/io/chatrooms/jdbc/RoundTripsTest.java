package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.membership.Role;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How often PostgreSQL is spoken to, counted on the wire, on a connection that has warmed up. */
class RoundTripsTest {
  private static final Scene SCENE = new Scene("trips");

  private static TcpProxy proxy;
  private static HikariDataSource pool;
  private static JdbcStore store;

  @BeforeAll
  static void open() {
    String url = Databases.postgreSql();
    proxy = new TcpProxy(Databases.portOf(url));
    pool = Databases.pool(Databases.through(url, proxy.port()), "postgres", 1);
    store = JdbcStore.builder(pool).tablePrefix(Databases.freshPrefix()).createTables().build();
    SCENE.putInto(store, 20, 20);
    for (int i = 0; i < 10; i++) { // the driver prepares a statement on the server at its fifth use
      SCENE.add(store, 0, i, Role.ADMINISTRATOR);
    }
  }

  @AfterAll
  static void close() throws IOException {
    pool.close();
    proxy.close();
  }

  @Test
  void aCreateTakesTwo() {
    assertThat(trips(() -> SCENE.add(store, 1, 11, Role.MEMBER), Created.class)).isEqualTo(2);
  }

  @Test
  void aCreateByAMemberTakesTwoToo() {
    for (int caller : new int[] {0, 19}) { // locked before the member, and after it
      SCENE.add(store, 2, caller, Role.ADMINISTRATOR);
      assertThat(trips(() -> addedBy(caller, 9 + caller / 10), Created.class)).isEqualTo(2);
    }
  }

  @Test
  void aRefusalThatTheFactsDecideTakesOne() {
    assertThat(trips(() -> SCENE.add(store, 0, 0, Role.MEMBER), Conflict.class)).isEqualTo(1);
    assertThat(trips(() -> SCENE.add(store, 0, 99, Role.MEMBER), NotFound.class)).isEqualTo(1);
  }

  @Test
  void aPageTakesOne() {
    for (int size : new int[] {1, 5, 99}) {
      int before = proxy.trips();
      store.memberships().listByRoom(SCENE.account, SCENE.room(0), null, size);
      store.memberships().listByMember(SCENE.account, SCENE.member(0), null, size);
      assertThat(proxy.trips() - before).isEqualTo(2);
    }
  }

  private static CreateRoomMembershipResult addedBy(int caller, int member) {
    return new CreateRoomMembership(store.memberships(), Clock.systemUTC())
        .execute(
            Caller.member(SCENE.account, SCENE.member(caller)),
            SCENE.request(2, member, Role.MEMBER));
  }

  private static int trips(
      Supplier<CreateRoomMembershipResult> action, Class<? extends CreateRoomMembershipResult> is) {
    int before = proxy.trips();
    CreateRoomMembershipResult result = action.get();
    int taken = proxy.trips() - before;
    assertThat(result).isInstanceOf(is);
    return taken;
  }
}
