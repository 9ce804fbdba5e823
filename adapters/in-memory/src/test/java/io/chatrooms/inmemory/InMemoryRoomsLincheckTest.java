package io.chatrooms.inmemory;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipQuestion;
import io.chatrooms.core.membership.MembershipRemoved;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomRemoved;
import io.chatrooms.core.membership.RoomUpdated;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What creates, changes, removes and lists rooms takes effect at one instant, and so do several
 * changes that are confirmed together, as {@link InMemoryStoreLincheckTest} says of the rest. There
 * are ids for three rooms in an account that may have two, and two members that may be in two rooms
 * each. Every operation decides again until its change is made or its facts forbid it.
 */
@Param(name = "room", gen = IntGen.class, conf = "1:3")
@Param(name = "member", gen = IntGen.class, conf = "1:2")
@Param(name = "token", gen = IntGen.class, conf = "1:2")
public final class InMemoryRoomsLincheckTest {
  private static final boolean THOROUGH = Boolean.getBoolean("thorough");
  private static final AccountId ACCOUNT = new AccountId("account");

  /** By member and token. The model checker does not follow the pattern of a digest. */
  private static final IdempotencyToken[][] TOKENS = {
    {token(1, 1), token(1, 2)}, {token(2, 1), token(2, 2)}
  };

  private static final Instant NOON = Instant.parse("2026-02-20T12:00:00Z");

  private final InMemoryStore store =
      InMemoryStore.builder().memberRoomLimit(2).accountRoomLimit(2).build();

  public InMemoryRoomsLincheckTest() {
    store
        .accounts()
        .save(Account.builder().accountId(ACCOUNT).type(AccountType.ENTERPRISE_LWA).build());
    saveMember(1);
    saveMember(2);
  }

  @Operation
  public String createByMember(
      @Param(name = "room") int room,
      @Param(name = "member") int member,
      @Param(name = "token") int token) {
    return create(room, memberId(member), TOKENS[member - 1][token - 1]);
  }

  @Operation
  public String createByAdministrator(@Param(name = "room") int room) {
    return create(room, null, null);
  }

  private String create(int room, @Nullable MemberId caller, @Nullable IdempotencyToken token) {
    NewRoomFacts facts = store.rooms().factsOfNew(ACCOUNT, roomId(room), caller, token);
    while (true) {
      if (facts.earlier().isPresent()
          || facts.idTaken()
          || facts.isAccountFull()
          || facts.isCallerFull()
          || facts.account().caller().isPresent() != (caller != null)) {
        return facts.toString();
      }
      RoomCreated change =
          new RoomCreated(
              room(room, InvitePolicy.ADMINISTRATORS),
              Optional.ofNullable(caller)
                  .map(id -> new MembershipKey(ACCOUNT, roomId(room), id))
                  .map(key -> MembershipAdded.of(key, Role.ADMINISTRATOR, "inviter", NOON)),
              Optional.ofNullable(token));
      Optional<NewRoomFacts> instead = store.rooms().create(change, facts);
      if (instead.isEmpty()) {
        return "created";
      }
      facts = instead.get();
    }
  }

  @Operation
  public String update(@Param(name = "room") int room, @Param(name = "member") int member) {
    return change(
        room, member, before -> new RoomUpdated(before, room(room, InvitePolicy.ALL_MEMBERS)));
  }

  @Operation
  public String delete(@Param(name = "room") int room, @Param(name = "member") int member) {
    return change(room, member, RoomRemoved::new);
  }

  private String change(int room, int member, Function<Room, RoomChange> change) {
    RoomFacts facts = store.rooms().facts(ACCOUNT, roomId(room), memberId(member));
    while (true) {
      if (facts.room().isEmpty()
          || facts.account().caller().isEmpty()
          || facts.callerMembership().isEmpty()) {
        return facts.toString();
      }
      Optional<RoomFacts> instead = store.rooms().confirm(change.apply(facts.room().get()), facts);
      if (instead.isEmpty()) {
        return "changed";
      }
      facts = instead.get();
    }
  }

  @Operation
  public void save(@Param(name = "room") int room) {
    store.rooms().save(room(room, InvitePolicy.ADMINISTRATORS));
  }

  @Operation
  public boolean remove(@Param(name = "room") int room) {
    return store.rooms().remove(ACCOUNT, roomId(room));
  }

  @Operation
  public boolean removeMember(@Param(name = "member") int member) {
    return store.members().remove(ACCOUNT, memberId(member));
  }

  @Operation
  public void saveMember(@Param(name = "member") int member) {
    store
        .members()
        .save(
            Member.builder()
                .accountId(ACCOUNT)
                .memberId(memberId(member))
                .type(MemberType.USER)
                .build());
  }

