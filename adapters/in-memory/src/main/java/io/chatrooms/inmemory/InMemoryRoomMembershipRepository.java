package io.chatrooms.inmemory;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.ListedMembership;
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
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Memberships, each in the index of its room and in the index of its member. */
final class InMemoryRoomMembershipRepository implements RoomMembershipRepository {
  private final Tables tables;
  private final Facts facts;

  InMemoryRoomMembershipRepository(Tables tables, Facts facts) {
    this.tables = tables;
    this.facts = facts;
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    HostMembers host = facts.askHost(key.accountId(), Facts.given(key.memberId(), callerId));
    return holding(
        key,
        callerId,
        () -> facts.membership(key, callerId, host.find(key.memberId()), host.find(callerId)));
  }

  @Override
  public List<MembershipFacts> factsOf(AccountId accountId, List<MembershipQuestion> questions) {
    requireAllOf(accountId, questions);
    HostMembers host = facts.askHost(accountId, membersIn(questions));
    return holding(
        accountId,
        questions,
        () ->
            questions.stream()
                .map(
                    question -> {
                      MembershipKey key = question.key();
                      MemberId callerId = question.callerId().orElse(null);
                      return facts.membership(
                          key, callerId, host.find(key.memberId()), host.find(callerId));
                    })
                .toList());
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
    change.requireDecidedOn(seen);
    return holding(
        seen.key(),
        seen.callerId().orElse(null),
        () -> {
          MembershipFacts now = factsNow(seen);
          if (!change.mayBeMade(seen, now)) {
            return Optional.of(now);
          }
          tables.apply(change);
          return Optional.empty();
        });
  }

  @Override
  public List<List<MembershipFacts>> confirmAll(AccountId accountId, List<Proposal> proposals) {
    List<MembershipQuestion> questions =
        proposals.stream()
            .flatMap(proposal -> proposal.steps().stream())
            .map(step -> new MembershipQuestion(step.seen().key(), step.seen().callerId()))
            .toList();
    requireAllOf(accountId, questions);
    return holding(accountId, questions, () -> proposals.stream().map(this::confirm).toList());
  }

  /** Requires the locks of everything that the proposal is about. */
  private List<MembershipFacts> confirm(Proposal proposal) {
    List<MembershipFacts> now =
        proposal.steps().stream().map(step -> factsNow(step.seen())).toList();
    if (!proposal.mayBeMade(now)) {
      return now;
    }
    proposal.steps().forEach(step -> step.change().ifPresent(tables::apply));
    return List.of();
  }

  /**
   * The facts as they are now. What the host said of its members is repeated: it is not asked under
   * the locks, which this requires.
   */
  private MembershipFacts factsNow(MembershipFacts seen) {
    return facts.membership(
        seen.key(), seen.callerId().orElse(null), seen.member(), seen.room().account().caller());
  }

  private static void requireAllOf(AccountId accountId, List<MembershipQuestion> questions) {
    for (MembershipQuestion question : questions) {
      if (!question.key().accountId().equals(accountId)) {
        throw new IllegalArgumentException(
            "the account is %s, and a membership is %s".formatted(accountId, question.key()));
      }
    }
  }

  private static Set<MemberId> membersIn(List<MembershipQuestion> questions) {
    return questions.stream()
        .flatMap(
            question ->
                Stream.concat(Stream.of(question.key().memberId()), question.callerId().stream()))
        .collect(toUnmodifiableSet());
  }

  private <T> T holding(
      AccountId accountId, List<MembershipQuestion> questions, Supplier<T> action) {
    return tables.locks.holding(
        questions.stream().map(question -> RoomKey.of(question.key())).collect(toUnmodifiableSet()),
        MemberKey.ofAll(accountId, membersIn(questions)),
        action);
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
    return tables.locks.holding(MemberKey.of(key), () -> facts.membership(key));
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    MemberKey member = new MemberKey(accountId, memberId);
    return tables.holdingWithItsRooms(
        member,
        rooms -> {
          rooms.forEach(room -> tables.unlink(room, member));
          return rooms.size();
        });
  }

  @Override
  public MembershipListing list(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable MemberId after,
      int size) {
    int count = Pages.toRead(size);
    RoomKey key = new RoomKey(accountId, roomId);
    HostMembers host = facts.askHost(accountId, Facts.given(callerId));
    MembershipListing listing =
        tables.locks.holding(
            key,
            () -> {
              List<CompactMembership> read = tables.membershipsAfter(key, after, count);
              Set<MemberId> members = Facts.given(callerId);
              read.forEach(membership -> members.add(membership.memberId()));
              return tables.locks.holding(
                  MemberKey.ofAll(accountId, members),
                  () ->
                      new MembershipListing(
                          facts.room(accountId, roomId, callerId, host.find(callerId)),
                          Pages.page(
                              read,
                              size,
                              membership ->
                                  listed(membership.membership(accountId), HostMembers.NONE))));
            });
    return facts.areMembersOfHost() && listing.room().permitAccess()
        ? withMembersOfHost(listing)
        : listing;
  }

  private ListedMembership listed(RoomMembership membership, HostMembers host) {
    MembershipKey key = membership.key();
    return new ListedMembership(
        membership, facts.member(key.accountId(), key.memberId(), host.find(key.memberId())));
  }

  private MembershipListing withMembersOfHost(MembershipListing listing) {
    List<RoomMembership> memberships =
        listing.page().items().stream().map(ListedMembership::membership).toList();
    HostMembers host =
        facts.askHost(
            listing.room().account().accountId(),
            memberships.stream().map(membership -> membership.key().memberId()).toList());
    return new MembershipListing(
        listing.room(),
        new Page<>(
            memberships.stream().map(membership -> listed(membership, host)).toList(),
            listing.page().hasMore()));
  }

  @Override
  public Page<RoomMembership> listByRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
    int count = Pages.toRead(size);
    RoomKey key = new RoomKey(accountId, roomId);
    return Pages.page(
        tables.locks.holding(key, () -> tables.membershipsAfter(key, after, count)),
        size,
        membership -> membership.membership(accountId));
  }

  @Override
  public Page<RoomMembership> listByMember(
      AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
    int count = Pages.toRead(size);
    MemberKey key = new MemberKey(accountId, memberId);
    return Pages.page(
        tables.locks.holding(key, () -> tables.membershipsAfter(key, after, count)),
        size,
        membership -> membership.membership(accountId));
  }

  private <T> T holding(MembershipKey key, @Nullable MemberId callerId, Supplier<T> action) {
    MemberKey member = MemberKey.of(key);
    return tables.locks.holding(
        RoomKey.of(key),
        callerId == null || callerId.equals(key.memberId())
            ? List.of(member)
            : List.of(member, new MemberKey(key.accountId(), callerId)),
        action);
  }
}
