package io.chatrooms.http;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.inmemory.InMemoryStore;
import java.time.Instant;

/** The API reference's example of CreateRoomMembership. */
final class DocumentedExample {
  static final AccountId ACCOUNT = new AccountId("12a3456b-7c89-012d-3456-78901e23fg45");
  static final RoomId ROOM = new RoomId("abcd1e2d-3e45-6789-01f2-3g45h67i890j");
  static final MemberId JANE_DOE = new MemberId("1ab2345c-67de-8901-f23g-45h678901j2k");
  static final Caller.Authenticated ALEJANDRO =
      Caller.accountAdministrator(ACCOUNT, "arn:aws:iam::111122223333:user/alejandro");

  /** The path of CreateRoomMembership. */
  static final String PATH =
      "/accounts/" + ACCOUNT.value() + "/rooms/" + ROOM.value() + "/memberships";

  private DocumentedExample() {}

  /** A store with the account, the room, and Jane Doe, who is not in the room. */
  static Store store() {
    Store store = InMemoryStore.create();
    putInto(store);
    return store;
  }

  static void putInto(Store store) {
    AccountType type = AccountType.ENTERPRISE_DIRECTORY;
    store.accounts().save(Account.builder().accountId(ACCOUNT).type(type).build());
    store.rooms().save(room(ROOM));
    Member.Builder janeDoe = Member.builder().accountId(ACCOUNT).memberId(JANE_DOE);
    store
        .members()
        .save(
            janeDoe
                .type(MemberType.USER)
                .email("jane.doe@example.com")
                .fullName("Jane Doe")
                .build());
  }

  /** A room of the account. */
  static Room room(RoomId id) {
    return Room.builder()
        .accountId(ACCOUNT)
        .roomId(id)
        .name("chatRoom")
        .createdBy(ALEJANDRO.identifier())
        .createdAt(Instant.EPOCH)
        .build();
  }
}
