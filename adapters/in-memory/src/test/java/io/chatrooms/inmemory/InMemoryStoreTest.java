package io.chatrooms.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipQuestion;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomRemoved;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is particular to this store. {@link InMemoryStoreContractTest} tests the promises of the
 * port.
 */
class InMemoryStoreTest {
  private static final AccountId ACCOUNT = new AccountId("account");
  private static final RoomId ROOM = new RoomId("room");
  private static final MemberId ANN = new MemberId("ann");
  private static final Instant NOON = Instant.parse("2026-02-20T12:00:00Z");

  private final Tables tables = new Tables();

  @Test
  void aRemovedRoomLeavesNothingBehind() {
    Repositories repositories = new Repositories(null);
    repositories.members.save(ann());
    repositories.annIsInTheRoom();

    assertThat(repositories.rooms.remove(ACCOUNT, ROOM)).isTrue();

    assertThat(tables.rooms).isEmpty();
    assertThat(tables.accountRooms).isEmpty();
    assertThat(tables.members.get(new MemberKey(ACCOUNT, ANN)))
        .isNotNull()
        .extracting(entry -> entry.memberships().size())
        .isEqualTo(0);
  }

  @Test
  void aRoomThatWasCreatedAndRemovedLeavesNothingBehind() {
    Repositories repositories = new Repositories(null);
    IdempotencyToken token = new IdempotencyToken("1".repeat(64), "2".repeat(64));
    NewRoomFacts seen = repositories.rooms.factsOfNew(ACCOUNT, ROOM, null, token);
    RoomCreated creation = new RoomCreated(room(ROOM), Optional.empty(), Optional.of(token));
    assertThat(repositories.rooms.create(creation, seen)).isEmpty();
    RoomFacts facts = repositories.rooms.facts(ACCOUNT, ROOM, null);

    assertThat(repositories.rooms.confirm(new RoomRemoved(room(ROOM)), facts)).isEmpty();

    assertThat(tables.rooms).isEmpty();
    assertThat(tables.accountRooms).isEmpty();
  }

  @Test
  void aRemovedRoomLeavesItsTokenAndItsIndex() {
    Repositories repositories = new Repositories(null);
    repositories.rooms.save(room(new RoomId("another")));
    IdempotencyToken token = new IdempotencyToken("1".repeat(64), "2".repeat(64));
    NewRoomFacts seen = repositories.rooms.factsOfNew(ACCOUNT, ROOM, null, token);
    repositories.rooms.create(
        new RoomCreated(room(ROOM), Optional.empty(), Optional.of(token)), seen);

    repositories.rooms.remove(ACCOUNT, ROOM);

    assertThat(tables.accountRooms.get(ACCOUNT))
        .isNotNull()
        .satisfies(
            left -> {
              assertThat(left.size()).isEqualTo(1);
              assertThat(left.createdWith(token)).isEmpty();
            });
  }

  /** More rooms and members than there are locks. */
  @Test
  void aThousandChangesInAThousandRoomsAreConfirmedTogether() {
    Repositories repositories = new Repositories(null);
    List<MembershipQuestion> questions = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      MembershipKey key =
          new MembershipKey(ACCOUNT, new RoomId("room " + i), new MemberId("member " + i));
      repositories.rooms.save(room(key.roomId()));
      repositories.members.save(Member.builder().from(ann()).memberId(key.memberId()).build());
      questions.add(new MembershipQuestion(key, Optional.empty()));
    }

    List<Proposal> proposals =
        repositories.memberships.factsOf(ACCOUNT, questions).stream()
            .map(
                seen ->
                    Proposal.of(MembershipAdded.of(seen.key(), Role.MEMBER, "inviter", NOON), seen))
            .toList();

