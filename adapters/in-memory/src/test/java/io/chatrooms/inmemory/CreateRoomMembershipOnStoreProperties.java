package io.chatrooms.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.Rule;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** The action on a real store: any request, any caller, any world. */
class CreateRoomMembershipOnStoreProperties {
  private static final Instant NOON = Instant.parse("2026-02-20T12:00:00Z");

  /** The first is named most, so that requests meet what is there. */
  private static final List<String> ACCOUNTS = List.of("a", "A", "a ");

  private static final List<String> ROOMS = List.of("r", "r:1", "r/1");
  private static final List<String> MEMBERS = List.of("m", "M", "\u00e9", "e\u0301", "m:1");

  /** All but CRM-02, since no rate is set, and CRM-16 and CRM-17, since this store never fails. */
  private static final Set<Rule> REACHABLE =
      EnumSet.complementOf(EnumSet.of(Rule.CRM_02, Rule.CRM_16, Rule.CRM_17));

  @Property(edgeCases = EdgeCasesMode.NONE)
  void thereIsOneOutcomeAndARefusalLeavesTheStoreAsItWas(
      @ForAll("stores") InMemoryStore store,
      @ForAll("callers") Caller caller,
      @ForAll("requests") CreateRoomMembershipRequest request) {
    List<RoomMembership> before = memberships(store);

    CreateRoomMembershipResult result =
        new CreateRoomMembership(store.memberships(), InstantSource.fixed(NOON))
            .execute(caller, request);

    Statistics.collect(result.rule());
    Statistics.coverage(
        coverage -> REACHABLE.forEach(rule -> coverage.check(rule).count(count -> count > 0)));
    assertThat(result.rule()).isIn(REACHABLE);
    List<RoomMembership> expected = new ArrayList<>(before);
    if (result instanceof Created created) {
      expected.add(created.membership());
    }
    assertThat(memberships(store)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).doesNotHaveDuplicates();
  }

  /** All that stands, asked for by room, by member and one by one: the three must agree. */
  private static List<RoomMembership> memberships(InMemoryStore store) {
    List<RoomMembership> byRoom = new ArrayList<>();
    List<RoomMembership> byMember = new ArrayList<>();
    List<RoomMembership> single = new ArrayList<>();
    for (String account : ACCOUNTS) {
      AccountId accountId = new AccountId(account);
      for (String room : ROOMS) {
        byRoom.addAll(
            store.memberships().listByRoom(accountId, new RoomId(room), null, 99).items());
        for (String member : MEMBERS) {
          store
              .memberships()
              .find(new MembershipKey(accountId, new RoomId(room), new MemberId(member)))
              .ifPresent(single::add);
        }
      }
      for (String member : MEMBERS) {
        byMember.addAll(
            store.memberships().listByMember(accountId, new MemberId(member), null, 99).items());
      }
    }
    assertThat(byMember).containsExactlyInAnyOrderElementsOf(byRoom);
    assertThat(single).containsExactlyInAnyOrderElementsOf(byRoom);
    return byRoom;
  }

  @Provide
  Arbitrary<InMemoryStore> stores() {
    return Arbitraries.randoms().map(CreateRoomMembershipOnStoreProperties::storeOf).dontShrink();
  }

  private static InMemoryStore storeOf(Random random) {
    InMemoryStore store = InMemoryStore.builder().memberRoomLimit(1 + random.nextInt(2)).build();
    for (String account : ACCOUNTS) {
      if (random.nextInt(16) > 0) {
        saveAccount(store, new AccountId(account), random);
      }
    }
    return store;
  }

