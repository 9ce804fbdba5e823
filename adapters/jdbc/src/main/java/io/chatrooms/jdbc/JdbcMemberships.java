package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.membership.MembershipQuestion;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Memberships, one row each. */
final class JdbcMemberships implements RoomMembershipRepository {
  private final Transactions transactions;
  private final FactsReader facts;
  private final Confirmation confirmation;
  private final BatchConfirmation batches;
  private final Listings listings;

  JdbcMemberships(
      Transactions transactions,
      FactsReader facts,
      Confirmation confirmation,
      BatchConfirmation batches,
      Listings listings) {
    this.transactions = transactions;
    this.facts = facts;
    this.confirmation = confirmation;
    this.batches = batches;
    this.listings = listings;
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    return facts.read(key, callerId);
  }

  @Override
  public List<MembershipFacts> factsOf(AccountId accountId, List<MembershipQuestion> questions) {
    for (MembershipQuestion question : questions) {
      requireOf(accountId, question.key());
    }
    return questions.isEmpty() ? List.of() : facts.read(accountId, questions);
  }

  private static void requireOf(AccountId accountId, MembershipKey key) {
    if (!key.accountId().equals(accountId)) {
      throw new IllegalArgumentException("%s is not of the account %s".formatted(key, accountId));
    }
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
    change.requireDecidedOn(seen);
    Versions.of(seen.room().account()); // throws if another kind of store read the facts
    return confirmation.confirm(change, seen);
  }

  @Override
  public List<List<MembershipFacts>> confirmAll(AccountId accountId, List<Proposal> proposals) {
    for (Proposal proposal : proposals) {
      for (Proposal.Step step : proposal.steps()) {
        requireOf(accountId, step.seen().key());
        Versions.of(step.seen().room().account()); // throws if another kind of store read the facts
      }
    }
    return proposals.isEmpty() ? List.of() : batches.confirm(accountId, proposals);
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
    return transactions.read(
        session ->
            session.one(Sql.FIND_MEMBERSHIP, Rows.key(key), row -> Rows.membership(row, "", key)));
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    return transactions.together(
        session -> {
          int removed = JdbcMembers.removeFromRooms(session, accountId, memberId);
          if (removed == JdbcMembers.NO_MEMBER) {
            return 0;
          }
          session.write(
              facts.hasMembersElsewhere() ? Sql.DELETE_MEMBER : Sql.MEMBER_IS_IN_NO_ROOM,
              Rows.key(accountId, memberId));
          return removed;
        });
  }

  @Override
  public MembershipListing list(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable MemberId after,
      int size) {
    return listings.memberships(accountId, roomId, callerId, after, size);
  }

  @Override
  public Page<RoomMembership> listByRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
    return listings.byRoom(accountId, roomId, after, size);
  }

  @Override
  public Page<RoomMembership> listByMember(
      AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
    return listings.byMember(accountId, memberId, after, size);
  }
}
