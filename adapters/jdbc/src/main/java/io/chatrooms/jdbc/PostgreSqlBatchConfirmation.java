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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes several additions on PostgreSQL in one round trip: all of them, or none. Whatever is not a
 * set of additions, or was not made so, is left to a {@link LockingBatchConfirmation}, which
 * decides each proposal.
 *
 * <p>If all of a set may be made, each may be made after those before it: additions only raise
 * counts, so the last counts are the highest. Hence the order of the proposals is kept.
 *
 * <p>The text has two statements, which the driver sends together and the server runs in one
 * transaction. The first takes the locks that all transactions take, in their order: account, rooms
 * by id, members by id. The second sees what was committed until then, because at READ COMMITTED
 * each statement has a snapshot of its own. So it compares versions, counts and memberships under
 * the locks, and may use plain reads. At REPEATABLE READ the first fails with class 40 if a row has
 * changed since the snapshot.
 */
final class PostgreSqlBatchConfirmation implements BatchConfirmation {
  /** Updates a room or more if it makes the additions, and none otherwise. */
  static final Statements.Template CONFIRM =
      dialect ->
          """
          WITH a AS MATERIALIZED (
            SELECT 1 FROM {account} WHERE account_id = ? FOR SHARE),
          r AS MATERIALIZED (
            SELECT 1 FROM {room} WHERE account_id = ? AND room_id = ANY (?)
              AND EXISTS (SELECT 1 FROM a) ORDER BY room_id FOR NO KEY UPDATE),
          m AS MATERIALIZED (
            SELECT 1 FROM {member} WHERE account_id = ? AND member_id = ANY (?)
              AND (SELECT COUNT(*) FROM r) > 0 ORDER BY member_id FOR NO KEY UPDATE)
          SELECT COUNT(*) FROM m;
          WITH r AS MATERIALIZED (
            SELECT * FROM unnest(?, ?, ?) AS v (room_id, version, memberships)),
          m AS MATERIALIZED (
            SELECT * FROM unnest(?, ?, ?, ?) AS v (member_id, version, rooms, room_limit)),
          s AS MATERIALIZED (
            SELECT * FROM unnest(?, ?, ?, ?, ?)
              AS v (room_id, member_id, role, invited_by, updated_at)),
          ok AS MATERIALIZED (
            SELECT 1 FROM {account} WHERE account_id = ? AND version = ?
            AND NOT EXISTS (
              SELECT 1 FROM r
              LEFT JOIN ONE {room} t ON t.account_id = ? AND t.room_id = r.room_id
              WHERE t.version IS DISTINCT FROM r.version
                OR t.membership_count + r.memberships > t.membership_limit)
            AND NOT EXISTS (
              SELECT 1 FROM m
              LEFT JOIN ONE {member} t ON t.account_id = ? AND t.member_id = m.member_id
              WHERE t.version IS DISTINCT FROM m.version
                OR m.rooms > 0 AND t.room_count + m.rooms > m.room_limit)
            AND NOT EXISTS (
              SELECT 1 FROM s
              LEFT JOIN ONE {membership} t ON t.account_id = ? AND t.room_id = s.room_id \
          AND t.member_id = s.member_id
              WHERE t.role IS NOT NULL)),
          w AS (
            INSERT INTO {membership} (account_id, room_id, member_id, role, invited_by, updated_at)
            SELECT ?, s.* FROM s WHERE EXISTS (SELECT 1 FROM ok)),
          n AS (
            UPDATE {member} t SET room_count = t.room_count
              + (CAST(? AS BIGINT[]))[array_position(CAST(? AS VARCHAR[]), t.member_id)]
            WHERE t.account_id = ? AND t.member_id = ANY (?) AND EXISTS (SELECT 1 FROM ok))
          UPDATE {room} t SET
            membership_count = t.membership_count
              + (CAST(? AS BIGINT[]))[array_position(CAST(? AS VARCHAR[]), t.room_id)],
            administrator_count = t.administrator_count
              + (CAST(? AS BIGINT[]))[array_position(CAST(? AS VARCHAR[]), t.room_id)]
          WHERE t.account_id = ? AND t.room_id = ANY (?) AND EXISTS (SELECT 1 FROM ok)""";

  private final Transactions transactions;
  private final LockingBatchConfirmation others;

  /** Leaves to the other what is not made in one round trip. */
  PostgreSqlBatchConfirmation(Transactions transactions, LockingBatchConfirmation others) {
    this.transactions = transactions;
    this.others = others;
  }

  @Override
  public List<List<MembershipFacts>> confirm(AccountId accountId, List<Proposal> proposals) {
    Transactions operation = transactions.ofOneOperation();
    boolean made =
        Additions.of(accountId, proposals)
            .map(
                additions ->
                    operation.write(session -> session.writeSecond(CONFIRM, additions) > 0))
            .orElse(false);
    return made
        ? proposals.stream().map(proposal -> List.<MembershipFacts>of()).toList()
        : others.confirm(operation, accountId, proposals);
  }

