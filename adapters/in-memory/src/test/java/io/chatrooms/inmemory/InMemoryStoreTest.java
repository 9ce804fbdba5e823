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
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
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
    assertThat(tables.members.get(new MemberKey(ACCOUNT, ANN)))
        .isNotNull()
        .extracting(entry -> entry.memberships().size())
        .isEqualTo(0);
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

  private static Member ann() {
    return Member.builder().accountId(ACCOUNT).memberId(ANN).type(MemberType.USER).build();
  }

  /** The repositories over the tables that the tests inspect. */
  private final class Repositories {
    private final InMemoryRoomRepository rooms = new InMemoryRoomRepository(tables);
    private final InMemoryMemberRepository members = new InMemoryMemberRepository(tables);
    private final InMemoryRoomMembershipRepository memberships;

    Repositories(@Nullable MemberDirectory directory) {
      memberships = new InMemoryRoomMembershipRepository(tables, 9, directory);
      new InMemoryAccountRepository(tables)
          .save(Account.builder().accountId(ACCOUNT).type(AccountType.ENTERPRISE_LWA).build());
    }

    void annIsInTheRoom() {
      rooms.save(
          Room.builder()
              .accountId(ACCOUNT)
              .roomId(ROOM)
              .name("")
              .createdBy("creator")
              .createdAt(NOON)
              .build());
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
