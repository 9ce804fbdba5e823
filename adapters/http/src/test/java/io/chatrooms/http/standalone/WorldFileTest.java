package io.chatrooms.http.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.inmemory.InMemoryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A world from a file, and the mistakes that are found in it. */
class WorldFileTest {
  private static final AccountId ACCOUNT = new AccountId("a");

  private static InMemoryStore filled(String json) throws MistakeException {
    InMemoryStore store = InMemoryStore.create();
    WorldFile.parse(JsonFile.parse("world.json", json.getBytes(UTF_8)), Serving.CLOCK).fill(store);
    return store;
  }

  @Test
  void everythingThatItNamesIsThere() throws MistakeException {
    InMemoryStore store =
        filled(
            """
            {
              "Accounts": [
                {"AccountId": "a", "AccountType": "EnterpriseLWA", "AccountStatus": "Suspended"},
                {"AccountId": "t", "AccountType": "Team", "AccountStatus": "Active"},
                {"AccountId": "o", "AccountType": "EnterpriseOIDC"},
                {"AccountId": "d", "AccountType": "EnterpriseDirectory", "AccountStatus": null}
              ],
              "Members": [
                {"AccountId": "a", "MemberId": "u", "MemberType": "User", "Email": "u@example.com",
                 "FullName": "U", "State": "Suspended"},
                {"AccountId": "a", "MemberId": "b", "MemberType": "Bot", "State": "Stopped"},
                {"AccountId": "a", "MemberId": "w", "MemberType": "Webhook"}
              ],
              "Rooms": [
                {"AccountId": "a", "RoomId": "r", "Name": "R", "CreatedBy": "creator",
                 "InvitePolicy": "ALL_MEMBERS", "MembershipLimit": 2},
                {"AccountId": "t", "RoomId": "r", "Name": ""}
              ],
              "Memberships": [
                {"AccountId": "a", "RoomId": "r", "MemberId": "u", "Role": "Administrator"},
                {"AccountId": "a", "RoomId": "r", "MemberId": "b"}
              ]
            }""");

    assertThat(store.accounts().find(ACCOUNT))
        .contains(
            Account.builder()
                .accountId(ACCOUNT)
                .type(AccountType.ENTERPRISE_LWA)
                .status(AccountStatus.SUSPENDED)
                .build());
    assertThat(store.accounts().find(new AccountId("t")).orElseThrow().type())
        .isEqualTo(AccountType.TEAM);
    assertThat(store.members().find(ACCOUNT, new MemberId("u")))
        .contains(
            Member.builder()
                .accountId(ACCOUNT)
                .memberId(new MemberId("u"))
                .type(MemberType.USER)
                .email("u@example.com")
                .fullName("U")
                .state(MemberState.SUSPENDED)
                .build());
    assertThat(store.members().find(ACCOUNT, new MemberId("b")).orElseThrow().state())
        .isEqualTo(MemberState.STOPPED);
    assertThat(store.rooms().find(ACCOUNT, new RoomId("r")))
        .contains(
            Room.builder()
                .accountId(ACCOUNT)
                .roomId(new RoomId("r"))
                .name("R")
                .createdBy("creator")
                .createdAt(Serving.CLOCK.instant())
                .invitePolicy(InvitePolicy.ALL_MEMBERS)
                .membershipLimit(2)
                .build());
    assertThat(
            store
                .memberships()
                .find(new MembershipKey(ACCOUNT, new RoomId("r"), new MemberId("u"))))
        .contains(
            RoomMembership.builder()
                .key(new MembershipKey(ACCOUNT, new RoomId("r"), new MemberId("u")))
                .role(Role.ADMINISTRATOR)
                .invitedBy("creator")
                .updatedAt(Serving.CLOCK.instant())
                .build());
  }

  @Test
  void theDocumentedExampleShips() throws MistakeException {
    InMemoryStore store = InMemoryStore.create();
    WorldFile.example(Serving.CLOCK).fill(store);
    assertThat(store.members().find(Serving.ACCOUNT, Serving.JANE_DOE).orElseThrow().fullName())
        .isEqualTo("Jane Doe");
    assertThat(store.rooms().find(Serving.ACCOUNT, Serving.ROOM).orElseThrow().createdBy())
        .isEqualTo(Serving.ALEJANDRO);
  }

  @Test
  void anEmptyWorldIsAWorld() throws MistakeException {
    assertThat(filled("{}").accounts().find(ACCOUNT)).isEmpty();
  }

