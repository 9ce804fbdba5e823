package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.ListedMembership;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The listings: a page is one statement, which reads one row more. If facts are read with the page,
 * every row repeats them, and there is a row also if the page is empty.
 */
final class Listings {
  /** Sorts before every id: no id is empty. */
  private static final String BEFORE_ALL = "";

  private static final Page<Room> NOTHING = new Page<>(List.of(), false);

  private final Transactions transactions;
  private final FactsReader facts;

  Listings(Transactions transactions, FactsReader facts) {
    this.transactions = transactions;
    this.facts = facts;
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
    return page(
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
                    row -> Rows.membership(row, "", key.read(row)))),
        size);
  }

  private static <T> Page<T> page(List<T> found, int size) {
    boolean hasMore = found.size() > size;
    return new Page<>(hasMore ? found.subList(0, size) : found, hasMore);
  }

  /**
   * What a row contains.
   *
   * @param facts repeated in every row
   * @param item empty if the page is
   */
  private record Found<F, T>(F facts, Optional<T> item) {}

  private static <F, T> Page<T> items(List<Found<F, T>> found, int size) {
    return page(found.stream().flatMap(row -> row.item.stream()).toList(), size);
  }

  /** The memberships of a room with their members. */
  MembershipListing memberships(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable MemberId after,
      int size) {
    Page.requireSize(size);
    RoomFacts unread = facts.unreadRoom(accountId, roomId, callerId);
    List<Found<RoomFacts, ListedMembership>> found =
        transactions.read(
            session ->
                session.all(
                    Sql.LIST_MEMBERSHIPS,
                    parameters -> {
                      facts.bind(parameters, unread);
                      Rows.key(accountId, roomId).bind(parameters);
                      parameters.id(after == null ? BEFORE_ALL : after.value()).number(size + 1L);
                      Rows.key(accountId).bind(parameters);
                    },
                    row ->
                        new Found<>(
                            facts.room(row, unread, null),
                            row.has("member_id")
                                ? Optional.of(listed(row, accountId, roomId))
                                : Optional.empty())));
    RoomFacts room = found.get(0).facts;
    Page<ListedMembership> page = items(found, size);
    return new MembershipListing(
        room,
        facts.hasMembersElsewhere() && room.permitAccess()
            ? withHostsMembers(accountId, page)
            : page);
  }

  private ListedMembership listed(Session.Row row, AccountId accountId, RoomId roomId)
      throws SQLException {
    MemberId memberId = new MemberId(row.id("member_id"));
    return new ListedMembership(
        Rows.membership(row, "s_", new MembershipKey(accountId, roomId, memberId)),
        facts.hasMembersElsewhere()
            ? Optional.empty()
            : Rows.optionalMember(row, "m_", accountId, memberId));
  }

  /** A directory is asked for all members of the page at once. */
  private Page<ListedMembership> withHostsMembers(
      AccountId accountId, Page<ListedMembership> page) {
    List<RoomMembership> memberships =
        page.items().stream().map(ListedMembership::membership).toList();
    Map<MemberId, Member> members =
        facts.fromDirectory(
            accountId,
            memberships.stream().map(membership -> membership.key().memberId()).toList());
    return new Page<>(
        memberships.stream()
            .map(
                membership ->
                    new ListedMembership(
                        membership, Optional.ofNullable(members.get(membership.key().memberId()))))
            .toList(),
        page.hasMore());
  }

  /** The rooms of an account, or of a member. */
  RoomListing rooms(
      AccountId accountId,
      @Nullable MemberId callerId,
      @Nullable MemberId memberId,
      @Nullable RoomId after,
      int size) {
    Page.requireSize(size);
    AccountFacts unread = facts.unreadAccount(accountId, callerId);
    Optional<Member> known = facts.fromDirectory(accountId, memberId);
    Session.Binding page =
        parameters -> parameters.id(after == null ? BEFORE_ALL : after.value()).number(size + 1L);
    List<Found<RoomListing, Room>> found =
        transactions.read(
            session ->
                session.all(
                    memberId == null ? Sql.LIST_ROOMS : Sql.LIST_ROOMS_OF_MEMBER,
                    parameters -> {
                      String account = accountId.value();
                      String caller = callerId == null ? null : callerId.value();
                      String member = memberId == null ? null : memberId.value();
                      parameters.id(account).id(account).id(caller).id(account).id(member);
                      if (memberId == null) {
                        parameters.id(account);
                        page.bind(parameters);
                      } else {
                        parameters.id(account).id(member);
                        page.bind(parameters);
                        parameters.id(account);
                      }
                    },
                    row ->
                        new Found<>(
                            new RoomListing(
                                facts.account(row, unread, null, null),
                                Optional.ofNullable(memberId),
                                memberId == null || facts.hasMembersElsewhere()
                                    ? known
                                    : Rows.optionalMember(row, "m_", accountId, memberId),
                                NOTHING),
                            row.has("room_id")
                                ? Optional.of(
                                    Rows.room(row, accountId, new RoomId(row.id("room_id"))))
                                : Optional.empty())));
    RoomListing first = found.get(0).facts;
    return new RoomListing(first.account(), first.memberId(), first.member(), items(found, size));
  }
}
