package io.chatrooms.benchmarks;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.inmemory.InMemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A store with rooms and users but no memberships, and the requests, in random order, that fill the
 * rooms to their limits.
 */
final class Filling {
  static final AccountId ACCOUNT = new AccountId("account");

  private static final Caller ADMINISTRATOR = Caller.accountAdministrator(ACCOUNT, "administrator");

  private final InMemoryStore store = InMemoryStore.create();
  private final CreateRoomMembership createRoomMembership =
      ChatRooms.of(store, Clock.systemUTC()).createRoomMembership();
  private final DeleteRoomMembership deleteRoomMembership =
      ChatRooms.of(store, Clock.systemUTC()).deleteRoomMembership();
  private final List<CreateRoomMembership.Request> requests = new ArrayList<>();

  private Filling(int rooms, int limit, int users) {
    store
        .accounts()
        .save(Account.builder().accountId(ACCOUNT).type(AccountType.ENTERPRISE_LWA).build());
    IntStream.range(0, users).forEach(user -> store.members().save(user(user)));
    for (int room = 0; room < rooms; room++) {
      store.rooms().save(room(room, limit));
      for (int member = 0; member < limit; member++) {
        requests.add(request(room, (room * limit + member * 7) % users));
      }
    }
    Collections.shuffle(requests, new Random(1));
  }

  /**
   * The numbers of rooms and of memberships in each, such as {@code 100x1000}. Each user is in ten
   * rooms, or in the only one.
   */
  static Filling of(String roomsByLimit) {
    List<Integer> size = Stream.of(roomsByLimit.split("x", 2)).map(Integer::valueOf).toList();
    int rooms = size.get(0);
    int limit = size.get(1);
    return new Filling(rooms, limit, Math.max(limit, rooms * limit / 10));
  }

  /** As many users as memberships. */
  static Filling withManyUsers(int rooms, int limit) {
    return new Filling(rooms, limit, rooms * limit);
  }

  /** All ids have the same length, so they sort like the numbers. */
  static RoomId roomId(int room) {
    return new RoomId("room" + (1_000_000 + room));
  }

  static MemberId memberId(int member) {
    return new MemberId("m" + (10_000_000 + member));
  }

  private static Room room(int room, int limit) {
    return Room.builder()
        .accountId(ACCOUNT)
        .roomId(roomId(room))
        .name("")
        .createdBy("administrator")
        .createdAt(Instant.EPOCH)
        .membershipLimit(limit)
        .build();
  }

  private static Member user(int user) {
    return Member.builder()
        .accountId(ACCOUNT)
        .memberId(memberId(user))
        .type(MemberType.USER)
        .build();
  }

  private static CreateRoomMembership.Request request(int room, int user) {
    return new CreateRoomMembership.Request(
        ACCOUNT.value(), roomId(room).value(), memberId(user).value(), null);
  }

  InMemoryStore store() {
    return store;
  }

  int size() {
    return requests.size();
  }

  List<CreateRoomMembership.Request> requests() {
    return requests;
  }

  /** Executes every n-th request, from the first on. */
  void fill(int first, int step) {
    for (int i = first; i < requests.size(); i += step) {
      add(requests.get(i));
    }
  }

  /** Executes some of the requests, the last one not included. */
  void fillBetween(int first, int last) {
    requests.subList(first, last).forEach(this::add);
  }

  /** Removes what these requests added. */
  void removeBetween(int first, int last) {
    for (CreateRoomMembership.Request added : requests.subList(first, last)) {
      DeleteRoomMembership.Request request =
          new DeleteRoomMembership.Request(added.accountId(), added.roomId(), added.memberId());
      if (!(deleteRoomMembership.execute(ADMINISTRATOR, request) instanceof Deleted)) {
        throw new IllegalStateException("the request was refused");
      }
    }
  }

  private void add(CreateRoomMembership.Request request) {
    if (!(createRoomMembership.execute(ADMINISTRATOR, request) instanceof Created)) {
      throw new IllegalStateException("the request was refused");
    }
  }
}
