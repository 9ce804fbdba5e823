package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.ACME;
import static io.chatrooms.core.Acme.LOUNGE;
import static io.chatrooms.core.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Acme;
import io.chatrooms.core.AnyFacts;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.BatchCreateRoomMembership.Item;
import io.chatrooms.core.action.BatchCreateRoomMembership.ItemOutcome;
import io.chatrooms.core.action.BatchCreateRoomMembership.Processed;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipRemoved;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoleChanged;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

/** Several changes at once come to what they come to one after the other. */
class BatchProperties {
  private static final List<MemberId> MEMBERS =
      IntStream.range(0, 5).mapToObj(i -> new MemberId("member " + i)).toList();
  private static final RoomId CELLAR = new RoomId("cellar");

  /**
   * What is in the account, by which a world is made as often as needed.
   *
   * @param members empty for one that the account does not know
   * @param inLounge the role of each member there; empty for one that is not in it
   * @param inCellar whether each member is in it
   */
  record Content(
      InvitePolicy policy,
      int roomLimit,
      int memberRoomLimit,
      List<Optional<Member>> members,
      List<Optional<Role>> inLounge,
      List<Boolean> inCellar) {
    World world() {
      World world = new World();
      world.memberRoomLimit = memberRoomLimit;
      world.save(Acme.account(AccountType.ENTERPRISE_DIRECTORY, AccountStatus.ACTIVE));
      Room lounge = Acme.room(policy, roomLimit);
      world.save(lounge);
      world.save(Room.builder().from(lounge).roomId(CELLAR).build());
      for (int i = 0; i < MEMBERS.size(); i++) {
        MemberId id = MEMBERS.get(i);
        members.get(i).ifPresent(world::save);
        inLounge.get(i).map(role -> Acme.membership(id, role)).ifPresent(world::save);
        if (inCellar.get(i)) {
          world.save(
              RoomMembership.builder()
                  .from(Acme.membership(id, Role.MEMBER))
                  .key(new MembershipKey(ACME, CELLAR, id))
                  .build());
        }
      }
      return world;
    }
  }

  @Provide
  Arbitrary<Content> contents() {
    return Combinators.combine(
            Arbitraries.of(InvitePolicy.class),
            Arbitraries.integers().between(1, 6),
            Arbitraries.integers().between(1, 2),
            Combinators.combine(
                    MEMBERS.stream().map(id -> AnyFacts.members(id).optional(0.95)).toList())
                .as(each -> each),
            Arbitraries.of(Role.class).optional(0.3).list().ofSize(MEMBERS.size()),
            Arbitraries.of(true, false).list().ofSize(MEMBERS.size()))
        .as(Content::new);
  }

  @Provide
  Arbitrary<Caller.Authenticated> callers() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.just(Caller.accountAdministrator(ACME, "root"))),
        Tuple.of(3, Arbitraries.of(MEMBERS).map(id -> Caller.member(ACME, id))));
  }

  @Provide
  Arbitrary<List<Item>> items() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of(MEMBERS).map(MemberId::value)),
                Tuple.of(1, Arbitraries.of("", "unknown").injectNull(0.3))),
            Arbitraries.of("Administrator", "Member", "Member", "Owner").injectNull(0.3))
        .as(Item::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(onFailureOnly = true)
  void aBatchComesToWhatItsItemsComeToOneAfterTheOther(
      @ForAll("contents") Content content,
      @ForAll("callers") Caller.Authenticated caller,
      @ForAll("items") List<Item> items) {
    World atOnce = content.world();
    World oneByOne = content.world();

    BatchCreateRoomMembership.Result result =
        rooms(atOnce)
            .batchCreateRoomMembership()
            .execute(caller, new BatchCreateRoomMembership.Request("acme", "lounge", items));

    if (result instanceof Processed processed) {
      List<ItemOutcome> expected = new ArrayList<>();
      for (Item item : items) {
        expected.add(new ItemOutcome(item, create(rooms(oneByOne), caller, item)));
      }
      assertThat(processed.outcomes()).isEqualTo(expected);
      assertThat(atOnce.memberships()).isEqualTo(oneByOne.memberships());
    } else {
      CreateRoomMembership.Result single =
          create(rooms(oneByOne), caller, new Item("member 0", "Member"));
      assertThat(result).as("refused as a whole").isEqualTo(single);
      assertThat(atOnce.memberships()).isEqualTo(content.world().memberships());
    }
    Statistics.label("processed")
        .collect(result instanceof Processed)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 40));
  }

  private static ChatRooms rooms(World world) {
    return ChatRooms.of(new ScriptedStore().reads(world), InstantSource.fixed(NOW));
  }

  private static CreateRoomMembership.Result create(ChatRooms rooms, Caller caller, Item item) {
    return rooms
        .createRoomMembership()
        .execute(
            caller,
            new CreateRoomMembership.Request("acme", "lounge", item.memberId(), item.role()));
  }

  /** A change of a membership: an addition, a removal, or another role. */
  record Step(MemberId memberId, RoomId roomId, @Nullable Role role) {
    MembershipChange on(World world) {
      MembershipKey key = new MembershipKey(ACME, roomId, memberId);
      RoomMembership now = world.facts(key, null).membership().orElse(null);
      if (now == null) {
        return MembershipAdded.of(key, role == null ? Role.MEMBER : role, "root", NOW);
      }
      return role == null ? new MembershipRemoved(now) : new RoleChanged(now, role, NOW);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(MEMBERS),
            Arbitraries.of(LOUNGE, CELLAR),
            Arbitraries.of(Role.class).injectNull(0.4))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void factsAfterAChangeAreTheFactsThatAreReadAfterIt(
      @ForAll("contents") Content content,
      @ForAll("steps") List<Step> steps,
      @ForAll("callers") Caller.Authenticated caller) {
    World world = content.world();
    List<MembershipKey> keys =
        MEMBERS.stream()
            .flatMap(
                id ->
                    List.of(LOUNGE, CELLAR).stream().map(room -> new MembershipKey(ACME, room, id)))
            .toList();
    List<MembershipFacts> facts = new ArrayList<>(read(world, keys, caller));

    for (Step step : steps) {
      MembershipChange change = step.on(world);
      facts.replaceAll(before -> before.after(change));
      world.make(change);

      assertThat(facts).isEqualTo(read(world, keys, caller));
    }
  }

  private static List<MembershipFacts> read(
      World world, List<MembershipKey> keys, Caller.Authenticated caller) {
    return keys.stream().map(key -> world.facts(key, caller.memberId().orElse(null))).toList();
  }
}
