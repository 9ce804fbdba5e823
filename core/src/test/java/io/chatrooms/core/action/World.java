package io.chatrooms.core.action;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.ListedMembership;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a store: what facts say about it, and what becomes of it by a change. It checks
 * nothing, so it may also be content that no store has. For one thread.
 */
final class World implements Answers {
  /** A room that was created with a token. */
  private record Token(AccountId accountId, IdempotencyToken token, RoomId roomId) {}

  int memberRoomLimit = Member.DEFAULT_ROOM_LIMIT;
  int accountRoomLimit = Room.DEFAULT_ACCOUNT_LIMIT;
  private final List<Account> accounts = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private final List<Room> rooms = new ArrayList<>();
  private final List<RoomMembership> memberships = new ArrayList<>();
  private final List<Token> tokens = new ArrayList<>();

  void save(Account account) {
    accounts.removeIf(other -> other.accountId().equals(account.accountId()));
    accounts.add(account);
  }

  void save(Member member) {
    forget(member.accountId(), member.memberId());
    members.add(member);
  }

  /** Forgets the member, as a directory does: its memberships stay. */
  void forget(AccountId accountId, MemberId memberId) {
    members.removeIf(m -> m.accountId().equals(accountId) && m.memberId().equals(memberId));
  }

  void save(Room room) {
    rooms.removeIf(other -> isIn(other, room.accountId(), room.roomId()));
    rooms.add(room);
  }

  void save(RoomMembership membership) {
    memberships.removeIf(other -> other.key().equals(membership.key()));
    memberships.add(membership);
  }

  void save(AccountId accountId, IdempotencyToken token, RoomId roomId) {
    tokens.add(new Token(accountId, token, roomId));
  }

  // What becomes of it.

  void make(MembershipChange change) {
    memberships.removeIf(other -> other.key().equals(change.key()));
    change.after().ifPresent(memberships::add);
  }

  void make(Proposal proposal) {
    proposal.steps().forEach(step -> step.change().ifPresent(this::make));
  }

  void make(RoomChange change) {
    Room before = change.before();
    rooms.removeIf(other -> isIn(other, before.accountId(), before.roomId()));
    change.after().ifPresent(rooms::add);
    if (change.after().isEmpty()) {
      memberships.removeIf(m -> isIn(m.key(), before.accountId(), before.roomId()));
      tokens.removeIf(
          t -> t.accountId.equals(before.accountId()) && t.roomId.equals(before.roomId()));
    }
  }

  void make(RoomCreated change) {
    Room room = change.room();
    save(room);
    change.administrator().ifPresent(this::make);
    change.token().ifPresent(token -> save(room.accountId(), token, room.roomId()));
  }

  Set<RoomMembership> memberships() {
    return Set.copyOf(memberships);
  }

  // What facts say.

  Optional<Room> room(AccountId accountId, RoomId roomId) {
    return rooms.stream().filter(room -> isIn(room, accountId, roomId)).findFirst();
  }

  Optional<Member> member(AccountId accountId, @Nullable MemberId memberId) {
    return members.stream()
        .filter(m -> m.accountId().equals(accountId) && m.memberId().equals(memberId))
        .findFirst();
  }

  private AccountFacts facts(AccountId accountId, @Nullable MemberId callerId) {
    return new AccountFacts(
        accountId,
        Optional.ofNullable(callerId),
        accounts.stream().filter(account -> account.accountId().equals(accountId)).findFirst(),
        member(accountId, callerId),
        AccountFacts.Stamp.NONE);
  }

  @Override
  public RoomFacts facts(AccountId accountId, RoomId roomId, @Nullable MemberId callerId) {
    List<RoomMembership> inRoom = inRoom(accountId, roomId);
    return new RoomFacts(
        facts(accountId, callerId),
        roomId,
        room(accountId, roomId),
        inRoom.stream().filter(m -> m.key().memberId().equals(callerId)).findFirst(),
        inRoom.size(),
        (int) inRoom.stream().filter(m -> m.role() == Role.ADMINISTRATOR).count());
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    return new MembershipFacts(
        facts(key.accountId(), key.roomId(), callerId),
        key.memberId(),
        member(key.accountId(), key.memberId()),
        memberships.stream().filter(m -> m.key().equals(key)).findFirst(),
        roomsOf(key.accountId(), key.memberId()).size(),
        memberRoomLimit);
  }

  @Override
  public NewRoomFacts factsOfNew(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable IdempotencyToken token) {
    return new NewRoomFacts(
        facts(accountId, callerId),
        roomId,
        room(accountId, roomId).isPresent(),
        Optional.ofNullable(token),
        token == null ? Optional.empty() : earlier(accountId, token.key()),
        (int) rooms.stream().filter(room -> room.accountId().equals(accountId)).count(),
        accountRoomLimit,
        callerId == null ? 0 : roomsOf(accountId, callerId).size(),
        memberRoomLimit);
  }

  private Optional<NewRoomFacts.Earlier> earlier(AccountId accountId, String key) {
    return tokens.stream()
        .filter(t -> t.accountId.equals(accountId) && t.token.key().equals(key))
        .map(
            t ->
                new NewRoomFacts.Earlier(
                    room(accountId, t.roomId).orElseThrow(), t.token.content()))
        .findFirst();
  }

  @Override
  public MembershipListing list(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable MemberId after,
      int size) {
    Stream<ListedMembership> listed =
        inRoom(accountId, roomId).stream()
            .map(m -> new ListedMembership(m, member(accountId, m.key().memberId())));
    return new MembershipListing(
        facts(accountId, roomId, callerId),
        page(listed, one -> one.membership().key().memberId(), after, size));
  }

  @Override
  public RoomListing list(
      AccountId accountId,
      @Nullable MemberId callerId,
      @Nullable MemberId memberId,
      @Nullable RoomId after,
      int size) {
    Stream<Room> listed =
        memberId == null
            ? rooms.stream().filter(room -> room.accountId().equals(accountId))
            : roomsOf(accountId, memberId).stream()
                .flatMap(m -> room(accountId, m.key().roomId()).stream());
    return new RoomListing(
        facts(accountId, callerId),
        Optional.ofNullable(memberId),
        member(accountId, memberId),
        page(listed, Room::roomId, after, size));
  }

  private static <T, K extends Comparable<K>> Page<T> page(
      Stream<T> listed, Function<T, K> id, @Nullable K after, int size) {
    List<T> left =
        listed
            .sorted(Comparator.comparing(id))
            .filter(one -> after == null || id.apply(one).compareTo(after) > 0)
            .toList();
    return new Page<>(left.subList(0, Math.min(size, left.size())), left.size() > size);
  }

  private List<RoomMembership> inRoom(AccountId accountId, RoomId roomId) {
    return memberships.stream().filter(m -> isIn(m.key(), accountId, roomId)).toList();
  }

  private List<RoomMembership> roomsOf(AccountId accountId, MemberId memberId) {
    return memberships.stream()
        .filter(m -> m.key().accountId().equals(accountId) && m.key().memberId().equals(memberId))
        .toList();
  }

  private static boolean isIn(Room room, AccountId accountId, RoomId roomId) {
    return room.accountId().equals(accountId) && room.roomId().equals(roomId);
  }

  private static boolean isIn(MembershipKey key, AccountId accountId, RoomId roomId) {
    return key.accountId().equals(accountId) && key.roomId().equals(roomId);
  }
}