  /** What the additions to a room raise. */
  private record RoomGain(@Nullable Long version, int memberships, int administrators) {
    /** Null if the facts of the two are of different versions of the room. */
    @Nullable RoomGain plus(RoomGain other) {
      return Objects.equals(version, other.version)
          ? new RoomGain(
              version, memberships + other.memberships, administrators + other.administrators)
          : null;
    }
  }

  /** What the additions of a member raise: nothing if it is a caller only. */
  private record MemberGain(@Nullable Long version, int rooms, int roomLimit) {
    /** Null if the facts of the two are of different versions of the member. */
    @Nullable MemberGain plus(MemberGain other) {
      return Objects.equals(version, other.version)
          ? new MemberGain(version, rooms + other.rooms, Math.min(roomLimit, other.roomLimit))
          : null;
    }
  }

  /** Additions to one account, no two of the same membership, decided on the same versions. */
  private static final class Additions implements Session.Binding {
    private final AccountId accountId;
    private final @Nullable Long version;
    private final Map<MembershipKey, RoomMembership> added = new LinkedHashMap<>();
    private final Map<RoomId, RoomGain> rooms = new TreeMap<>();
    private final Map<MemberId, MemberGain> members = new TreeMap<>();

    private Additions(AccountId accountId, @Nullable Long version) {
      this.accountId = accountId;
      this.version = version;
    }

    /** The proposals as a set of additions; empty if they are not one. */
    static Optional<Additions> of(AccountId accountId, List<Proposal> proposals) {
      Additions additions =
          new Additions(accountId, versions(proposals.get(0).steps().get(0).seen()).account());
      for (Proposal proposal : proposals) {
        for (Proposal.Step step : proposal.steps()) {
          if (step.change().isEmpty() || !additions.add(step.change().get(), step.seen())) {
            return Optional.empty();
          }
        }
      }
      return Optional.of(additions);
    }

    private static Versions versions(MembershipFacts seen) {
      return Versions.of(seen.room().account());
    }

    private boolean add(MembershipChange change, MembershipFacts seen) {
      RoomMembership membership = change.after().orElse(null);
      Versions versions = versions(seen);
      if (membership == null
          || change.before().isPresent()
          || !Objects.equals(version, versions.account())
          || added.put(membership.key(), membership) != null) {
        return false;
      }
      RoomGain room = new RoomGain(versions.room(), 1, change.administratorsGained());
      MemberGain member = new MemberGain(versions.member(), 1, seen.roomLimit());
      MemberGain caller = new MemberGain(versions.caller(), 0, seen.roomLimit());
      return rooms.merge(seen.key().roomId(), room, RoomGain::plus) != null
          && members.merge(seen.memberId(), member, MemberGain::plus) != null
          && seen.callerId()
              .map(id -> members.merge(id, caller, MemberGain::plus) != null)
              .orElse(true);
    }

    @Override
    public void bind(Session.Parameters parameters) throws SQLException {
      String account = accountId.value();
      List<String> roomIds = rooms.keySet().stream().map(RoomId::value).toList();
      List<String> memberIds = members.keySet().stream().map(MemberId::value).toList();
      parameters.id(account).id(account).texts(roomIds).id(account).texts(memberIds);

      parameters
          .texts(roomIds)
          .numbers(rooms.values(), RoomGain::version)
          .numbers(rooms.values(), room -> (long) room.memberships);
      parameters
          .texts(memberIds)
          .numbers(members.values(), MemberGain::version)
          .numbers(members.values(), member -> (long) member.rooms)
          .numbers(members.values(), member -> (long) member.roomLimit);
      Collection<RoomMembership> memberships = added.values();
      parameters
          .texts(memberships.stream().map(each -> each.key().roomId().value()).toList())
          .texts(memberships.stream().map(each -> each.key().memberId().value()).toList())
          .texts(memberships.stream().map(each -> each.role().name()).toList())
          .texts(memberships.stream().map(RoomMembership::invitedBy).toList())
          .numbers(memberships, each -> each.updatedAt().toEpochMilli());
      parameters.id(account).version(version).id(account).id(account).id(account).id(account);

      Map<MemberId, MemberGain> gaining = new TreeMap<>(members);
      gaining.values().removeIf(member -> member.rooms == 0);
      List<String> gainingIds = gaining.keySet().stream().map(MemberId::value).toList();
      parameters
          .numbers(gaining.values(), member -> (long) member.rooms)
          .texts(gainingIds)
          .id(account)
          .texts(gainingIds);
      parameters
          .numbers(rooms.values(), room -> (long) room.memberships)
          .texts(roomIds)
          .numbers(rooms.values(), room -> (long) room.administrators)
          .texts(roomIds)
          .id(account)
          .texts(roomIds);
    }
  }
}
