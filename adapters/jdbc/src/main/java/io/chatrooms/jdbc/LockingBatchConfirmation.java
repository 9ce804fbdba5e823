package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Confirms several proposals of one account in one transaction: lock, read, decide, write, as
 * {@link LockingConfirmation} does for one change, each step in one statement for all of them.
 *
 * <p>Rooms are locked by id, and then members by id, so proposals in opposite orders do not
 * deadlock. A statement takes one kind of lock, so callers are locked as members are: a batch waits
 * for other changes by its caller, and they for the batch.
 *
 * <p>The proposals are decided in memory, in their order, each on the facts after those before it.
 * What is written is the difference that all of them make. A change of role is a deletion and an
 * insertion.
 */
final class LockingBatchConfirmation implements BatchConfirmation {
  private final Transactions transactions;
  private final FactsReader facts;

  LockingBatchConfirmation(Transactions transactions, FactsReader facts) {
    this.transactions = transactions;
    this.facts = facts;
  }

  @Override
  public List<List<MembershipFacts>> confirm(AccountId accountId, List<Proposal> proposals) {
    return confirm(transactions, accountId, proposals);
  }

  /** The same in these transactions. */
  List<List<MembershipFacts>> confirm(
      Transactions transactions, AccountId accountId, List<Proposal> proposals) {
    List<Proposal.Step> steps = proposals.stream().flatMap(one -> one.steps().stream()).toList();
    List<MembershipFacts> seen = steps.stream().map(Proposal.Step::seen).toList();
    return transactions.together(
        session -> {
          Locked locked = lock(session, accountId, steps);
          List<MembershipFacts> now = facts.readUnderLocks(session, accountId, seen);
          List<List<MembershipFacts>> instead = new ArrayList<>();
          List<MembershipChange> made = new ArrayList<>();
          int first = 0;
          for (Proposal proposal : proposals) {
            int next = first + proposal.steps().size();
            List<MembershipFacts> declined = decide(proposal, now.subList(first, next), made);
            if (declined.isEmpty()) {
              Saving.requireLocked(proposal.steps().stream().allMatch(locked::covers));
            }
            instead.add(declined);
            first = next;
          }
          new Difference(made).write(session, accountId);
          return instead;
        });
  }

  /** Account, rooms by id, members by id: the order that all transactions keep. */
  private Locked lock(Session session, AccountId accountId, List<Proposal.Step> steps)
      throws SQLException {
    TreeSet<RoomId> rooms = new TreeSet<>();
    TreeSet<MemberId> members = new TreeSet<>();
    TreeSet<MemberId> begun = new TreeSet<>();
    for (Proposal.Step step : steps) {
      MembershipKey key = step.seen().key();
      rooms.add(key.roomId());
      members.add(key.memberId());
      if (step.change().filter(change -> change.membershipsGained() > 0).isPresent()) {
        begun.add(key.memberId());
      }
    }
    boolean account = session.finds(Sql.LOCK_ACCOUNT, Rows.key(accountId));
    Set<String> lockedRooms =
        lock(
            session,
            RowsSql.Kind.LOCK_ROOMS,
            accountId,
            rooms.stream().map(RoomId::value).toList());
    if (facts.hasMembersElsewhere()) {
      beginCounting(session, accountId, begun); // by id, too, and before any is locked
    } else {
      steps.forEach(step -> step.seen().callerId().ifPresent(members::add));
    }
    return new Locked(
        account,
        lockedRooms,
        lockMembers(session, accountId, members),
        !facts.hasMembersElsewhere());
  }

  private static Set<String> lockMembers(
      Session session, AccountId accountId, Collection<MemberId> members) throws SQLException {
    return lock(
        session,
        RowsSql.Kind.LOCK_MEMBERS,
        accountId,
        members.stream().map(MemberId::value).toList());
  }

  /** Locks the rows with these ids, and returns the ids of those that exist. */
  private static Set<String> lock(
      Session session, RowsSql.Kind kind, AccountId accountId, List<String> ids)
      throws SQLException {
    RowsSql sql = RowsSql.of(kind, ids.size());
    return new HashSet<>(
        session.all(
            sql,
            parameters -> {
              sql.rows(ids, Session.Values::id).bind(parameters);
              parameters.id(accountId.value());
            },
            row -> row.id("id")));
  }

  private static void beginCounting(
      Session session, AccountId accountId, Collection<MemberId> members) throws SQLException {
    write(
        session,
        RowsSql.Kind.INSERT_COUNTS,
        members,
        (row, member) -> row.id(member.value()),
        parameters -> parameters.id(accountId.value()).number(Versions.first()));
  }

