package io.chatrooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.inmemory.InMemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.chime.ChimeClient;
import software.amazon.awssdk.services.chime.model.BatchCreateRoomMembershipResponse;
import software.amazon.awssdk.services.chime.model.ChimeResponse;
import software.amazon.awssdk.services.chime.model.CreateRoomMembershipResponse;
import software.amazon.awssdk.services.chime.model.CreateRoomResponse;
import software.amazon.awssdk.services.chime.model.DeleteRoomMembershipResponse;
import software.amazon.awssdk.services.chime.model.DeleteRoomResponse;
import software.amazon.awssdk.services.chime.model.ErrorCode;
import software.amazon.awssdk.services.chime.model.GetRoomResponse;
import software.amazon.awssdk.services.chime.model.ListRoomMembershipsResponse;
import software.amazon.awssdk.services.chime.model.ListRoomsResponse;
import software.amazon.awssdk.services.chime.model.Member;
import software.amazon.awssdk.services.chime.model.MemberError;
import software.amazon.awssdk.services.chime.model.MemberType;
import software.amazon.awssdk.services.chime.model.MembershipItem;
import software.amazon.awssdk.services.chime.model.NotFoundException;
import software.amazon.awssdk.services.chime.model.Room;
import software.amazon.awssdk.services.chime.model.RoomMembership;
import software.amazon.awssdk.services.chime.model.RoomMembershipRole;
import software.amazon.awssdk.services.chime.model.UpdateRoomMembershipResponse;
import software.amazon.awssdk.services.chime.model.UpdateRoomResponse;

/** Each action's success, field by field, as the unmodified AWS SDK for Java shows it. */
class SuccessesTest {
  private static final String ACCOUNT = DocumentedExample.ACCOUNT.value();
  private static final String ROOM = DocumentedExample.ROOM.value();
  private static final String JANE_DOE = DocumentedExample.JANE_DOE.value();
  private static final String ALEJANDRO = DocumentedExample.ALEJANDRO.identifier();
  private static final Instant NOW = Instant.parse("2019-12-02T22:36:41.969Z");
  private static final Instant LATER = Instant.parse("2019-12-03T00:00:00Z");

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

