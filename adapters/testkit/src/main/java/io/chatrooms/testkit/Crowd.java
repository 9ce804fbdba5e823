package io.chatrooms.testkit;

import static io.chatrooms.testkit.Patience.untilAvailable;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;

import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Many more members than a room has places. */
final class Crowd {
  private static final RoomId ROOM = new RoomId("a room with one place");

  private Crowd() {}

  /** The additions of so many members to a room that may have one membership. */
  static List<Callable<Object>> forOnePlace(Fixture fixture, int members) {
    fixture
        .store
        .rooms()
        .save(
            Room.builder()
                .from(fixture.roomWith(LOUNGE, InvitePolicy.ALL_MEMBERS))
                .roomId(ROOM)
                .membershipLimit(1)
                .build());
    ChatRooms chatRooms = ChatRooms.of(fixture.store, InstantSource.fixed(Fixture.NOON));
    return IntStream.range(0, members)
        .mapToObj(i -> new MemberId("candidate " + i))
        .map(
            id -> {
              fixture
                  .store
                  .members()
                  .save(
                      Member.builder()
                          .accountId(fixture.account)
                          .memberId(id)
                          .type(MemberType.USER)
                          .build());
              CreateRoomMembership.Request request =
                  new CreateRoomMembership.Request(
                      fixture.account.value(), ROOM.value(), id.value(), null);
              return (Callable<Object>)
                  () ->
                      untilAvailable(
                          () ->
                              chatRooms
                                  .createRoomMembership()
                                  .execute(ADMINISTRATOR_OF_ACCOUNT.in(fixture.account), request));
            })
        .toList();
  }

  static List<RoomMembership> inRoom(Fixture fixture) {
    return fixture.store.memberships().listByRoom(fixture.account, ROOM, null, 99).items();
  }
}
