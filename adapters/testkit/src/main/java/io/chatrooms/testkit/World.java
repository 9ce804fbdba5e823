package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AddOutcome;
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
 * What stands in a store: accounts, rooms, members and memberships that are consistent with each
 * other and with the rules. Everything is in the order of its ids, so two worlds that hold the same
 * are equal. Immutable; begin with {@link #empty} or with {@link DomainArbitraries#worlds}.
 *
 * @param accounts the accounts
 * @param rooms the rooms; each in one of the accounts, which is not a Team account
 * @param members the members; each in one of the accounts
 * @param memberships who is in which room: users and bots, bots as plain members only, no room
 *     beyond its limit and no member beyond its own
 * @param memberRoomLimit how many rooms a member may be in: what to set up the store with
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
   * Copies the lists.
   *
   * @throws IllegalArgumentException if two things have the same id, something names what is not
   *     there, or a membership could not have come about by the rules
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
    require(memberRoomLimit >= 1, "a member may be in 1 room or more");
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
        "a room or a member is in an account that is not there");
    for (RoomMembership membership : memberships) {
      MembershipKey key = membership.key();
      require(
          roomIds.contains(idOf(key.accountId(), key.roomId()))
              && memberIds.contains(idOf(key.accountId(), key.memberId())),
          "a membership names a room or a member that is not there");
    }
    for (Room room : rooms) {
      require(
          memberships.stream().filter(isIn(room)).count() <= room.membershipLimit(),
          "a room is beyond its limit");
    }
    for (Member member : members) {
      List<RoomMembership> places = memberships.stream().filter(isOf(member)).toList();
      require(places.size() <= memberRoomLimit, "a member is beyond its limit");
      require(
          places.stream().allMatch(place -> mayHave(member, place.role())),
          "a webhook is never in a room, and a bot never an administrator");
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

  /** Nothing at all, where a member may be in 1,000 rooms. */
  public static World empty() {
    return new World(List.of(), List.of(), List.of(), List.of(), 1_000);
  }

  /** The same, where a member may be in so many rooms. */
  public World withMemberRoomLimit(int limit) {
    return new World(accounts, rooms, members, memberships, limit);
  }

  /** This and the account, in place of the one with its id. */
  public World with(Account account) {
    return new World(
        with(accounts, account, Account::accountId), rooms, members, memberships, memberRoomLimit);
  }

  /** This and the room, in place of the one with its id. */
  public World with(Room room) {
    return new World(
        accounts, with(rooms, room, World::idOf), members, memberships, memberRoomLimit);
  }

  /** This and the member, in place of the one with its id. */
  public World with(Member member) {
    return new World(
        accounts, rooms, with(members, member, World::idOf), memberships, memberRoomLimit);
  }

  /** This and the membership, in place of the one with its key. */
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
   * This and those of the memberships that are still possible, taken in turn: where a limit is
   * reached, or a member is in the room already, the next is tried.
   */
  World withAsManyOf(List<RoomMembership> others) {
    List<RoomMembership> taken = new ArrayList<>(memberships);
    for (RoomMembership other : others) {
      if (isPossible(other, taken)) {
        taken.add(other);
      }
    }
    return new World(accounts, rooms, members, taken, memberRoomLimit);
  }

  private boolean isPossible(RoomMembership one, List<RoomMembership> taken) {
    return taken.stream().noneMatch(other -> other.key().equals(one.key()))
        && rooms.stream()
            .filter(room -> isIn(room).test(one))
            .anyMatch(room -> taken.stream().filter(isIn(room)).count() < room.membershipLimit())
        && members.stream()
            .filter(member -> isOf(member).test(one) && mayHave(member, one.role()))
            .anyMatch(member -> taken.stream().filter(isOf(member)).count() < memberRoomLimit);
  }

  /** Everyone who can ask: nobody known, an administrator of each account, and each member. */
  public List<Caller> callers() {
    List<Caller> callers = new ArrayList<>();
    callers.add(Caller.unauthenticated());
    accounts.forEach(
        account -> callers.add(Caller.accountAdministrator(account.accountId(), "administrator")));
    members.forEach(member -> callers.add(Caller.member(member.accountId(), member.memberId())));
    return List.copyOf(callers);
  }

  /**
   * Puts it into a store that holds nothing under these account ids, and that was set up with this
   * limit of rooms a member.
   *
   * @throws IllegalStateException if the store does not take one of the memberships
   */
  public void putInto(Store store) {
    accounts.forEach(store.accounts()::save);
    rooms.forEach(store.rooms()::save);
    members.forEach(store.members()::save);
    RoomMembershipRepository repository = store.memberships();
    for (RoomMembership membership : memberships) {
      MembershipFacts facts = repository.facts(membership.key(), null);
      AddOutcome outcome = repository.add(membership, facts);
      if (!(outcome instanceof AddOutcome.Added)) {
        throw new IllegalStateException("The store answers " + outcome + " to " + membership);
      }
    }
  }

  /**
   * What the store now holds under the ids of these accounts, rooms and members: of a world that
   * was put into it, this tells what became of it.
   *
   * @throws IllegalArgumentException if that is not consistent, as after a passed limit
   */
  public World asFoundIn(Store store) {
    RoomMembershipRepository repository = store.memberships();
    List<RoomMembership> found = new ArrayList<>();
    for (Room room : rooms) {
      MemberId last = null;
      Page<RoomMembership> page;
      do {
        page = repository.listByRoom(room.accountId(), room.roomId(), last, PAGE_SIZE);
        require(isBehind(last, page), "a page does not begin behind the one before it");
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

  private static boolean isBehind(@Nullable MemberId last, Page<RoomMembership> page) {
    return last == null
        || page.items().stream().allMatch(m -> m.key().memberId().compareTo(last) > 0);
  }

  private static MemberId lastOf(Page<RoomMembership> page) {
    return page.items().get(page.items().size() - 1).key().memberId();
  }

  /** Every world with one account, room, member or membership less, and all that hangs on it. */
  Stream<World> smaller() {
    return Stream.of(
            accounts.stream().map(gone -> without(gone)),
            rooms.stream().map(gone -> without(gone)),
            members.stream().map(gone -> without(gone)),
            memberships.stream().map(gone -> without(gone)))
        .flatMap(worlds -> worlds);
  }

  private World without(Object one) {
    Predicate<Object> gone = one::equals;
    List<Account> left = accounts.stream().filter(gone.negate()).toList();
    Set<AccountId> accountIds = distinct(left, Account::accountId);
    List<Room> leftRooms =
        rooms.stream()
            .filter(gone.negate())
            .filter(r -> accountIds.contains(r.accountId()))
            .toList();
    List<Member> leftMembers =
        members.stream()
            .filter(gone.negate())
            .filter(m -> accountIds.contains(m.accountId()))
            .toList();
    return new World(
        left,
        leftRooms,
        leftMembers,
        memberships.stream()
            .filter(gone.negate())
            .filter(m -> leftRooms.stream().anyMatch(room -> isIn(room).test(m)))
            .filter(m -> leftMembers.stream().anyMatch(member -> isOf(member).test(m)))
            .toList(),
        memberRoomLimit);
  }

  /** The same under other account ids. */
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