    assertThat(repositories.memberships.confirmAll(ACCOUNT, proposals))
        .hasSize(1_000)
        .allMatch(List::isEmpty);
    assertThat(repositories.memberships.confirmAll(ACCOUNT, proposals))
        .hasSize(1_000)
        .allMatch(instead -> instead.get(0).membership().isPresent());
  }

  @Test
  void aRemovedMemberLeavesNothingBehind() {
    Repositories repositories = new Repositories(null);
    repositories.members.save(ann());
    repositories.annIsInTheRoom();

    assertThat(repositories.members.remove(ACCOUNT, ANN)).isTrue();

    assertThat(tables.members).isEmpty();
    assertThat(tables.rooms.get(new RoomKey(ACCOUNT, ROOM)))
        .isNotNull()
        .extracting(RoomEntry::membershipCount)
        .isEqualTo(0);
  }

  @Test
  void aMemberOfTheHostInNoRoomTakesNoMemory() {
    Repositories repositories = new Repositories((account, member) -> Optional.of(ann()));
    repositories.annIsInTheRoom();

    assertThat(repositories.memberships.removeAllOf(ACCOUNT, ANN)).isEqualTo(1);

    assertThat(tables.members).isEmpty();
  }

  @Test
  void theIdentifierOfAnInviterIsStoredOnce() {
    Repositories repositories = new Repositories((account, member) -> Optional.of(ann()));
    repositories.annIsInTheRoom();
    String first = repositories.annsMembership().invitedBy();
    repositories.memberships.removeAllOf(ACCOUNT, ANN);
    repositories.annIsInTheRoom();

    assertThat(repositories.annsMembership().invitedBy()).isSameAs(first);
  }

  @Test
  void thereIsNoMemberRepositoryIfTheHostKeepsTheMembers() {
    InMemoryStore store =
        InMemoryStore.builder().membersFrom((account, member) -> Optional.empty()).build();
    assertThatThrownBy(store::members)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the host keeps the members");
  }

  @Test
  void aRoomLimitBelowOneIsRefused() {
    assertThatThrownBy(() -> InMemoryStore.builder().memberRoomLimit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a member's room limit is 1 or more, not 0");
  }

  @Test
  void aMemberMayBeInAThousandRoomsByDefault() {
    assertThat(
            InMemoryStore.create()
                .memberships()
                .facts(new MembershipKey(ACCOUNT, ROOM, ANN), null)
                .roomLimit())
        .isEqualTo(1_000);
  }

  @Test
  void anAccountMayHaveFifteenHundredRoomsByDefault() {
    assertThat(InMemoryStore.create().rooms().factsOfNew(ACCOUNT, ROOM, null, null).roomLimit())
        .isEqualTo(1_500);
  }

  @Test
  void theLimitOfAnAccountIsTheOneThatWasSet() {
    InMemoryStore store = InMemoryStore.builder().accountRoomLimit(7).build();
    assertThat(store.rooms().factsOfNew(ACCOUNT, ROOM, null, null).roomLimit()).isEqualTo(7);
    assertThatThrownBy(() -> InMemoryStore.builder().accountRoomLimit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an account's room limit is 1 or more, not 0");
  }

  @Test
  void everyStoreHasAKeyOfItsOwn() {
    InMemoryStore store = InMemoryStore.create();
    assertThat(store.tokenKey().bytes())
        .isEqualTo(store.tokenKey().bytes())
        .isNotEqualTo(InMemoryStore.create().tokenKey().bytes());
  }

  private static Room room(RoomId roomId) {
    return Room.builder()
        .accountId(ACCOUNT)
        .roomId(roomId)
        .name("")
        .createdBy("creator")
        .createdAt(NOON)
        .build();
  }

  private static Member ann() {
    return Member.builder().accountId(ACCOUNT).memberId(ANN).type(MemberType.USER).build();
  }

  /** The repositories over the tables that the tests inspect. */
  private final class Repositories {
    private final InMemoryRoomRepository rooms;
    private final InMemoryMemberRepository members = new InMemoryMemberRepository(tables);
    private final InMemoryRoomMembershipRepository memberships;

    Repositories(@Nullable MemberDirectory directory) {
      Facts facts = new Facts(tables, 1_000, 1_000, directory);
      rooms = new InMemoryRoomRepository(tables, facts);
      memberships = new InMemoryRoomMembershipRepository(tables, facts);
      new InMemoryAccountRepository(tables)
          .save(Account.builder().accountId(ACCOUNT).type(AccountType.ENTERPRISE_LWA).build());
    }

    void annIsInTheRoom() {
      rooms.save(room(ROOM));
      MembershipFacts facts = memberships.facts(new MembershipKey(ACCOUNT, ROOM, ANN), null);
      String inviter = String.valueOf("inviter".toCharArray());
      assertThat(
              memberships.confirm(
                  MembershipAdded.of(facts.key(), Role.MEMBER, inviter, NOON), facts))
          .isEmpty();
    }

    RoomMembership annsMembership() {
      return memberships.find(new MembershipKey(ACCOUNT, ROOM, ANN)).orElseThrow();
    }
  }
}
