package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Memberships, one row each. */
final class JdbcMemberships implements RoomMembershipRepository {
  private final Transactions transactions;
  private final FactsReader facts;
  private final Confirmation confirmation;
  private final Listings listings;

  JdbcMemberships(Transactions transactions, FactsReader facts, Confirmation confirmation) {
    this.transactions = transactions;
    this.facts = facts;
    this.confirmation = confirmation;
    this.listings = new Listings(transactions);
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    return facts.read(key, callerId);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
    change.requireDecidedOn(seen);
    Versions.of(seen); // throws if another kind of store read the facts
    return confirmation.confirm(change, seen);
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
