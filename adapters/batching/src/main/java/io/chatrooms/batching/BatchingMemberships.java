package io.chatrooms.batching;

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

/** Memberships, whose facts are read and whose changes are confirmed in groups. */
final class BatchingMemberships implements RoomMembershipRepository {
  private final RoomMembershipRepository inside;
  private final Lanes<MembershipQuestion, MembershipFacts> facts;
  private final Lanes<Decided, Optional<MembershipFacts>> changes;

  BatchingMemberships(RoomMembershipRepository inside, Lanes.Limits limits) {
    this.inside = inside;
    this.facts = new Lanes<>(limits, new Facts(inside));
    this.changes = new Lanes<>(limits, new Changes(inside));
  }

  private record Facts(RoomMembershipRepository inside)
      implements Lanes.Statement<MembershipQuestion, MembershipFacts> {
    @Override
    public boolean isRead() {
      return true;
    }

    @Override
    public MembershipFacts alone(MembershipQuestion question) {
      return inside.facts(question.key(), question.callerId().orElse(null));
    }

    @Override
    public List<MembershipFacts> together(AccountId accountId, List<MembershipQuestion> questions) {
      return inside.factsOf(accountId, questions);
    }
  }

  /** A change and the facts that it was decided on. */
  private record Decided(MembershipChange change, MembershipFacts seen) {}

  private record Changes(RoomMembershipRepository inside)
      implements Lanes.Statement<Decided, Optional<MembershipFacts>> {
    @Override
    public boolean isRead() {
      return false;
    }

    @Override
    public Optional<MembershipFacts> alone(Decided decided) {
      return inside.confirm(decided.change(), decided.seen());
    }

    @Override
    public List<Optional<MembershipFacts>> together(AccountId accountId, List<Decided> several) {
      List<Proposal> proposals =
          several.stream().map(one -> Proposal.of(one.change(), one.seen())).toList();
      return inside.confirmAll(accountId, proposals).stream()
          .map(instead -> instead.stream().findFirst())
          .toList();
    }
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    return facts.ask(key.accountId(), new MembershipQuestion(key, Optional.ofNullable(callerId)));
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
    change.requireDecidedOn(seen); // before it shares a statement with others
    return changes.ask(change.key().accountId(), new Decided(change, seen));
  }

  @Override
  public List<MembershipFacts> factsOf(AccountId accountId, List<MembershipQuestion> questions) {
    return inside.factsOf(accountId, questions);
  }

  @Override
  public List<List<MembershipFacts>> confirmAll(AccountId accountId, List<Proposal> proposals) {
    return inside.confirmAll(accountId, proposals);
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
    return inside.find(key);
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    return inside.removeAllOf(accountId, memberId);
  }

  @Override
  public MembershipListing list(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable MemberId after,
      int size) {
    return inside.list(accountId, roomId, callerId, after, size);
  }

  @Override
  public Page<RoomMembership> listByRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
    return inside.listByRoom(accountId, roomId, after, size);
  }

  @Override
  public Page<RoomMembership> listByMember(
      AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
    return inside.listByMember(accountId, memberId, after, size);
  }
}
