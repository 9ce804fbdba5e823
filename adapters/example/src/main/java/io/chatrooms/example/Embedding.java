package io.chatrooms.example;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.inmemory.InMemoryStore;
import java.time.InstantSource;

/** The library in a host: a store, its first account, room and user, and an action. */
final class Embedding {
  static final AccountId ACCOUNT = new AccountId("12a3456b-7c89-012d-3456-78901e23fg45");
  static final RoomId ROOM = new RoomId("abcd1e2d-3e45-6789-01f2-3g45h67i890j");
  static final MemberId JANE_DOE = new MemberId("1ab2345c-67de-8901-f23g-45h678901j2k");
  static final String ALEJANDRO = "arn:aws:iam::111122223333:user/alejandro";

  private final ChatRooms chatRooms;

  Embedding(InstantSource clock) {
    InMemoryStore store = InMemoryStore.create();
    AccountType type = AccountType.ENTERPRISE_DIRECTORY;
    store.accounts().save(Account.builder().accountId(ACCOUNT).type(type).build());
    Room.Builder room = Room.builder().accountId(ACCOUNT).roomId(ROOM).name("Launch");
    store.rooms().save(room.createdBy(ALEJANDRO).createdAt(clock.instant()).build());
    Member.Builder member = Member.builder().accountId(ACCOUNT).memberId(JANE_DOE);
    store.members().save(member.type(MemberType.USER).fullName("Jane Doe").build());
    chatRooms = ChatRooms.of(store, clock);
  }

  CreateRoomMembership.Result addJaneDoe() {
    Caller alejandro = Caller.accountAdministrator(ACCOUNT, ALEJANDRO);
    return chatRooms
        .createRoomMembership()
        .execute(
            alejandro,
            new CreateRoomMembership.Request(
                ACCOUNT.value(), ROOM.value(), JANE_DOE.value(), "Member"));
  }
}