  /** In each, A stands for an account, M for a user of it and R for a room. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | the whole is not an object",
        "{'Acounts': []} | Acounts is not known: known are Accounts, Members, Rooms, Memberships",
        "{'Accounts': {}} | Accounts is not an array",
        "{'Accounts': [3]} | Accounts[0] is not an object",
        "{'Accounts': [A, {'AccountId': 'b'}]} | Accounts[1].AccountType is missing",
        "{'Accounts': [{'AccountId': 'b', 'AccountType': 'Enterprise'}]}"
            + "| Accounts[0].AccountType is none of [EnterpriseDirectory, EnterpriseLWA,",
        "{'Accounts': [{'AccountId': 5, 'AccountType': 'Team'}]} | Accounts[0].AccountId is not text",
        "{'Accounts': [{'AccountId': ' ', 'AccountType': 'Team'}]}"
            + "| Accounts[0].AccountId is refused: an id needs a character",
        "{'Accounts': [A, A]} | Accounts[1].AccountId stands further up already",
        "{'Members': [M]} | Members[0].AccountId is none of the Accounts",
        "{'Accounts': [A], 'Members': [M, M]} | Members[1].MemberId stands further up already",
        "{'Accounts': [A], 'Members': [{'AccountId': 'a', 'MemberId': 'm', 'MemberType': 'Bot',"
            + " 'State': 'Suspended'}]} | Members[0] is refused: a Bot is never SUSPENDED",
        "{'Accounts': [A], 'Members': [{'AccountId': 'a', 'MemberId': 'm', 'MemberType': 'User',"
            + " 'Email': 7}]} | Members[0].Email is not text",
        "{'Accounts': [A], 'Rooms': [R, R]} | Rooms[1].RoomId stands further up already",
        "{'Accounts': [{'AccountId': null, 'AccountType': 'Team'}]} | Accounts[0].AccountId is missing",
        "{'Accounts': [A], 'Rooms': [{'AccountId': 'a', 'RoomId': 'r', 'Name': '',"
            + " 'MembershipLimit': '5'}]} | Rooms[0].MembershipLimit is not a whole number",
        "{'Accounts': [A], 'Rooms': [{'AccountId': 'a', 'RoomId': 'r'}]} | Rooms[0].Name is missing",
        "{'Accounts': [A], 'Rooms': [{'AccountId': 'a', 'RoomId': 'r', 'Name': '',"
            + " 'MembershipLimit': 0}]} | Rooms[0] is refused: a room's membership limit is 1 or more",
        "{'Accounts': [A], 'Rooms': [{'AccountId': 'a', 'RoomId': 'r', 'Name': '',"
            + " 'MembershipLimit': 1.5}]} | Rooms[0].MembershipLimit is not a whole number",
        "{'Accounts': [A], 'Memberships': [{'AccountId': 'a', 'RoomId': 'r', 'MemberId': 'm'}]}"
            + "| Memberships[0].RoomId is none of the account's Rooms",
        "{'Accounts': [A], 'Rooms': [R], 'Memberships':"
            + " [{'AccountId': 'a', 'RoomId': 'r', 'MemberId': 'm'}]}"
            + "| Memberships[0] is refused: There is no such member",
        "{'Accounts': [A], 'Members': [M], 'Rooms': [R], 'Memberships':"
            + " [{'AccountId': 'a', 'RoomId': 'r', 'MemberId': 'm', 'Role': 'Owner'}]}"
            + "| Memberships[0] is refused: Role is neither",
        "{'Accounts': [A], 'Members': [M], 'Rooms': [R], 'Memberships':"
            + " [{'AccountId': 'a', 'RoomId': 'r', 'MemberId': 'm'},"
            + " {'AccountId': 'a', 'RoomId': 'r', 'MemberId': 'm'}]}"
            + "| Memberships[1] is refused: The member is already in the room",
        "{'Accounts': [A | line 1, column",
      })
  void aMistakeIsToldWithItsPlace(String json, String told) {
    String whole =
        json.replace("A,", "{'AccountId': 'a', 'AccountType': 'EnterpriseLWA'},")
            .replace("A]", "{'AccountId': 'a', 'AccountType': 'EnterpriseLWA'}]")
            .replace("M,", "{'AccountId': 'a', 'MemberId': 'm', 'MemberType': 'User'},")
            .replace("M]", "{'AccountId': 'a', 'MemberId': 'm', 'MemberType': 'User'}]")
            .replace("R,", "{'AccountId': 'a', 'RoomId': 'r', 'Name': ''},")
            .replace("R]", "{'AccountId': 'a', 'RoomId': 'r', 'Name': ''}]")
            .replace('\'', '"')
            .replace('`', '\n');
    assertThatThrownBy(() -> filled(whole))
        .isInstanceOf(MistakeException.class)
        .hasMessageStartingWith("world.json")
        .hasMessageContaining(told);
  }

  @Test
  void whatIsNoJsonIsToldByItsLine() {
    assertThatThrownBy(() -> filled("{\n  \"Accounts\": [\n    {secret}\n  ]\n}"))
        .isInstanceOf(MistakeException.class)
        .hasMessageStartingWith("world.json, line 3, column")
        .hasMessageNotContaining("secret");
  }
}
