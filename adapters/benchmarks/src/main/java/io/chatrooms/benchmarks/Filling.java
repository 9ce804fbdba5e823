package io.chatrooms.benchmarks;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.Created;
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
 * A store with rooms and users and nobody in a room, and the requests, shuffled, that fill the
 * rooms to the last seat.
 */
final class Filling {
  static final AccountId ACCOUNT = new AccountId("account");

  private static final Caller ADMINISTRATOR = Caller.accountAdministrator(ACCOUNT, "administrator");

  private final InMemoryStore store = InMemoryStore.create();
  private final CreateRoomMembership createRoomMembership =
      new CreateRoomMembership(store.memberships(), Clock.systemUTC());
  private final List<CreateRoomMembershipRequest> requests = new ArrayList<>();

  private Filling(int rooms, int seats) {
    store
        .accounts()
        .save(Account.builder().accountId(ACCOUNT).type(AccountType.ENTERPRISE_LWA).build());
    int users = Math.max(seats, rooms * seats / 10); // each in ten rooms, or in the only one
    IntStream.range(0, users).forEach(user -> store.members().save(user(user)));
    for (int room = 0; room < rooms; room++) {
      store.rooms().save(room(room, seats));
      for (int seat = 0; seat < seats; seat++) {
        requests.add(request(room, (room * seats + seat * 7) % users));
      }
    }
    Collections.shuffle(requests, new Random(1));
  }

  /** So many rooms with so many seats, such as {@code 100x1000}. */
  static Filling of(String roomsBySeats) {
    List<Integer> size = Stream.of(roomsBySeats.split("x", 2)).map(Integer::valueOf).toList();
    return new Filling(size.get(0), size.get(1));
  }

  static RoomId roomId(int room) {
    return new RoomId("room%05d".formatted(room));
  }

  static MemberId memberId(int member) {
    return new MemberId("m%07d".formatted(member));
  }

  private static Room room(int room, int seats) {
    return Room.builder()
        .accountId(ACCOUNT)
        .roomId(roomId(room))
        .name("")
        .createdBy("administrator")
        .createdAt(Instant.EPOCH)
        .membershipLimit(seats)
        .build();
  }

  private static Member user(int user) {
    return Member.builder()
        .accountId(ACCOUNT)
        .memberId(memberId(user))
        .type(MemberType.USER)
        .build();
  }

  private static CreateRoomMembershipRequest request(int room, int user) {
    return CreateRoomMembershipRequest.builder()
        .accountId(ACCOUNT.value())
        .roomId(roomId(room).value())
        .memberId(memberId(user).value())
        .build();
  }

  InMemoryStore store() {
    return store;
  }

  int size() {
    return requests.size();
  }

  /** Every n-th request, beginning with this one. */
  void fill(int first, int step) {
    for (int i = first; i < requests.size(); i += step) {
      if (!(createRoomMembership.execute(ADMINISTRATOR, requests.get(i)) instanceof Created)) {
        throw new IllegalStateException("the request was refused");
      }
    }
  }
}
