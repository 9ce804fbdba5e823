package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.Store;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipQuestion;
import io.chatrooms.core.membership.MembershipRemoved;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoleChanged;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Facts about several memberships, and several changes that are confirmed together. */
class BatchTest {
  private static final int ROUNDS = 20;

  /** The longest text of the longest characters. */
  private static final String LONG = "\ud83d\ude00".repeat(2_048);

  private final Scene scene = new Scene("batch");

  private static JdbcStore.Builder on(HikariDataSource pool) {
    return JdbcStore.builder(pool).tablePrefix(Databases.freshPrefix()).createTables();
  }

  private MembershipQuestion question(int room, int member, @Nullable Integer caller) {
    return new MembershipQuestion(
        scene.key(room, member), Optional.ofNullable(caller).map(scene::member));
  }

  private List<MembershipFacts> facts(Store store, MembershipKey... keys) {
    return scene.facts(store, List.of(keys));
  }

  private static MembershipChange added(MembershipFacts seen) {
    return MembershipAdded.of(seen.key(), Role.MEMBER, "inviter", Instant.EPOCH);
  }

  private List<List<MembershipFacts>> addAll(Store store, MembershipKey... keys) {
    return store
        .memberships()
        .confirmAll(scene.account, facts(store, keys).stream().map(Scene::adding).toList());
  }

  private static long made(List<List<MembershipFacts>> instead) {
    return instead.stream().filter(List::isEmpty).count();
  }