  private static void saveAccount(InMemoryStore store, AccountId accountId, Random random) {
    store
        .accounts()
        .save(
            Account.builder()
                .accountId(accountId)
                .type(random.nextInt(16) > 0 ? AccountType.ENTERPRISE_OIDC : AccountType.TEAM)
                .status(random.nextInt(16) > 0 ? AccountStatus.ACTIVE : AccountStatus.SUSPENDED)
                .build());
    for (String room : ROOMS) {
      if (random.nextInt(12) > 0) {
        store
            .rooms()
            .save(
                Room.builder()
                    .accountId(accountId)
                    .roomId(new RoomId(room))
                    .name("name")
                    .createdBy("creator")
                    .createdAt(NOON)
                    .invitePolicy(
                        random.nextBoolean()
                            ? InvitePolicy.ALL_MEMBERS
                            : InvitePolicy.ADMINISTRATORS)
                    .membershipLimit(1 + random.nextInt(5))
                    .build());
      }
    }
    for (String member : MEMBERS) {
      if (random.nextInt(6) > 0) {
        store.members().save(memberOf(accountId, new MemberId(member), random));
      }
    }
    for (int i = random.nextInt(16); i > 0; i--) {
      MembershipKey key =
          new MembershipKey(
              accountId,
              new RoomId(ROOMS.get(random.nextInt(ROOMS.size()))),
              new MemberId(MEMBERS.get(random.nextInt(MEMBERS.size()))));
      MembershipFacts facts = store.memberships().facts(key, null);
      store
          .memberships()
          .add(
              RoomMembership.builder()
                  .key(key)
                  .role(random.nextBoolean() ? Role.ADMINISTRATOR : Role.MEMBER)
                  .invitedBy("inviter")
                  .updatedAt(NOON)
                  .build(),
              facts);
    }
  }

  private static Member memberOf(AccountId accountId, MemberId memberId, Random random) {
    Member.Builder member = Member.builder().accountId(accountId).memberId(memberId);
    return switch (random.nextInt(8)) {
      case 0 -> member.type(MemberType.WEBHOOK).build();
      case 1 -> member.type(MemberType.BOT).build();
      case 2 -> member.type(MemberType.BOT).state(MemberState.STOPPED).build();
      case 3 -> member.type(MemberType.USER).state(MemberState.SUSPENDED).build();
      case 4 -> member.type(MemberType.USER).state(MemberState.UNREGISTERED).build();
      default -> member.type(MemberType.USER).build();
    };
  }

  @Provide
  Arbitrary<Caller> callers() {
    Arbitrary<AccountId> accounts = mostlyTheFirstOf(ACCOUNTS).map(AccountId::new);
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(Caller.unauthenticated())),
        Tuple.of(9, accounts.map(account -> Caller.accountAdministrator(account, "administrator"))),
        Tuple.of(
            20,
            Combinators.combine(accounts, Arbitraries.of(MEMBERS).map(MemberId::new))
                .as(Caller::member)));
  }

  @Provide
  Arbitrary<CreateRoomMembershipRequest> requests() {
    return Combinators.combine(
            idsLike(mostlyTheFirstOf(ACCOUNTS)),
            idsLike(Arbitraries.of(ROOMS)),
            idsLike(Arbitraries.of(MEMBERS)),
            Arbitraries.frequency(
                    Tuple.of(9, "Administrator"), Tuple.of(9, "Member"), Tuple.of(1, "member"))
                .injectNull(0.5))
        .as(
            (account, room, member, role) ->
                CreateRoomMembershipRequest.builder()
                    .accountId(account)
                    .roomId(room)
                    .memberId(member)
                    .role(role)
                    .build());
  }

  private static Arbitrary<String> idsLike(Arbitrary<String> known) {
    Set<String> odd = Set.of("", " ", "\u00a0", "no\0ne", "\ud800", "x".repeat(129), "absent");
    return Arbitraries.frequencyOf(
            Tuple.of(60, known),
            Tuple.of(1, Arbitraries.of(odd)),
            Tuple.of(1, Arbitraries.strings()))
        .injectNull(0.01)
        .withoutEdgeCases();
  }

  private static Arbitrary<String> mostlyTheFirstOf(List<String> all) {
    return Arbitraries.frequencyOf(
        Tuple.of(15, Arbitraries.just(all.get(0))), Tuple.of(1, Arbitraries.of(all)));
  }
}
