package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.GetRoomMembership;
import io.chatrooms.core.action.UpdateRoom;
import io.chatrooms.core.action.UpdateRoomMembership;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipQuestion;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One account with rooms and members, which are numbered. */
final class Scene {
  static final int ROOM_LIMIT = 40;

  final AccountId account;

  private int rooms;
  private int members;

  Scene(String account) {
    this.account = new AccountId(account);
  }

  RoomId room(int room) {
    return new RoomId("room " + room);
  }

  MemberId member(int member) {
    return new MemberId("member " + member);
  }

  MembershipKey key(int room, int member) {
    return new MembershipKey(account, room(room), member(member));
  }

  /** States how many rooms and members exist. */
  Scene of(int rooms, int members) {
    this.rooms = rooms;
    this.members = members;
    return this;
  }

  /** A key as a line that ends with a full stop, so that a truncated line is noticed. */
  String text(MembershipKey key) {
    return key.roomId().value() + "/" + key.memberId().value() + ".";
  }

  /** The key in a line that {@link #text} made. */
  MembershipKey parsed(String text) {
    int slash = text.indexOf('/');
    return new MembershipKey(
        account,
        new RoomId(text.substring(0, slash)),
        new MemberId(text.substring(slash + 1, text.length() - 1)));
  }

  /** Saves the account with this many rooms and members. */
  Scene putInto(Store store, int rooms, int members) {
    of(rooms, members);
    saveAccountAndRooms(store, rooms);
    for (int member = 0; member < members; member++) {
      store.members().save(memberIs(member));
    }
    return this;
  }

  void saveAccountAndRooms(Store store, int rooms) {
    store.accounts().save(accountIs());
    for (int room = 0; room < rooms; room++) {
      store.rooms().save(roomIs(room));
    }
  }

  Account accountIs() {
    return Account.builder().accountId(account).type(AccountType.ENTERPRISE_OIDC).build();
  }

  Room roomIs(int room) {
    return Room.builder()
        .accountId(account)
        .roomId(room(room))
        .name("room " + room)
        .createdBy("creator")
        .createdAt(Instant.EPOCH)
        .invitePolicy(InvitePolicy.ALL_MEMBERS)
        .membershipLimit(ROOM_LIMIT)
        .build();
  }

  Member memberIs(int member) {
    return Member.builder()
        .accountId(account)
        .memberId(member(member))
        .type(MemberType.USER)
        .build();
  }

  static ChatRooms chatRooms(Store store) {
    return ChatRooms.of(store, Clock.systemUTC());
  }

  Caller administrator() {
    return Caller.accountAdministrator(account, "inviter");
  }

  Caller by(int member) {
    return Caller.member(account, member(member));
  }

  /** Adds the member, by an account administrator. */
  CreateRoomMembership.Result add(Store store, int room, int member, Role role) {
    return create(store, administrator(), room, member, role);
  }

  CreateRoomMembership.Result create(Store store, Caller by, int room, int member, Role role) {
    return chatRooms(store)
        .createRoomMembership()
        .execute(
            by,
            new CreateRoomMembership.Request(
                account.value(), room(room).value(), member(member).value(), role.apiName()));
  }

  UpdateRoomMembership.Result update(Store store, Caller by, int room, int member, Role role) {
    return chatRooms(store)
        .updateRoomMembership()
        .execute(
            by,
            new UpdateRoomMembership.Request(
                account.value(), room(room).value(), member(member).value(), role.apiName()));
  }

  DeleteRoomMembership.Result delete(Store store, Caller by, int room, int member) {
    return chatRooms(store)
        .deleteRoomMembership()
        .execute(
            by,
            new DeleteRoomMembership.Request(
                account.value(), room(room).value(), member(member).value()));
  }

  BatchCreateRoomMembership.Result addAll(Store store, Caller by, int room, List<Integer> members) {
    return chatRooms(store)
        .batchCreateRoomMembership()
        .execute(
            by,
            new BatchCreateRoomMembership.Request(
                account.value(),
                room(room).value(),
                members.stream()
                    .map(
                        member ->
                            new BatchCreateRoomMembership.Item(member(member).value(), "Member"))
                    .toList()));
  }

