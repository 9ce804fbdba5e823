package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.ListedMembership;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.membership.RoomRemoved;
import io.chatrooms.core.membership.RoomUpdated;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rooms that are created, changed, removed and listed, with the facts that this is decided on. */
class RoomsTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 10;

  private final Scene scene = new Scene("rooms");

  private static JdbcStore.Builder on(HikariDataSource pool) {
    return JdbcStore.builder(pool).tablePrefix(Databases.freshPrefix()).createTables();
  }

  @OnEveryDatabase
  void aRoomIsCreatedWithItsFirstAdministrator(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = on(pool).accountRoomLimit(3).memberRoomLimit(5).build();
      scene.putInto(store, 1, 1);
      NewRoomFacts seen = scene.factsOfNew(store, 1, 0, Scene.token(1));
      assertThat(seen.account().account()).contains(scene.accountIs());
      assertThat(seen.account().caller()).contains(scene.memberIs(0));
      assertThat(seen.idTaken()).isFalse();
      assertThat(seen.earlier()).isEmpty();
      assertThat(List.of(seen.roomCount(), seen.callerRoomCount())).containsExactly(1, 0);
      assertThat(List.of(seen.roomLimit(), seen.callerRoomLimit())).containsExactly(3, 5);
      RoomCreated creation = Scene.creation(seen);

      assertThat(store.rooms().create(creation, seen)).isEmpty();

      assertThat(store.rooms().find(scene.account, scene.room(1))).contains(creation.room());
      RoomFacts facts = store.rooms().facts(scene.account, scene.room(1), scene.member(0));
      assertThat(facts.callerMembership())
          .contains(creation.administrator().orElseThrow().membership());
      assertThat(facts.membershipCount()).isEqualTo(1);
      assertThat(facts.administratorCount()).isEqualTo(1);
      NewRoomFacts again = scene.factsOfNew(store, 2, 0, Scene.token(1));
      assertThat(again.earlier())
          .contains(new NewRoomFacts.Earlier(creation.room(), Scene.token(1).content()));
      assertThat(List.of(again.roomCount(), again.callerRoomCount())).containsExactly(2, 1);
      assertThat(store.verify()).isEmpty();
    }
  }

  @OnEveryDatabase
  void anIdOrATokenThatIsUsedComesBackAsFacts(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2);
        Connection connection = pool.getConnection()) {
      JdbcStore store = on(pool).build();
      scene.putInto(store, 0, 2);
      connection.setAutoCommit(false);
      Store joined = store.joining(connection);
      NewRoomFacts sameId = scene.factsOfNew(joined, 0, 0, Scene.token(1));
      NewRoomFacts sameToken = scene.factsOfNew(joined, 1, 0, Scene.token(2));
      store.rooms().save(scene.roomIs(0)); // by somebody else
      assertThat(scene.createRoom(store, 2, 0, Scene.token(2))).isEmpty();

      assertThat(joined.rooms().create(Scene.creation(sameId), sameId))
          .hasValueSatisfying(now -> assertThat(now.idTaken()).isTrue());
      assertThat(joined.rooms().create(Scene.creation(sameToken), sameToken))
          .flatMap(NewRoomFacts::earlier)
          .hasValueSatisfying(
              earlier -> assertThat(earlier.room().roomId()).isEqualTo(scene.room(2)));
      assertThat(scene.createRoom(joined, 3, 1, Scene.token(3)))
          .as("the transaction goes on")
          .isEmpty();
      connection.commit();
      connection.setAutoCommit(true);
      assertThat(store.verify()).isEmpty();
    }
  }

  @OnEveryDatabase
  void aRemovedRoomFreesItsTokenAndASavedOneKeepsIt(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = on(pool).build();
      scene.putInto(store, 0, 1);
      assertThat(scene.createRoom(store, 0, 0, Scene.token(1))).isEmpty();
      store.rooms().save(Room.builder().from(scene.roomIs(0)).name("renamed").build());
      assertThat(scene.factsOfNew(store, 1, 0, Scene.token(1)).earlier()).isPresent();
      store.rooms().remove(scene.account, scene.room(0));
      assertThat(scene.factsOfNew(store, 1, 0, Scene.token(1)).earlier()).isEmpty();
      assertThat(scene.createRoom(store, 0, 0, Scene.token(1))).isEmpty();
      RoomFacts seen = store.rooms().facts(scene.account, scene.room(0), null);
      assertThat(store.rooms().confirm(new RoomRemoved(seen.room().orElseThrow()), seen)).isEmpty();
      assertThat(scene.createRoom(store, 2, 0, Scene.token(1))).isEmpty();
      assertThat(store.verify()).isEmpty();
    }
  }

  @OnEveryDatabase
  void savedAndRemovedRoomsAreCounted(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = on(pool).accountRoomLimit(1).build();
      scene.putInto(store, 2, 1);
      store.rooms().save(scene.roomIs(1));
      assertThat(scene.factsOfNew(store, 5, null, null).roomCount())
          .as("more than the limit")
          .isEqualTo(2);
      assertThat(scene.createRoom(store, 5, null, null)).isPresent();
      store.rooms().remove(scene.account, scene.room(0));
      store.rooms().remove(scene.account, scene.room(0));
      assertThat(scene.factsOfNew(store, 5, null, null).roomCount()).isEqualTo(1);
      assertThat(scene.createRoom(store, 5, null, null)).isPresent();
      store.rooms().remove(scene.account, scene.room(1));
      assertThat(scene.createRoom(store, 5, null, null)).isEmpty();
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  store
                      .rooms()
                      .save(Room.builder().from(scene.roomIs(5)).membershipLimit(7).build()));
      assertThat(store.verify()).isEmpty();
    }
  }

  private List<Boolean> race(Callable<Boolean> task, ExecutorService threads) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      tasks.add(
          () -> {
            start.await();
            return task.call();
          });
    }
    List<Boolean> results = new ArrayList<>();
    for (Future<Boolean> each : threads.invokeAll(tasks)) {
      results.add(each.get(60, TimeUnit.SECONDS));
    }
    return results;
  }

  /** Twins with one token, of one caller; then the last room of the account, by many members. */
  @OnEveryDatabase
  void oneOfManyCreationsWins(Database database) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (HikariDataSource pool = Databases.pool(database, THREADS)) {
      JdbcStore store = on(pool).accountRoomLimit(2).build();
      for (int round = 0; round < ROUNDS; round++) {
        Scene of = new Scene("race " + round);
        of.putInto(store, 0, THREADS);
        List<NewRoomFacts> twins = new ArrayList<>();
        List<NewRoomFacts> others = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          twins.add(of.factsOfNew(store, i, 0, Scene.token(1)));
          others.add(of.factsOfNew(store, THREADS + i, i, Scene.token(2 + i)));
        }
        AtomicInteger next = new AtomicInteger();
        assertThat(race(() -> createOne(store, twins.get(next.getAndIncrement())), threads))
            .containsOnlyOnce(true);
        next.set(0);
        assertThat(race(() -> createOne(store, others.get(next.getAndIncrement())), threads))
            .containsOnlyOnce(true);
        assertThat(of.factsOfNew(store, 99, null, null).roomCount()).isEqualTo(2);
        assertThat(store.verify()).isEmpty();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** The room of the caller that an add and a creation compete for. */
  @OnEveryDatabase
  void theLastRoomOfAMemberIsGivenOnce(Database database) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (HikariDataSource pool = Databases.pool(database, THREADS)) {
      JdbcStore store = on(pool).memberRoomLimit(1).build();
      for (int round = 0; round < ROUNDS; round++) {
        Scene of = new Scene("last " + round);
        of.putInto(store, 1, 1);
        AtomicInteger next = new AtomicInteger(1);
        assertThat(
                race(
                    () -> {
                      int n = next.getAndIncrement();
                      return n % 2 == 0
                          ? createOne(store, of.factsOfNew(store, n, 0, null))
                          : of.add(store, 0, 0, Role.MEMBER) instanceof Created;
                    },
                    threads))
            .containsOnlyOnce(true);
        assertThat(store.verify()).isEmpty();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static boolean createOne(Store store, NewRoomFacts seen) {
    return store.rooms().create(Scene.creation(seen), seen).isEmpty();
  }

  /** H2 is left out: there one writer waits for another. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void creatingARoomAndAddingMembersDoNotWaitForEachOther(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2, Duration.ofSeconds(5));
        Connection host = pool.getConnection()) {
      JdbcStore store = on(pool).operationTimeout(Duration.ofSeconds(20)).build();
      scene.putInto(store, 2, 4);
      scene.add(store, 0, 0, Role.ADMINISTRATOR);
      assertThat(scene.createRoom(store, 9, 3, null)).isEmpty();
      // Above it, a locking read of MariaDB locks the gap in which a row is missing.
      host.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      host.setAutoCommit(false);
      Store joined = store.joining(host);

      assertThat(scene.create(joined, scene.by(0), 0, 1, Role.MEMBER)).isInstanceOf(Created.class);
      assertThat(scene.createRoom(store, 5, 2, Scene.token(1)))
          .as("created beside an add")
          .isEmpty();
      host.commit();
      assertThat(scene.createRoom(joined, 6, 2, Scene.token(2))).isEmpty();
      assertThat(scene.create(store, scene.by(0), 0, 3, Role.MEMBER)).isInstanceOf(Created.class);
      host.commit();
      host.setAutoCommit(true);
      assertThat(store.verify()).isEmpty();
    }
  }

  @OnEveryDatabase
  void aRoomIsChangedOnlyAsItWasSeen(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = on(pool).build();
      scene.putInto(store, 1, 3);
      scene.add(store, 0, 0, Role.ADMINISTRATOR);
      scene.add(store, 0, 1, Role.MEMBER);
      RoomFacts seen = store.rooms().facts(scene.account, scene.room(0), scene.member(0));
      Room renamed = Room.builder().from(scene.roomIs(0)).name("renamed").build();
      RoomChange update = new RoomUpdated(scene.roomIs(0), renamed);
      RoomChange removal = new RoomRemoved(scene.roomIs(0));
      scene.add(store, 0, 2, Role.MEMBER); // counts do not matter

      assertThat(store.rooms().confirm(update, seen)).isEmpty();
      assertThat(store.rooms().find(scene.account, scene.room(0))).contains(renamed);
      for (RoomChange change : List.of(update, removal)) {
        assertThat(store.rooms().confirm(change, seen)).flatMap(RoomFacts::room).contains(renamed);
      }
      store.rooms().save(scene.roomIs(0));
      scene.update(store, scene.administrator(), 0, 1, Role.ADMINISTRATOR);
      scene.update(store, scene.administrator(), 0, 0, Role.MEMBER);
      for (RoomChange change : List.of(update, removal)) {
        assertThat(store.rooms().confirm(change, seen))
            .flatMap(RoomFacts::callerMembership)
            .hasValueSatisfying(now -> assertThat(now.role()).isEqualTo(Role.MEMBER));
      }
      scene.update(store, scene.administrator(), 0, 0, Role.ADMINISTRATOR);
      RoomFacts now = store.rooms().facts(scene.account, scene.room(0), scene.member(0));
      assertThat(store.rooms().confirm(removal, now)).isEmpty();
      assertThat(store.rooms().find(scene.account, scene.room(0))).isEmpty();
      assertThat(store.verify()).isEmpty();
      assertThat(scene.factsOfNew(store, 0, 0, null).callerRoomCount()).isZero();
    }
  }

  @OnEveryDatabase
  void aListingOfMembershipsComesWithFactsAndMembers(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = on(pool).build();
      scene.putInto(store, 2, 4);
      for (int member = 0; member < 3; member++) {
        scene.add(store, 0, member, Role.MEMBER);
      }
      for (Integer caller : new Integer[] {null, 1, 3, 9}) {
        MemberId callerId = caller == null ? null : scene.member(caller);
        for (int room : new int[] {0, 1, 9}) {
          for (MemberId after : new MemberId[] {null, scene.member(1), scene.member(3)}) {
            for (int size : new int[] {1, 2, 3}) {
              MembershipListing listing =
                  store.memberships().list(scene.account, scene.room(room), callerId, after, size);
              assertThat(listing.room())
                  .isEqualTo(store.rooms().facts(scene.account, scene.room(room), callerId));
              assertThat(withoutMembers(listing.page()))
                  .isEqualTo(
                      store.memberships().listByRoom(scene.account, scene.room(room), after, size));
              for (ListedMembership listed : listing.page().items()) {
                assertThat(listed.member())
                    .isEqualTo(
                        store.members().find(scene.account, listed.membership().key().memberId()))
                    .isPresent();
              }
            }
          }
        }
      }
    }
  }

  private static Page<?> withoutMembers(Page<ListedMembership> page) {
    return new Page<>(
        page.items().stream().map(ListedMembership::membership).toList(), page.hasMore());
  }

  @OnEveryDatabase
  void aListingOfRoomsComesWithFacts(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = on(pool).build();
      scene.putInto(store, 4, 3);
      new Scene("other").putInto(store, 5, 1);
      scene.add(store, 3, 1, Role.MEMBER);
      scene.add(store, 0, 1, Role.MEMBER);
      scene.add(store, 2, 1, Role.MEMBER);

      RoomListing all = store.rooms().list(scene.account, scene.member(0), null, scene.room(0), 2);
      assertThat(all.account()).isEqualTo(scene.factsOfNew(store, 0, 0, null).account());
      assertThat(all.memberId()).isEmpty();
      assertThat(all.member()).isEmpty();
      assertThat(all.page()).isEqualTo(new Page<>(List.of(scene.roomIs(1), scene.roomIs(2)), true));

      RoomListing of =
          store.rooms().list(scene.account, scene.member(9), scene.member(1), scene.room(0), 2);
      assertThat(of.account().caller()).isEmpty();
      assertThat(of.member()).contains(scene.memberIs(1));
      assertThat(of.page()).isEqualTo(new Page<>(List.of(scene.roomIs(2), scene.roomIs(3)), false));

      RoomListing none = store.rooms().list(scene.account, null, scene.member(2), null, 1);
      assertThat(none.account().account()).isPresent();
      assertThat(none.member()).isPresent();
      assertThat(none.page().items()).isEmpty();
      RoomListing nowhere =
          store.rooms().list(new Scene("nowhere").account, null, scene.member(2), null, 1);
      assertThat(nowhere.account().account()).isEmpty();
      assertThat(nowhere.member()).isEmpty();
    }
  }

  /** The directory is asked for the caller before, and once for all members of a page. */
  @OnEveryDatabase
  void aDirectoryIsAskedOnceForAPage(Database database) {
    List<Collection<MemberId>> asked = new ArrayList<>();
    try (HikariDataSource pool = Databases.pool(database, 1, Duration.ofSeconds(5))) {
      MemberDirectory directory =
          new MemberDirectory() {
            @Override
            public Optional<Member> find(AccountId account, MemberId id) {
              connectionIsFree(pool);
              return Optional.of(Member.builder().from(scene.memberIs(0)).memberId(id).build());
            }

            @Override
            public Map<MemberId, Member> findAll(AccountId account, Collection<MemberId> ids) {
              asked.add(List.copyOf(ids));
              return MemberDirectory.super.findAll(account, ids);
            }
          };
      JdbcStore store = on(pool).membersFrom(directory).build();
      scene.saveAccountAndRooms(store, 1);
      scene.add(store, 0, 0, Role.MEMBER);
      scene.add(store, 0, 1, Role.MEMBER);
      scene.add(store, 0, 2, Role.MEMBER);
      assertThat(scene.createRoom(store, 1, 0, Scene.token(1))).isEmpty();
      assertThat(scene.createRoom(store, 2, 5, null)).as("its first room").isEmpty();

      MembershipListing listing =
          store.memberships().list(scene.account, scene.room(0), scene.member(0), null, 2);

      assertThat(asked).containsExactly(List.of(scene.member(0), scene.member(1)));
      assertThat(listing.room().account().caller()).isPresent();
      assertThat(listing.page().items()).allSatisfy(l -> assertThat(l.member()).isPresent());
      RoomListing rooms =
          store.rooms().list(scene.account, scene.member(7), scene.member(0), null, 9);
      assertThat(rooms.member()).isPresent();
      assertThat(rooms.account().caller()).isPresent();
      assertThat(rooms.page().items()).hasSize(2);
      assertThat(store.verify()).isEmpty();
    }
  }

  private static void connectionIsFree(HikariDataSource pool) {
    try (Connection free = pool.getConnection()) {
      assertThat(free.isClosed()).isFalse();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @OnEveryDatabase
  void theSecretIsTheSameForAllStores(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      String prefix = Databases.freshPrefix();
      JdbcStore store = JdbcStore.builder(pool).tablePrefix(prefix).createTables().build();
      byte[] secret = store.tokenKey().bytes();
      assertThat(JdbcStore.builder(pool).tablePrefix(prefix).build().tokenKey().bytes())
          .isEqualTo(secret);
      assertThat(on(pool).build().tokenKey().bytes()).isNotEqualTo(secret);
    }
  }
}