  /**
   * Makes a proposal, or returns the facts that hold instead.
   *
   * @param read the facts of its steps before any change of the batch
   * @param made the changes of the batch so far, to which those of the proposal are added
   */
  private static List<MembershipFacts> decide(
      Proposal proposal, List<MembershipFacts> read, List<MembershipChange> made) {
    List<MembershipFacts> now = read.stream().map(each -> after(made, each)).toList();
    if (!proposal.mayBeMade(now)) {
      return now;
    }
    proposal.steps().forEach(step -> step.change().ifPresent(made::add));
    return List.of();
  }

  private static MembershipFacts after(List<MembershipChange> changes, MembershipFacts facts) {
    MembershipFacts after = facts;
    for (MembershipChange change : changes) {
      after = after.after(change);
    }
    return after;
  }

  private static <T> void write(
      Session session,
      RowsSql.Kind kind,
      Collection<T> rows,
      RowsSql.Row<T> row,
      Session.Binding others)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    RowsSql sql = RowsSql.of(kind, rows.size());
    session.write(
        sql,
        parameters -> {
          sql.rows(List.copyOf(rows), row).bind(parameters);
          others.bind(parameters);
        });
  }

  /**
   * The rows that are locked.
   *
   * @param callers true if those of callers are among them
   */
  private record Locked(boolean account, Set<String> rooms, Set<String> members, boolean callers) {
    /** A member who does not exist, and is therefore not added, has no row that can be locked. */
    boolean covers(Proposal.Step step) {
      MembershipFacts seen = step.seen();
      boolean isAbsent = step.change().isEmpty() && (!callers || seen.member().isEmpty());
      return account
          && rooms.contains(seen.key().roomId().value())
          && (isAbsent || members.contains(seen.key().memberId().value()))
          && (!callers || seen.callerId().stream().allMatch(id -> members.contains(id.value())));
    }
  }

  /** What several changes make together. */
  private static final class Difference {
    private final List<MembershipKey> ended = new ArrayList<>();
    private final List<RoomMembership> begun = new ArrayList<>();
    private final Map<RoomId, RoomGain> rooms = new TreeMap<>();
    private final Map<MemberId, Integer> members = new TreeMap<>();

    Difference(List<MembershipChange> changes) {
      Map<MembershipKey, Optional<RoomMembership>> before = new HashMap<>();
      Map<MembershipKey, Optional<RoomMembership>> after = new HashMap<>();
      for (MembershipChange change : changes) {
        MembershipKey key = change.key();
        before.putIfAbsent(key, change.before());
        after.put(key, change.after());
        rooms.merge(key.roomId(), RoomGain.of(change), RoomGain::plus);
        members.merge(key.memberId(), change.membershipsGained(), Integer::sum);
      }
      after.forEach(
          (key, last) -> {
            Optional<RoomMembership> first = before.getOrDefault(key, Optional.empty());
            if (!first.equals(last)) {
              first.ifPresent(membership -> ended.add(key));
              last.ifPresent(begun::add);
            }
          });
      members.values().removeIf(gain -> gain == 0);
    }

    void write(Session session, AccountId accountId) throws SQLException {
      Session.Binding account = Rows.key(accountId);
      LockingBatchConfirmation.write(
          session,
          RowsSql.Kind.DELETE_MEMBERSHIPS,
          ended,
          (row, key) -> row.id(key.roomId().value()).id(key.memberId().value()),
          account);
      LockingBatchConfirmation.write(
          session,
          RowsSql.Kind.INSERT_MEMBERSHIPS,
          begun,
          (row, membership) ->
              row.id(membership.key().roomId().value())
                  .id(membership.key().memberId().value())
                  .name(membership.role())
                  .text(membership.invitedBy())
                  .time(membership.updatedAt()),
          account);
      LockingBatchConfirmation.write(
          session,
          RowsSql.Kind.ROOMS_GAIN,
          rooms.entrySet(),
          (row, room) ->
              row.id(room.getKey().value())
                  .number(room.getValue().memberships)
                  .number(room.getValue().administrators)
                  .number(room.getValue().versions),
          account);
      LockingBatchConfirmation.write(
          session,
          RowsSql.Kind.MEMBERS_GAIN,
          members.entrySet(),
          (row, member) -> row.id(member.getKey().value()).number(member.getValue()),
          account);
    }
  }

  /** What a room gains. Its version changes if a membership of it ends or changes its role. */
  private record RoomGain(int memberships, int administrators, int versions) {
    static RoomGain of(MembershipChange change) {
      return new RoomGain(
          change.membershipsGained(),
          change.administratorsGained(),
          change.before().isPresent() ? 1 : 0);
    }

    RoomGain plus(RoomGain other) {
      return new RoomGain(
          memberships + other.memberships,
          administrators + other.administrators,
          versions + other.versions);
    }
  }
}
