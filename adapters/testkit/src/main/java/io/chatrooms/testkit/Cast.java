package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who and what plays in a test: an account of its own, so that many tests share a store, and in it
 * a few rooms and members, whose ids differ in what a careless store mixes up.
 */
final class Cast {
  static final Instant NOON = Instant.parse("2026-02-20T12:00:00Z");

  /** How many seats a room of the cast has. */
  static final int ROOM_LIMIT = 3;

  /** How many rooms a member may be in, in the stores that the cast plays on. */
  static final int MEMBER_ROOM_LIMIT = 2;

  private static final List<RoomId> ROOMS =
      List.of(new RoomId("room"), new RoomId("ROOM"), new RoomId("room "));

  /** The last two stand in one order by code point and in the other by UTF-16 unit. */
  private static final List<MemberId> MEMBERS =
      List.of(
          new MemberId("ann"),
          new MemberId("Ann"),
          new MemberId("ann "),
          new MemberId("\uff5e"),
          new MemberId("\ud83d\ude00"));

  /** Whom and what the numbers in a story mean. */
  static final String LEGEND =
      """
      (Rooms are 0 %s. Members are 0 %s. A caller of -1 is an administrator of the
      account. AddLater and ChangeLater read the facts, let the rest happen, and only then write.)"""
          .formatted(numbered(ROOMS), numbered(MEMBERS));

  private static String numbered(List<?> ids) {
    return IntStream.range(0, ids.size())
        .mapToObj(i -> (i == 0 ? "" : ", " + i + " ") + '"' + Story.of(ids.get(i)) + '"')
        .collect(Collectors.joining());
  }

  final AccountId account = new AccountId("account " + UUID.randomUUID());

  static int rooms() {
    return ROOMS.size();
  }

  static int members() {
    return MEMBERS.size();
  }

  static RoomId room(int room) {
    return ROOMS.get(room);
  }

  static MemberId member(int member) {
    return MEMBERS.get(member);
  }

  MembershipKey key(int room, int member) {
    return new MembershipKey(account, room(room), member(member));
  }

  Account accountIs(AccountStatus status) {
    return Account.builder()
        .accountId(account)
        .type(AccountType.ENTERPRISE_DIRECTORY)
        .status(status)
        .build();
  }

  Room roomIs(int room, InvitePolicy policy) {
    return Room.builder()
        .accountId(account)
        .roomId(room(room))
        .name("room " + room)
        .createdBy("creator")
        .createdAt(NOON)
        .invitePolicy(policy)
        .membershipLimit(ROOM_LIMIT)
        .build();
  }

  /** The last but one is a bot. */
  Member memberIs(int member, boolean barred) {
    boolean bot = member == members() - 2;
    MemberState state =
        bot
            ? (barred ? MemberState.STOPPED : MemberState.ENABLED)
            : (barred ? MemberState.SUSPENDED : MemberState.REGISTERED);
    return Member.builder()
        .accountId(account)
        .memberId(member(member))
        .type(bot ? MemberType.BOT : MemberType.USER)
        .fullName("member " + member)
        .state(state)
        .build();
  }

  /** Everything is there, and nobody is in a room. */
  void enter(Store store) {
    store.accounts().save(accountIs(AccountStatus.ACTIVE));
    for (int room = 0; room < rooms(); room++) {
      store.rooms().save(roomIs(room, InvitePolicy.ALL_MEMBERS));
    }
    for (int member = 0; member < members(); member++) {
      store.members().save(memberIs(member, false));
    }
  }

  /** Fails with the first thing that can be read of the cast and is not as expected. */
  void looksLike(List<Object> expected, Store store, String when) {
    List<Object> picture = picture(store);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(picture.get(i)).as("what the store tells %s", when).isEqualTo(expected.get(i));
    }
  }

  /** All that can be read of the cast. */
  List<Object> picture(Store store) {
    List<Object> picture = new ArrayList<>();
    picture.add(store.accounts().find(account));
    for (int room = 0; room < rooms(); room++) {
      picture.add(store.rooms().find(account, room(room)));
      picture.add(store.memberships().listByRoom(account, room(room), null, 99));
    }
    for (int member = 0; member < members(); member++) {
      picture.add(store.members().find(account, member(member)));
      picture.add(store.memberships().listByMember(account, member(member), null, 99));
      picture.add(Action.Facts.told(store, key(member % rooms(), member), null));
    }
    return picture;
  }
}