  @OnEveryDatabase
  void factsOfSeveralAreThoseOfEach(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      Store store = on(pool).build();
      scene.putInto(store, 3, 4);
      scene.add(store, 0, 0, Role.ADMINISTRATOR);
      scene.add(store, 0, 1, Role.MEMBER);
      scene.add(store, 1, 1, Role.MEMBER);
      List<MembershipQuestion> questions =
          List.of(
              question(0, 0, null),
              question(0, 1, 0),
              question(1, 0, 1),
              question(0, 1, 0),
              question(2, 9, 9),
              question(9, 1, 1),
              question(9, 9, null),
              question(0, 3, 1),
              question(1, 1, 1));
      for (int n = 0; n <= questions.size(); n++) {
        assertThat(store.memberships().factsOf(scene.account, questions.subList(0, n)))
            .isEqualTo(
                questions.subList(0, n).stream()
                    .map(
                        asked ->
                            store.memberships().facts(asked.key(), asked.callerId().orElse(null)))
                    .toList());
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.memberships().factsOf(new Scene("other").account, questions));
    }
  }

  @OnEveryDatabase
  void aThousandAtOnce(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      Store store = on(pool).build();
      scene.putInto(store, 0, 1_000);
      store.rooms().save(Room.builder().from(scene.roomIs(0)).membershipLimit(999).build());
      MembershipKey[] keys =
          IntStream.range(0, 1_000).mapToObj(i -> scene.key(0, i)).toArray(MembershipKey[]::new);

      List<List<MembershipFacts>> instead = addAll(store, keys);

      assertThat(made(instead)).isEqualTo(999);
      assertThat(instead.get(999).get(0).room().isFull()).isTrue();
      List<Proposal> removals =
          facts(store, keys).subList(0, 999).stream()
              .map(seen -> Proposal.of(new MembershipRemoved(seen.membership().get()), seen))
              .toList();
      assertThat(made(store.memberships().confirmAll(scene.account, removals))).isEqualTo(999);
      assertThat(((JdbcStore) store).verify()).isEmpty();
    }
  }

  /** The databases take the type of a column from several rows. */
  @OnEveryDatabase
  void theLongestTextsComeBack(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      Store store = on(pool).build();
      scene.putInto(store, 1, 1);
      List<Proposal> proposals = new ArrayList<>();
      List<RoomMembership> memberships = new ArrayList<>();
      for (int length : new int[] {1, 128, 2}) {
        RoomId room = new RoomId("\ud83d\ude00".repeat(length));
        MemberId member = new MemberId("\uffee".repeat(length));
        store.rooms().save(Room.builder().from(scene.roomIs(0)).roomId(room).build());
        store.members().save(Member.builder().from(scene.memberIs(0)).memberId(member).build());
        MembershipFacts seen = facts(store, new MembershipKey(scene.account, room, member)).get(0);
        String inviter = length == 128 ? LONG : "";
        MembershipAdded added =
            MembershipAdded.of(seen.key(), Role.ADMINISTRATOR, inviter, Instant.EPOCH);
        memberships.add(added.membership());
        proposals.add(Proposal.of(added, seen));
      }

      assertThat(made(store.memberships().confirmAll(scene.account, proposals))).isEqualTo(3);

      for (RoomMembership membership : memberships) {
        assertThat(store.memberships().find(membership.key())).contains(membership);
      }
      assertThat(((JdbcStore) store).verify()).isEmpty();
    }
  }

  /**
   * The same changes, all together in one account and one by one in another. Every other time all
   * are additions.
   */
  @OnEveryDatabase
  void togetherIsOneAfterTheOther(Database database) {
    Random random = new Random(4);
    Scene other = new Scene("one by one");
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = on(pool).memberRoomLimit(2).build();
      for (Scene each : List.of(scene, other)) {
        each.putInto(store, 3, 5);
        for (int room = 0; room < 3; room++) {
          store.rooms().remove(each.account, each.room(room));
          store.rooms().save(Room.builder().from(each.roomIs(room)).membershipLimit(3).build());
        }
      }
      for (int round = 0; round < ROUNDS; round++) {
        List<Proposal> together = new ArrayList<>();
        List<Proposal> single = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
          int room = random.nextInt(3);
          int member = random.nextInt(5);
          int kind = random.nextInt(4);
          boolean added = store.memberships().find(scene.key(room, member)).isEmpty();
          if (round % 2 == 0 && !added) {
            continue;
          }
          together.add(proposal(store, scene, room, member, kind));
          single.add(proposal(store, other, room, member, kind));
        }

        List<List<MembershipFacts>> instead =
            store.memberships().confirmAll(scene.account, together);

        for (int i = 0; i < single.size(); i++) {
          Proposal.Step step = single.get(i).steps().get(0);
          boolean made =
              store.memberships().confirm(step.change().orElseThrow(), step.seen()).isEmpty();
          assertThat(instead.get(i).isEmpty()).as("%s in round %s", step, round).isEqualTo(made);
        }
        for (int room = 0; room < 3; room++) {
          assertThat(roles(store, scene, room)).isEqualTo(roles(store, other, room));
        }
      }
      assertThat(store.verify()).isEmpty();
    }
  }

  private static Proposal proposal(Store store, Scene of, int room, int member, int kind) {
    MembershipFacts seen = store.memberships().facts(of.key(room, member), null);
    RoomMembership membership = seen.membership().orElse(null);
    if (membership == null) {
      Role role = kind == 0 ? Role.ADMINISTRATOR : Role.MEMBER;
      return Proposal.of(MembershipAdded.of(seen.key(), role, "inviter", Instant.EPOCH), seen);
    }
    return Proposal.of(
        switch (kind) {
          case 0 -> new RoleChanged(membership, Role.ADMINISTRATOR, Instant.EPOCH);
          case 1 -> new RoleChanged(membership, Role.MEMBER, Instant.EPOCH);
          default -> new MembershipRemoved(membership);
        },
        seen);
  }

  private static List<String> roles(Store store, Scene of, int room) {
    return store.memberships().listByRoom(of.account, of.room(room), null, 99).items().stream()
        .map(membership -> membership.key().memberId().value() + " " + membership.role())
        .toList();
  }

  /** A member moves from one room to another, if there is a place. */
  @OnEveryDatabase
  void theStepsOfAProposalAreMadeTogetherOrNotAtAll(Database database) {
    try (HikariDataSource pool = Databases.pool(database, 2)) {
      JdbcStore store = on(pool).memberRoomLimit(1).build();
      scene.putInto(store, 1, 3);
      store.rooms().save(Room.builder().from(scene.roomIs(1)).membershipLimit(1).build());
      scene.add(store, 0, 0, Role.MEMBER);
      scene.add(store, 0, 1, Role.MEMBER);
      List<Proposal> moves = List.of(move(store, 0), move(store, 1));

      List<List<MembershipFacts>> instead = store.memberships().confirmAll(scene.account, moves);

      assertThat(instead.get(0)).isEmpty();
      assertThat(instead.get(1)).hasSize(2);
      assertThat(instead.get(1).get(0).membership()).as("none of its own steps").isPresent();
      assertThat(instead.get(1).get(0).room().membershipCount()).isEqualTo(1);
      assertThat(instead.get(1).get(1).room().isFull()).isTrue();
      assertThat(roles(store, scene, 0)).containsExactly("member 1 MEMBER");
      assertThat(roles(store, scene, 1)).containsExactly("member 0 MEMBER");
      assertThat(store.verify()).isEmpty();
    }
  }

  private Proposal move(Store store, int member) {
    List<MembershipFacts> seen = facts(store, scene.key(0, member), scene.key(1, member));
    MembershipChange left = new MembershipRemoved(seen.get(0).membership().get());
    MembershipFacts then = seen.get(1).after(left);
    return new Proposal(
        List.of(Proposal.Step.of(left, seen.get(0)), Proposal.Step.of(added(then), then)));
  }

  /** Batches in opposite orders, in rooms whose last places they compete for. */
  @OnEveryDatabase
  void theLastPlaceAndTheLastRoomAreGivenOnce(Database database) throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (HikariDataSource connections = Databases.pool(database, threads)) {
      JdbcStore store = on(connections).memberRoomLimit(2).build();
      for (int round = 0; round < ROUNDS; round++) {
        Scene of = new Scene("race " + round);
        of.putInto(store, 0, 6);
        for (int room = 0; room < 4; room++) {
          store.rooms().save(Room.builder().from(of.roomIs(room)).membershipLimit(2).build());
        }
        List<MembershipKey> keys = new ArrayList<>();
        for (int room = 0; room < 4; room++) {
          for (int member = 0; member < 6; member++) {
            keys.add(of.key(room, member));
          }
        }
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<Long>> batches = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          List<MembershipKey> order = new ArrayList<>(keys);
          if (i == 0) {
            Collections.reverse(order);
          } else if (i > 1) {
            Collections.shuffle(order, new Random(round * 10L + i));
          }
          List<Proposal> proposals = of.facts(store, order).stream().map(Scene::adding).toList();
          batches.add(
              () -> {
                start.await();
                return made(store.memberships().confirmAll(of.account, proposals));
              });
        }
        long made = 0;
        for (Future<Long> batch : pool.invokeAll(batches)) {
          made += batch.get(60, TimeUnit.SECONDS);
        }
        long rows = 0;
        for (int room = 0; room < 4; room++) {
          int in = roles(store, of, room).size();
          assertThat(in).as("memberships of room %s", room).isLessThanOrEqualTo(2);
          rows += in;
        }
        assertThat(rows).as("rows").isEqualTo(made);
        assertThat(store.verify()).isEmpty();
      }
    } finally {
      pool.shutdown();
    }
  }

  /** The host keeps the members: their first adds insert the rows that count. */
  @OnEveryDatabase
  void membersElsewhereAreCountedFromTheFirstBatchOn(Database database) throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (HikariDataSource connections = Databases.pool(database, threads)) {
      JdbcStore store =
          on(connections)
              .memberRoomLimit(2)
              .membersFrom(
                  (account, id) ->
                      Optional.of(Member.builder().from(scene.memberIs(0)).memberId(id).build()))
              .build();
      scene.saveAccountAndRooms(store, threads);
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Callable<Long>> batches = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        List<Proposal> proposals = new ArrayList<>();
        for (int member = 0; member < 10; member++) {
          int ordered = i % 2 == 0 ? member : 9 - member;
          proposals.add(Scene.adding(facts(store, scene.key(i, ordered)).get(0)));
        }
        batches.add(
            () -> {
              start.await();
              return made(store.memberships().confirmAll(scene.account, proposals));
            });
      }
      long made = 0;
      for (Future<Long> batch : pool.invokeAll(batches)) {
        made += batch.get(60, TimeUnit.SECONDS);
      }
      assertThat(made).as("each of ten members in two of four rooms").isEqualTo(20);
      assertThat(store.verify()).isEmpty();

      List<Proposal> late =
          List.of(Scene.adding(facts(store, scene.key(0, 0), scene.key(0, 11)).get(1)));
      store.memberships().removeAllOf(scene.account, scene.member(11));
      assertThat(made(store.memberships().confirmAll(scene.account, late))).isEqualTo(1);
      assertThat(store.verify()).isEmpty();
    } finally {
      pool.shutdown();
    }
  }

  @OnEveryDatabase
  void aBatchIsPartOfTheHostsTransaction(Database database) throws SQLException {
    try (HikariDataSource pool = Databases.pool(database, 2);
        Connection connection = pool.getConnection()) {
      JdbcStore store = on(pool).build();
      scene.putInto(store, 2, 3);
      connection.setAutoCommit(false);
      Store joined = store.joining(connection);
      assertThat(made(addAll(joined, scene.key(0, 0), scene.key(1, 1)))).isEqualTo(2);
      connection.rollback();
      assertThat(roles(store, scene, 0)).isEmpty();

      assertThat(made(addAll(joined, scene.key(0, 0), scene.key(0, 0), scene.key(0, 1))))
          .isEqualTo(2);
      assertThat(roles(joined, scene, 0)).hasSize(2);
      connection.commit();
      connection.setAutoCommit(true);
      assertThat(roles(store, scene, 0)).hasSize(2);
      assertThat(store.verify()).isEmpty();
    }
  }
}
