package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a store: accounts, rooms, members and memberships that are consistent with each
 * other and with the rules. All lists are in the order of the ids, so two worlds with the same
 * content are equal. Immutable. Start from {@link #empty} or from {@link DomainArbitraries#worlds}.
 *
 * @param accounts the accounts
 * @param rooms the rooms; each belongs to one of the accounts, which is not a Team account
 * @param members the members; each belongs to one of the accounts
 * @param memberships the memberships, of users and bots, of bots only with the role Member; no room
 *     and no member has more of them than its limit
 * @param memberRoomLimit how many rooms a member may be in: 1 or more. The store has to be built
 *     with the same limit
 */
public record World(
    List<Account> accounts,
    List<Room> rooms,
    List<Member> members,
    List<RoomMembership> memberships,
    int memberRoomLimit) {

  private static final int PAGE_SIZE = 99;

  private static final Comparator<MembershipKey> BY_KEY =
      Comparator.comparing(MembershipKey::accountId)
          .thenComparing(MembershipKey::roomId)
          .thenComparing(MembershipKey::memberId);

  /**
   * Copies and sorts the lists.
   *
   * @throws IllegalArgumentException if two things have the same id, if something refers to a thing
   *     that is missing, or if the rules do not allow a membership
   */
  public World {
    accounts = sorted(accounts, Comparator.comparing(Account::accountId));
    rooms = sorted(rooms, Comparator.comparing(Room::accountId).thenComparing(Room::roomId));
    members =
        sorted(members, Comparator.comparing(Member::accountId).thenComparing(Member::memberId));
    memberships = sorted(memberships, Comparator.comparing(RoomMembership::key, BY_KEY));
    check(accounts, rooms, members, memberships, memberRoomLimit);
  }

  private static <T> List<T> sorted(List<T> all, Comparator<T> order) {
    return all.stream().sorted(order).toList();
  }

  private static void check(
      List<Account> accounts,
      List<Room> rooms,
      List<Member> members,
      List<RoomMembership> memberships,
      int memberRoomLimit) {
    Member.requireRoomLimit(memberRoomLimit);
    Set<AccountId> accountIds = distinct(accounts, Account::accountId);
    Set<Object> roomIds = distinct(rooms, World::idOf);
    Set<Object> memberIds = distinct(members, World::idOf);
    distinct(memberships, RoomMembership::key);
    for (Account account : accounts) {
      require(
          account.holdsRooms()
              || rooms.stream().noneMatch(room -> room.accountId().equals(account.accountId())),
          "rooms exist only in Enterprise accounts");
    }
    require(
        Stream.concat(rooms.stream().map(Room::accountId), members.stream().map(Member::accountId))
            .allMatch(accountIds::contains),
        "a room or a member belongs to an account that is missing");
    for (RoomMembership membership : memberships) {
      MembershipKey key = membership.key();
      require(
          roomIds.contains(idOf(key.accountId(), key.roomId()))
              && memberIds.contains(idOf(key.accountId(), key.memberId())),
          "a membership refers to a room or a member that is missing");
    }
    for (Room room : rooms) {
      require(
          memberships.stream().filter(isIn(room)).count() <= room.membershipLimit(),
          "a room has more memberships than its limit");
    }
    for (Member member : members) {
      List<RoomMembership> own = memberships.stream().filter(isOf(member)).toList();
      require(own.size() <= memberRoomLimit, "a member is in more rooms than its limit");
      require(
          own.stream().allMatch(membership -> mayHave(member, membership.role())),
          "a webhook is never in a room, and a bot is never an administrator");
    }
  }

  private static <T, K> Set<K> distinct(List<T> all, Function<T, K> id) {
    Set<K> ids = new HashSet<>();
    all.forEach(one -> require(ids.add(id.apply(one)), "two things have the same id"));
    return ids;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static Object idOf(Room room) {
    return idOf(room.accountId(), room.roomId());
  }

  private static Object idOf(Member member) {
    return idOf(member.accountId(), member.memberId());
  }

  private static Object idOf(AccountId accountId, Object id) {
    return List.of(accountId, id);
  }

  private static Predicate<RoomMembership> isIn(Room room) {
    return membership ->
        membership.key().accountId().equals(room.accountId())
            && membership.key().roomId().equals(room.roomId());
  }

  private static Predicate<RoomMembership> isOf(Member member) {
    return membership ->
        membership.key().accountId().equals(member.accountId())
            && membership.key().memberId().equals(member.memberId());
  }

  private static boolean mayHave(Member member, Role role) {
    return switch (member.type()) {
      case USER -> true;
      case BOT -> role == Role.MEMBER;
      case WEBHOOK -> false;
    };
  }

  /** A world without content, with the default limit of 1,000 rooms per member. */
  public static World empty() {
    return new World(List.of(), List.of(), List.of(), List.of(), Member.DEFAULT_ROOM_LIMIT);
  }

  /** The same content with another limit of rooms per member. */
  public World withMemberRoomLimit(int limit) {
    return new World(accounts, rooms, members, memberships, limit);
  }

  /** This world with the account, which replaces one with the same id. */
  public World with(Account account) {
    return new World(
        with(accounts, account, Account::accountId), rooms, members, memberships, memberRoomLimit);
  }

  /** This world with the room, which replaces one with the same id. */
  public World with(Room room) {
    return new World(
        accounts, with(rooms, room, World::idOf), members, memberships, memberRoomLimit);
  }

  /** This world with the member, which replaces one with the same id. */
  public World with(Member member) {
    return new World(
        accounts, rooms, with(members, member, World::idOf), memberships, memberRoomLimit);
  }

  /** This world with the membership, which replaces one with the same key. */
  public World with(RoomMembership membership) {
    return new World(
        accounts,
        rooms,
        members,
        with(memberships, membership, RoomMembership::key),
        memberRoomLimit);
  }

  private static <T> List<T> with(List<T> all, T one, Function<T, ?> id) {
    return Stream.concat(
            all.stream().filter(other -> !id.apply(other).equals(id.apply(one))), Stream.of(one))
        .toList();
  }

  /**
   * This world with as many of the memberships as possible, in their order: one that would pass a
   * limit, or whose member is already in the room, is left out.
   */
  World withAsManyOf(List<RoomMembership> others) {
    List<RoomMembership> added = new ArrayList<>(memberships);
    for (RoomMembership other : others) {
      if (isPossible(other, added)) {
        added.add(other);
      }
    }
    return new World(accounts, rooms, members, added, memberRoomLimit);
  }

  private boolean isPossible(RoomMembership one, List<RoomMembership> added) {
    return added.stream().noneMatch(other -> other.key().equals(one.key()))
        && rooms.stream()
            .filter(room -> isIn(room).test(one))
            .anyMatch(room -> added.stream().filter(isIn(room)).count() < room.membershipLimit())
        && members.stream()
            .filter(member -> isOf(member).test(one) && mayHave(member, one.role()))
            .anyMatch(member -> added.stream().filter(isOf(member)).count() < memberRoomLimit);
  }

  /**
   * Everyone who can call an action: an unauthenticated caller, an administrator of each account,
   * and each member.
   */
  public List<Caller> callers() {
    List<Caller> callers = new ArrayList<>();
    callers.add(Caller.unauthenticated());
    accounts.forEach(
        account -> callers.add(Caller.accountAdministrator(account.accountId(), "administrator")));
    members.forEach(member -> callers.add(Caller.member(member.accountId(), member.memberId())));
    return List.copyOf(callers);
  }

  /**
   * Saves everything to a store that has no content under these account ids and that was built with
   * the same limit of rooms per member.
   *
   * @throws IllegalStateException if the store declines one of the memberships
   */
  public void putInto(Store store) {
    accounts.forEach(store.accounts()::save);
    rooms.forEach(store.rooms()::save);
    members.forEach(store.members()::save);
    RoomMembershipRepository repository = store.memberships();
    for (RoomMembership membership : memberships) {
      MembershipFacts facts = repository.facts(membership.key(), null);
      if (facts.membership().isPresent()
          || repository.confirm(new MembershipAdded(membership), facts).isPresent()) {
        throw new IllegalStateException("The store does not confirm the addition of " + membership);
      }
    }
  }

  /**
   * What the store now contains under the ids of these accounts, rooms and members.
   *
   * @throws IllegalArgumentException if it is inconsistent, for example if a limit was passed
   */
  public World asFoundIn(Store store) {
    RoomMembershipRepository repository = store.memberships();
    List<RoomMembership> found = new ArrayList<>();
    for (Room room : rooms) {
      MemberId last = null;
      Page<RoomMembership> page;
      do {
        page = repository.listByRoom(room.accountId(), room.roomId(), last, PAGE_SIZE);
        require(isAfter(last, page), "a page does not begin after the page before it");
        found.addAll(page.items());
        last = page.hasMore() ? lastOf(page) : null;
      } while (last != null);
    }
    return new World(
        accounts.stream().flatMap(a -> store.accounts().find(a.accountId()).stream()).toList(),
        rooms.stream()
            .flatMap(r -> store.rooms().find(r.accountId(), r.roomId()).stream())
            .toList(),
        members.stream()
            .flatMap(m -> store.members().find(m.accountId(), m.memberId()).stream())
            .toList(),
        found,
        memberRoomLimit);
  }

  private static boolean isAfter(@Nullable MemberId last, Page<RoomMembership> page) {
    return last == null
        || page.items().stream().allMatch(m -> m.key().memberId().compareTo(last) > 0);
  }

  private static MemberId lastOf(Page<RoomMembership> page) {
    return page.items().get(page.items().size() - 1).key().memberId();
  }

  /**
   * Every world with one account, room, member or membership less, and without what depends on it.
   */
  Stream<World> smaller() {
    return Stream.of(
            accounts.stream().map(this::without),
            rooms.stream().map(this::without),
            members.stream().map(this::without),
            memberships.stream().map(this::without))
        .flatMap(worlds -> worlds);
  }

  /** This world without an account, room, member or membership, and what depends on it. */
  World without(Object one) {
    Predicate<Object> kept = other -> !other.equals(one);
    List<Account> left = accounts.stream().filter(kept).toList();
    Set<AccountId> accountIds = distinct(left, Account::accountId);
    List<Room> leftRooms =
        rooms.stream().filter(kept).filter(r -> accountIds.contains(r.accountId())).toList();
    List<Member> leftMembers =
        members.stream().filter(kept).filter(m -> accountIds.contains(m.accountId())).toList();
    return new World(
        left,
        leftRooms,
        leftMembers,
        memberships.stream()
            .filter(kept)
            .filter(m -> leftRooms.stream().anyMatch(room -> isIn(room).test(m)))
            .filter(m -> leftMembers.stream().anyMatch(member -> isOf(member).test(m)))
            .toList(),
        memberRoomLimit);
  }

  /** The same content under other account ids. */
  World inAccounts(UnaryOperator<AccountId> id) {
    return new World(
        accounts.stream()
            .map(a -> Account.builder().from(a).accountId(id.apply(a.accountId())).build())
            .toList(),
        rooms.stream()
            .map(r -> Room.builder().from(r).accountId(id.apply(r.accountId())).build())
            .toList(),
        members.stream()
            .map(m -> Member.builder().from(m).accountId(id.apply(m.accountId())).build())
            .toList(),
        memberships.stream()
            .map(m -> RoomMembership.builder().from(m).key(inAccount(m.key(), id)).build())
            .toList(),
        memberRoomLimit);
  }

  private static MembershipKey inAccount(MembershipKey key, UnaryOperator<AccountId> id) {
    return new MembershipKey(id.apply(key.accountId()), key.roomId(), key.memberId());
  }
}