  /** The member leaves one room and is added to another, or neither. */
  @Operation
  public String move(
      @Param(name = "member") int member,
      @Param(name = "room") int from,
      @Param(name = "room") int to) {
    return propose(
        List.of(key(from, member), key(to, member)),
        facts -> {
          MembershipFacts left = facts.get(0);
          if (left.membership().isEmpty() || left.isLastAdministrator()) {
            return Optional.empty();
          }
          MembershipRemoved removal = new MembershipRemoved(left.membership().get());
          MembershipFacts entered = facts.get(1).after(removal);
          return mayBeAdded(entered)
              ? Optional.of(
                  new Proposal(
                      List.of(
                          Proposal.Step.of(removal, left),
                          Proposal.Step.of(addition(entered), entered))))
              : Optional.empty();
        });
  }

  /** Both members are added, or neither. */
  @Operation
  public String addBoth(@Param(name = "room") int room) {
    return propose(
        List.of(key(room, 1), key(room, 2)),
        facts -> {
          if (!mayBeAdded(facts.get(0))) {
            return Optional.empty();
          }
          MembershipFacts second = facts.get(1).after(addition(facts.get(0)));
          return mayBeAdded(second)
              ? Optional.of(
                  new Proposal(
                      List.of(
                          Proposal.Step.of(addition(facts.get(0)), facts.get(0)),
                          Proposal.Step.of(addition(second), second))))
              : Optional.empty();
        });
  }

  private String propose(
      List<MembershipKey> keys, Function<List<MembershipFacts>, Optional<Proposal>> decision) {
    List<MembershipFacts> facts =
        store
            .memberships()
            .factsOf(
                ACCOUNT,
                keys.stream().map(key -> new MembershipQuestion(key, Optional.empty())).toList());
    while (true) {
      Optional<Proposal> proposal = decision.apply(facts);
      if (proposal.isEmpty()) {
        return facts.toString();
      }
      facts = store.memberships().confirmAll(ACCOUNT, List.of(proposal.get())).get(0);
      if (facts.isEmpty()) {
        return "made";
      }
    }
  }

  private static boolean mayBeAdded(MembershipFacts facts) {
    return facts.room().room().isPresent()
        && facts.member().isPresent()
        && facts.membership().isEmpty()
        && !facts.room().isFull()
        && !facts.isMemberFull();
  }

  private static MembershipAdded addition(MembershipFacts facts) {
    return MembershipAdded.of(facts.key(), Role.MEMBER, "inviter", NOON);
  }

  @Operation
  public String listRooms(@Param(name = "member") int caller) {
    return store.rooms().list(ACCOUNT, memberId(caller), null, null, 2).toString();
  }

  @Operation
  public String listRoomsOf(
      @Param(name = "member") int caller, @Param(name = "member") int member) {
    return store.rooms().list(ACCOUNT, memberId(caller), memberId(member), null, 2).toString();
  }

  @Operation
  public String listMemberships(
      @Param(name = "room") int room, @Param(name = "member") int caller) {
    return store.memberships().list(ACCOUNT, roomId(room), memberId(caller), null, 1).toString();
  }

  private static Room room(int room, InvitePolicy policy) {
    return Room.builder()
        .accountId(ACCOUNT)
        .roomId(roomId(room))
        .name("")
        .createdBy("creator")
        .createdAt(NOON)
        .invitePolicy(policy)
        .membershipLimit(2)
        .build();
  }

  private static IdempotencyToken token(int member, int token) {
    return new IdempotencyToken(digest(token), digest(member));
  }

  private static String digest(int number) {
    return Integer.toString(number).repeat(64);
  }

  private static RoomId roomId(int room) {
    return new RoomId("room " + room);
  }

  private static MemberId memberId(int member) {
    return new MemberId("member " + member);
  }

  private static MembershipKey key(int room, int member) {
    return new MembershipKey(ACCOUNT, roomId(room), memberId(member));
  }

  @Test
  void isLinearizableUnderStress() {
    check(new StressOptions().threads(3), THOROUGH ? 100 : 20, THOROUGH ? 5_000 : 500);
  }

  /** Slow: every step of every library call is a point at which threads may switch. */
  @Test
  @EnabledIfSystemProperty(named = "thorough", matches = "true")
  void isLinearizableInEverySchedule() {
    check(new ModelCheckingOptions().threads(2), 20, 500);
  }

  private static void check(Options<?, ?> options, int iterations, int invocationsPerIteration) {
    options
        .iterations(iterations)
        .invocationsPerIteration(invocationsPerIteration)
        .actorsPerThread(2)
        .actorsBefore(3)
        .actorsAfter(1)
        .check(InMemoryRoomsLincheckTest.class);
  }
}
