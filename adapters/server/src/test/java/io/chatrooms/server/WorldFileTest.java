package io.chatrooms.server;

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

class WorldFileTest {
  private static final AccountId ACCOUNT = new AccountId("a");

  private static InMemoryStore filled(String json) throws ConfigurationException {
    InMemoryStore store = InMemoryStore.create();
    WorldFile.parse(JsonFile.parse("world.json", json.getBytes(UTF_8)), RunningServer.CLOCK)
        .fill(store);
    return store;
  }

  @Test
  void fillsTheStoreWithEverythingInTheFile() throws ConfigurationException {
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
                .createdAt(RunningServer.CLOCK.instant())
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
                .updatedAt(RunningServer.CLOCK.instant())
                .build());
  }

  @Test
  void theDocumentedExampleIsIncluded() throws ConfigurationException {
    InMemoryStore store = InMemoryStore.create();
    WorldFile.example(RunningServer.CLOCK).fill(store);
    assertThat(
            store
                .members()
                .find(RunningServer.ACCOUNT, RunningServer.JANE_DOE)
                .orElseThrow()
                .fullName())
        .isEqualTo("Jane Doe");
    assertThat(
            store.rooms().find(RunningServer.ACCOUNT, RunningServer.ROOM).orElseThrow().createdBy())
        .isEqualTo(RunningServer.ALEJANDRO);
  }

  @Test
  void anEmptyFileIsValid() throws ConfigurationException {
    assertThat(filled("{}").accounts().find(ACCOUNT)).isEmpty();
  }

  /** In each case A stands for an account, M for a user of it and R for a room of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | the document is not an object",
        "{'Acounts': []} | Acounts is unknown; known fields are Accounts, Members, Rooms, Memberships",
        "{'Accounts': {}} | Accounts is not an array",
        "{'Accounts': [3]} | Accounts[0] is not an object",
        "{'Accounts': [A, {'AccountId': 'b'}]} | Accounts[1].AccountType is missing",
        "{'Accounts': [{'AccountId': 'b', 'AccountType': 'Enterprise'}]}"
            + "| Accounts[0].AccountType is not one of [EnterpriseDirectory, EnterpriseLWA,",
        "{'Accounts': [{'AccountId': 5, 'AccountType': 'Team'}]} | Accounts[0].AccountId is not a string",
        "{'Accounts': [{'AccountId': ' ', 'AccountType': 'Team'}]}"
            + "| Accounts[0].AccountId is invalid: an id must contain a character",
        "{'Accounts': [A, A]} | Accounts[1].AccountId is a duplicate",
        "{'Members': [M]} | Members[0].AccountId is not in Accounts",
        "{'Accounts': [A], 'Members': [M, M]} | Members[1].MemberId is a duplicate",
        "{'Accounts': [A], 'Members': [{'AccountId': 'a', 'MemberId': 'm', 'MemberType': 'Bot',"
            + " 'State': 'Suspended'}]} | Members[0] is invalid: a Bot cannot be SUSPENDED",
        "{'Accounts': [A], 'Members': [{'AccountId': 'a', 'MemberId': 'm', 'MemberType': 'User',"
            + " 'Email': 7}]} | Members[0].Email is not a string",
        "{'Accounts': [A], 'Rooms': [R, R]} | Rooms[1].RoomId is a duplicate",
        "{'Accounts': [{'AccountId': null, 'AccountType': 'Team'}]} | Accounts[0].AccountId is missing",
        "{'Accounts': [A], 'Rooms': [{'AccountId': 'a', 'RoomId': 'r', 'Name': '',"
            + " 'MembershipLimit': '5'}]} | Rooms[0].MembershipLimit is not an integer",
        "{'Accounts': [A], 'Rooms': [{'AccountId': 'a', 'RoomId': 'r'}]} | Rooms[0].Name is missing",
        "{'Accounts': [A], 'Rooms': [{'AccountId': 'a', 'RoomId': 'r', 'Name': '',"
            + " 'MembershipLimit': 0}]} | Rooms[0] is invalid: a room's membership limit is 1 or more",
        "{'Accounts': [A], 'Rooms': [{'AccountId': 'a', 'RoomId': 'r', 'Name': '',"
            + " 'MembershipLimit': 1.5}]} | Rooms[0].MembershipLimit is not an integer",
        "{'Accounts': [A], 'Memberships': [{'AccountId': 'a', 'RoomId': 'r', 'MemberId': 'm'}]}"
            + "| Memberships[0].RoomId is not in Rooms for this account",
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
  void anErrorNamesItsLocation(String json, String message) {
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
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("world.json")
        .hasMessageContaining(message);
  }

  @Test
  void aSyntaxErrorNamesItsLine() {
    assertThatThrownBy(() -> filled("{\n  \"Accounts\": [\n    {secret}\n  ]\n}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("world.json, line 3, column")
        .hasMessageNotContaining("secret");
  }
}