  private static void hasStatus(ChimeResponse response, int status) {
    assertThat(response.sdkHttpResponse().statusCode()).isEqualTo(status);
    assertThat(response.responseMetadata().requestId())
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  private static RoomMembership membership(Member member, RoomMembershipRole role) {
    return RoomMembership.builder()
        .roomId(ROOM)
        .member(member)
        .role(role)
        .invitedBy(ALEJANDRO)
        .updatedTimestamp(NOW)
        .build();
  }

  private static Member janeDoe() {
    return Member.builder()
        .memberId(JANE_DOE)
        .memberType(MemberType.USER)
        .email("jane.doe@example.com")
        .fullName("Jane Doe")
        .accountId(ACCOUNT)
        .build();
  }

  private static Room room(String id, String name) {
    return Room.builder()
        .roomId(id)
        .name(name)
        .accountId(ACCOUNT)
        .createdBy(ALEJANDRO)
        .createdTimestamp(NOW)
        .updatedTimestamp(NOW)
        .build();
  }

  private CreateRoomMembershipResponse add(String memberId, @Nullable RoomMembershipRole role) {
    return client.createRoomMembership(
        r -> r.accountId(ACCOUNT).roomId(ROOM).memberId(memberId).role(role));
  }

  private List<RoomMembership> memberships(String roomId) {
    return client.listRoomMemberships(r -> r.accountId(ACCOUNT).roomId(roomId)).roomMemberships();
  }

  @Test
  void createRoomMembershipAnswersTheMembership() {
    CreateRoomMembershipResponse response = add(JANE_DOE, null);
    hasStatus(response, 201);
    assertThat(response.roomMembership())
        .isEqualTo(membership(janeDoe(), RoomMembershipRole.MEMBER));
  }

  @Test
  void batchCreateRoomMembershipAnswersTheItemsThatFailedInTheirOrder() {
    host.withUser("first")
        .withUser("second")
        .withMember("suspended", userType(), MemberState.SUSPENDED)
        .withRoom("small", InvitePolicy.ADMINISTRATORS, 2);
    BatchCreateRoomMembershipResponse response =
        client.batchCreateRoomMembership(
            r ->
                r.accountId(ACCOUNT)
                    .roomId("small")
                    .membershipItemList(
                        item("first", RoomMembershipRole.ADMINISTRATOR),
                        item("unknown", null),
                        item("first", null),
                        item(" ", null),
                        item("suspended", null),
                        item(null, null),
                        item(JANE_DOE, null),
                        item("second", null)));
    hasStatus(response, 201);
    assertThat(response.errors())
        .containsExactly(
            error("unknown", ErrorCode.NOT_FOUND, "There is no such member"),
            error("first", ErrorCode.CONFLICT, "The member is already in the room"),
            error(" ", ErrorCode.BAD_REQUEST, "MemberId is empty or blank"),
            error("suspended", ErrorCode.FORBIDDEN, "The member is suspended"),
            error(null, ErrorCode.BAD_REQUEST, "MemberId is missing"),
            error(
                "second",
                ErrorCode.RESOURCE_LIMIT_EXCEEDED,
                "The room has reached its limit of 2 memberships"));
    assertThat(memberships("small"))
        .extracting(each -> each.member().memberId() + " " + each.roleAsString())
        .containsExactly(JANE_DOE + " Member", "first Administrator");
  }

  private static io.chatrooms.core.member.MemberType userType() {
    return io.chatrooms.core.member.MemberType.USER;
  }

  private static MembershipItem item(@Nullable String memberId, @Nullable RoomMembershipRole role) {
    return MembershipItem.builder().memberId(memberId).role(role).build();
  }

  private static MemberError error(@Nullable String memberId, ErrorCode code, String message) {
    return MemberError.builder().memberId(memberId).errorCode(code).errorMessage(message).build();
  }

  @Test
  void aBatchWithoutFailuresAnswersAnEmptyList() {
    BatchCreateRoomMembershipResponse response =
        client.batchCreateRoomMembership(
            r -> r.accountId(ACCOUNT).roomId(ROOM).membershipItemList(item(JANE_DOE, null)));
    assertThat(response.hasErrors()).isTrue();
    assertThat(response.errors()).isEmpty();
  }

  @Test
  void updateRoomMembershipAnswersTheMembershipAsItIsNow() {
    add(JANE_DOE, RoomMembershipRole.MEMBER);
    host.now = LATER;
    UpdateRoomMembershipResponse response =
        client.updateRoomMembership(
            r ->
                r.accountId(ACCOUNT)
                    .roomId(ROOM)
                    .memberId(JANE_DOE)
                    .role(RoomMembershipRole.ADMINISTRATOR));
    hasStatus(response, 200);
    RoomMembership promoted =
        membership(janeDoe(), RoomMembershipRole.ADMINISTRATOR).toBuilder()
            .updatedTimestamp(LATER)
            .build();
    assertThat(response.roomMembership()).isEqualTo(promoted);
    host.now = NOW;
    assertThat(
            client
                .updateRoomMembership(r -> r.accountId(ACCOUNT).roomId(ROOM).memberId(JANE_DOE))
                .roomMembership())
        .isEqualTo(promoted);
  }

  @Test
  void deleteRoomMembershipAnswersNothing() {
    add(JANE_DOE, null);
    DeleteRoomMembershipResponse response =
        client.deleteRoomMembership(r -> r.accountId(ACCOUNT).roomId(ROOM).memberId(JANE_DOE));
    hasStatus(response, 204);
    assertThat(memberships(ROOM)).isEmpty();
  }

  @Test
  void listRoomMembershipsAnswersEachMembershipWithItsMember() {
    host.withUser("a user");
    add(JANE_DOE, RoomMembershipRole.ADMINISTRATOR);
    add("a user", RoomMembershipRole.MEMBER);
    ListRoomMembershipsResponse response =
        client.listRoomMemberships(r -> r.accountId(ACCOUNT).roomId(ROOM));
    hasStatus(response, 200);
    assertThat(response.roomMemberships())
        .containsExactly(
            membership(janeDoe(), RoomMembershipRole.ADMINISTRATOR),
            membership(
                Member.builder()
                    .memberId("a user")
                    .memberType(MemberType.USER)
                    .email("")
                    .fullName("")
                    .accountId(ACCOUNT)
                    .build(),
                RoomMembershipRole.MEMBER));
    assertThat(response.nextToken()).isNull();
  }

  /** The directory of this host loses members. */
  @Test
  void aMemberThatTheAccountNoLongerKnowsHasItsIdsOnly() throws Exception {
    Map<MemberId, io.chatrooms.core.member.Member> directory = new ConcurrentHashMap<>();
    DocumentedExample.store()
        .members()
        .find(DocumentedExample.ACCOUNT, DocumentedExample.JANE_DOE)
        .ifPresent(jane -> directory.put(jane.memberId(), jane));
    InMemoryStore store =
        InMemoryStore.builder()
            .membersFrom((account, member) -> Optional.ofNullable(directory.get(member)))
            .build();
    store
        .accounts()
        .save(
            Account.builder()
                .accountId(DocumentedExample.ACCOUNT)
                .type(AccountType.ENTERPRISE_LWA)
                .build());
    store.rooms().save(DocumentedExample.room(DocumentedExample.ROOM));
    try (SignedHost forgetful = new SignedHost(store)) {
      client = forgetful.alejandro();
      add(JANE_DOE, RoomMembershipRole.ADMINISTRATOR);
      directory.clear();
      RoomMembership expected =
          membership(
              Member.builder().memberId(JANE_DOE).accountId(ACCOUNT).build(),
              RoomMembershipRole.ADMINISTRATOR);
      assertThat(memberships(ROOM)).containsExactly(expected);
      assertThat(
              client
                  .updateRoomMembership(r -> r.accountId(ACCOUNT).roomId(ROOM).memberId(JANE_DOE))
                  .roomMembership())
          .isEqualTo(expected);
    }
  }

  @Test
  void createRoomAnswersTheRoom() {
    CreateRoomResponse response = client.createRoom(r -> r.accountId(ACCOUNT).name("Launch"));
    hasStatus(response, 201);
    assertThat(response.room()).isEqualTo(room("room-1", "Launch"));
    assertThat(memberships("room-1")).isEmpty();
  }

  @Test
  void createRoomWithTheSameTokenAnswersTheSameRoom() {
    CreateRoomResponse first =
        client.createRoom(r -> r.accountId(ACCOUNT).name("Launch").clientRequestToken("token"));
    host.now = LATER;
    CreateRoomResponse again =
        client.createRoom(r -> r.accountId(ACCOUNT).name("Launch").clientRequestToken("token"));
    hasStatus(again, 201);
    assertThat(again.room()).isEqualTo(first.room());
    // The SDK makes a token of its own for each request that has none.
    assertThat(client.createRoom(r -> r.accountId(ACCOUNT).name("Launch")).room().roomId())
        .isNotEqualTo(first.room().roomId());
  }

  @Test
  void aMemberBecomesTheAdministratorOfTheRoomThatItCreates() {
    Room created =
        host.member(JANE_DOE).createRoom(r -> r.accountId(ACCOUNT).name("Launch")).room();
    assertThat(created.createdBy()).isEqualTo(JANE_DOE);
    assertThat(memberships(created.roomId()))
        .containsExactly(
            membership(janeDoe(), RoomMembershipRole.ADMINISTRATOR).toBuilder()
                .roomId(created.roomId())
                .invitedBy(JANE_DOE)
                .build());
  }

  @Test
  void getRoomAnswersTheRoom() {
    GetRoomResponse response = client.getRoom(r -> r.accountId(ACCOUNT).roomId(ROOM));
    hasStatus(response, 200);
    assertThat(response.room())
        .isEqualTo(
            room(ROOM, "chatRoom").toBuilder()
                .createdTimestamp(Instant.EPOCH)
                .updatedTimestamp(Instant.EPOCH)
                .build());
  }

  @Test
  void updateRoomAnswersTheRoomAsItIsNow() {
    client.createRoom(r -> r.accountId(ACCOUNT).name("Launch"));
    host.now = LATER;
    UpdateRoomResponse response =
        client.updateRoom(r -> r.accountId(ACCOUNT).roomId("room-1").name("Landing"));
    hasStatus(response, 200);
    Room renamed = room("room-1", "Landing").toBuilder().updatedTimestamp(LATER).build();
    assertThat(response.room()).isEqualTo(renamed);
    host.now = NOW;
    assertThat(client.updateRoom(r -> r.accountId(ACCOUNT).roomId("room-1")).room())
        .isEqualTo(renamed);
  }

  @Test
  void deleteRoomAnswersNothing() {
    add(JANE_DOE, null);
    DeleteRoomResponse response = client.deleteRoom(r -> r.accountId(ACCOUNT).roomId(ROOM));
    hasStatus(response, 204);
    assertThat(
            catchThrowableOfType(
                NotFoundException.class,
                () -> client.getRoom(r -> r.accountId(ACCOUNT).roomId(ROOM))))
        .hasMessageContaining("There is no such room");
  }

  @Test
  void listRoomsAnswersTheRoomsOfTheAccountOrOfAMember() {
    client.createRoom(r -> r.accountId(ACCOUNT).name("Launch"));
    client.createRoom(r -> r.accountId(ACCOUNT).name("Landing"));
    client.deleteRoom(r -> r.accountId(ACCOUNT).roomId(ROOM));
    client.createRoomMembership(r -> r.accountId(ACCOUNT).roomId("room-2").memberId(JANE_DOE));

    ListRoomsResponse all = client.listRooms(r -> r.accountId(ACCOUNT));
    hasStatus(all, 200);
    assertThat(all.rooms()).containsExactly(room("room-1", "Launch"), room("room-2", "Landing"));
    assertThat(all.nextToken()).isNull();
    assertThat(client.listRooms(r -> r.accountId(ACCOUNT).memberId("")).rooms())
        .isEqualTo(all.rooms());

    assertThat(client.listRooms(r -> r.accountId(ACCOUNT).memberId(JANE_DOE)).rooms())
        .containsExactly(room("room-2", "Landing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a/b",
        "//",
        "100%",
        "%2F",
        "a+b",
        "a&b=c?d#e;f",
        "[x]{y}|^`\"<>\\",
        "caf\u00e9",
        "\ud83d\ude00",
        "a\nb"
      })
  void anyIdMayBeInThePathTheQueryAndTheBody(String id) {
    host.withRoom(id, InvitePolicy.ADMINISTRATORS, 5).withUser(id);
    client.batchCreateRoomMembership(
        r -> r.accountId(ACCOUNT).roomId(id).membershipItemList(item(id, null)));
    assertThat(
            client
                .updateRoomMembership(
                    r ->
                        r.accountId(ACCOUNT)
                            .roomId(id)
                            .memberId(id)
                            .role(RoomMembershipRole.ADMINISTRATOR))
                .roomMembership()
                .member()
                .memberId())
        .isEqualTo(id);
    assertThat(memberships(id)).extracting(each -> each.member().memberId()).containsExactly(id);
    assertThat(client.listRooms(r -> r.accountId(ACCOUNT).memberId(id)).rooms())
        .extracting(Room::roomId)
        .containsExactly(id);
    assertThat(client.updateRoom(r -> r.accountId(ACCOUNT).roomId(id).name(id)).room().name())
        .isEqualTo(id);
    assertThat(client.getRoom(r -> r.accountId(ACCOUNT).roomId(id)).room().roomId()).isEqualTo(id);
    client.deleteRoomMembership(r -> r.accountId(ACCOUNT).roomId(id).memberId(id));
    assertThat(
            host.store
                .memberships()
                .find(
                    new MembershipKey(DocumentedExample.ACCOUNT, new RoomId(id), new MemberId(id))))
        .isEmpty();
    client.deleteRoom(r -> r.accountId(ACCOUNT).roomId(id));
    assertThat(host.store.rooms().find(DocumentedExample.ACCOUNT, new RoomId(id))).isEmpty();
  }
}