  UpdateRoom.Result renameRoom(Store store, Caller by, int room) {
    return chatRooms(store)
        .updateRoom()
        .execute(by, new UpdateRoom.Request(account.value(), room(room).value(), "renamed", null));
  }

  DeleteRoom.Result removeRoom(Store store, Caller by, int room) {
    return chatRooms(store)
        .deleteRoom()
        .execute(by, new DeleteRoom.Request(account.value(), room(room).value()));
  }

  GetRoomMembership.Result get(Store store, Caller by, int room, int member) {
    return chatRooms(store)
        .getRoomMembership()
        .execute(
            by,
            new GetRoomMembership.Request(
                account.value(), room(room).value(), member(member).value()));
  }

  NewRoomFacts factsOfNew(
      Store store, int room, @Nullable Integer caller, @Nullable IdempotencyToken token) {
    return store
        .rooms()
        .factsOfNew(account, room(room), caller == null ? null : member(caller), token);
  }

  /** Creates the room on the facts of now, by a member or by an account administrator. */
  Optional<NewRoomFacts> createRoom(
      Store store, int room, @Nullable Integer caller, @Nullable IdempotencyToken token) {
    NewRoomFacts seen = factsOfNew(store, room, caller, token);
    return store.rooms().create(creation(seen), seen);
  }

  /** The room that the facts are about. */
  static RoomCreated creation(NewRoomFacts seen) {
    AccountId account = seen.account().accountId();
    return new RoomCreated(
        Room.builder().from(new Scene(account.value()).roomIs(0)).roomId(seen.roomId()).build(),
        seen.account()
            .callerId()
            .map(
                caller ->
                    MembershipAdded.of(
                        new MembershipKey(account, seen.roomId(), caller),
                        Role.ADMINISTRATOR,
                        caller.value(),
                        Instant.EPOCH)),
        seen.token());
  }

  static IdempotencyToken token(int n) {
    return new IdempotencyToken(Integer.toString(n).repeat(64).substring(0, 64), "c".repeat(64));
  }

  /** Adds the member whom the facts are about. */
  static Proposal adding(MembershipFacts seen) {
    return Proposal.of(MembershipAdded.of(seen.key(), Role.MEMBER, "inviter", Instant.EPOCH), seen);
  }

  /** The facts about memberships for an account administrator. */
  List<MembershipFacts> facts(Store store, List<MembershipKey> keys) {
    return store
        .memberships()
        .factsOf(
            account,
            keys.stream().map(key -> new MembershipQuestion(key, Optional.empty())).toList());
  }

  /** Everything acknowledged exists, no limit is passed, counts equal rows, listings agree. */
  void isWhole(Store store, Collection<MembershipKey> acknowledged) {
    List<MembershipKey> byRoom = new ArrayList<>();
    for (int room = 0; room < rooms; room++) {
      List<RoomMembership> in =
          store.memberships().listByRoom(account, room(room), null, 1_000).items();
      RoomFacts facts = store.memberships().facts(key(room, 0), null).room();
      assertThat(in).as("memberships of room %d", room).hasSizeLessThanOrEqualTo(ROOM_LIMIT);
      assertThat(facts.membershipCount())
          .as("the membership count of room %d", room)
          .isEqualTo(in.size());
      assertThat(facts.administratorCount())
          .as("the administrator count of room %d", room)
          .isEqualTo(in.stream().filter(m -> m.role() == Role.ADMINISTRATOR).count());
      byRoom.addAll(keys(in));
    }
    List<MembershipKey> byMember = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      List<MembershipKey> of =
          keys(store.memberships().listByMember(account, member(member), null, 1_000).items());
      assertThat(store.memberships().facts(key(0, member), null).roomCount())
          .as("the room count of member %d", member)
          .isEqualTo(of.size());
      byMember.addAll(of);
    }
    assertThat(byRoom)
        .as("all memberships by room")
        .doesNotHaveDuplicates()
        .containsAll(acknowledged);
    assertThat(byMember)
        .as("all memberships by member")
        .containsExactlyInAnyOrderElementsOf(byRoom);
  }

  private static List<MembershipKey> keys(List<RoomMembership> memberships) {
    return memberships.stream().map(RoomMembership::key).toList();
  }
}
