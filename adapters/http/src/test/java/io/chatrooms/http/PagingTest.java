package io.chatrooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatrooms.core.room.InvitePolicy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.chime.ChimeClient;
import software.amazon.awssdk.services.chime.model.BadRequestException;
import software.amazon.awssdk.services.chime.model.ListRoomMembershipsResponse;
import software.amazon.awssdk.services.chime.model.ListRoomsResponse;
import software.amazon.awssdk.services.chime.model.MembershipItem;
import software.amazon.awssdk.services.chime.model.Room;

/** Pages, as the unmodified AWS SDK for Java asks for them. */
class PagingTest {
  private static final String ACCOUNT = DocumentedExample.ACCOUNT.value();
  private static final String ROOM = DocumentedExample.ROOM.value();
  private static final List<String> IDS =
      IntStream.rangeClosed(1, 7).mapToObj(number -> "id/" + number).toList();

  private SignedHost host;
  private ChimeClient client;

  @BeforeEach
  void start() throws Exception {
    host = SignedHost.start();
    client = host.alejandro();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private void addAll(String room, List<String> members) {
    client.batchCreateRoomMembership(
        r ->
            r.accountId(ACCOUNT)
                .roomId(room)
                .membershipItemList(
                    members.stream()
                        .map(id -> MembershipItem.builder().memberId(id).build())
                        .toList()));
  }

  @Test
  void theSdkPagesThroughTheMembershipsOfARoom() {
    IDS.forEach(host::withUser);
    addAll(ROOM, IDS);
    List<ListRoomMembershipsResponse> pages =
        client
            .listRoomMembershipsPaginator(r -> r.accountId(ACCOUNT).roomId(ROOM).maxResults(3))
            .stream()
            .toList();
    assertThat(pages).extracting(page -> page.roomMemberships().size()).containsExactly(3, 3, 1);
    assertThat(pages)
        .flatExtracting(ListRoomMembershipsResponse::roomMemberships)
        .extracting(each -> each.member().memberId())
        .isEqualTo(IDS);
    assertThat(pages.get(2).nextToken()).isNull();
  }

  @Test
  void theSdkPagesThroughTheRoomsOfAMember() {
    host.withUser("a&b=c d");
    IDS.forEach(
        id -> {
          host.withRoom(id, InvitePolicy.ADMINISTRATORS, 1);
          addAll(id, List.of("a&b=c d"));
        });
    List<ListRoomsResponse> pages =
        client
            .listRoomsPaginator(r -> r.accountId(ACCOUNT).memberId("a&b=c d").maxResults(2))
            .stream()
            .toList();
    assertThat(pages).extracting(page -> page.rooms().size()).containsExactly(2, 2, 2, 1);
    assertThat(pages)
        .flatExtracting(ListRoomsResponse::rooms)
        .extracting(Room::roomId)
        .isEqualTo(IDS);
  }

  @Test
  void aTokenIsForOneQuestionOnly() {
    host.withRoom("another", InvitePolicy.ADMINISTRATORS, 9);
    IDS.forEach(host::withUser);
    addAll(ROOM, IDS);
    addAll("another", IDS);
    String token =
        client
            .listRoomMemberships(r -> r.accountId(ACCOUNT).roomId(ROOM).maxResults(1))
            .nextToken();
    assertThat(token).doesNotContain("id", "/");
    assertThat(
            client
                .listRoomMemberships(
                    r -> r.accountId(ACCOUNT).roomId(ROOM).maxResults(1).nextToken(token))
                .roomMemberships())
        .extracting(each -> each.member().memberId())
        .containsExactly("id/2");
    assertThat(
            catchThrowableOfType(
                BadRequestException.class,
                () ->
                    client.listRoomMemberships(
                        r -> r.accountId(ACCOUNT).roomId("another").nextToken(token))))
        .hasMessageContaining("NextToken is not a token");
    assertThat(
            catchThrowableOfType(
                BadRequestException.class,
                () -> client.listRooms(r -> r.accountId(ACCOUNT).nextToken(token))))
        .hasMessageContaining("NextToken is not a token");
  }
}
