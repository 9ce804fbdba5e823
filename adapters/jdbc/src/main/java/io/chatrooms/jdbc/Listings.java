package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two listings of memberships: a page is one statement, which reads one row more. */
final class Listings {
  /** Sorts before every id: no id is empty. */
  private static final String BEFORE_ALL = "";

  private final Transactions transactions;

  Listings(Transactions transactions) {
    this.transactions = transactions;
  }

  Page<RoomMembership> byRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
    return page(
        Sql.LIST_BY_ROOM,
        accountId,
        roomId.value(),
        after == null ? BEFORE_ALL : after.value(),
        size,
        row -> new MembershipKey(accountId, roomId, new MemberId(row.id("member_id"))));
  }

  Page<RoomMembership> byMember(
      AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
    return page(
        Sql.LIST_BY_MEMBER,
        accountId,
        memberId.value(),
        after == null ? BEFORE_ALL : after.value(),
        size,
        row -> new MembershipKey(accountId, new RoomId(row.id("room_id")), memberId));
  }

  private Page<RoomMembership> page(
      Sql sql,
      AccountId accountId,
      String roomOrMember,
      String after,
      int size,
      Session.Reading<MembershipKey> key) {
    Page.requireSize(size);
    List<RoomMembership> found =
        transactions.read(
            session ->
                session.all(
                    sql,
                    parameters ->
                        parameters
                            .id(accountId.value())
                            .id(roomOrMember)
                            .id(after)
                            .number(size + 1L),
                    row -> Rows.membership(row, "", key.read(row))));
    boolean hasMore = found.size() > size;
    return new Page<>(hasMore ? found.subList(0, size) : found, hasMore);
  }
}
