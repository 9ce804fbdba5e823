package io.chatrooms.example;

import static io.chatrooms.example.Embedding.ACCOUNT;
import static io.chatrooms.example.Embedding.ALEJANDRO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.CreateRoom.Created;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.inmemory.InMemoryStore;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TeamTest {
  private static final Caller CALLER = Caller.accountAdministrator(ACCOUNT, ALEJANDRO);
  private static final List<String> MEMBERS =
      IntStream.range(0, 150).mapToObj("member-%03d"::formatted).toList();

  private final ChatRooms chatRooms = ChatRooms.of(store(), SampleWorld.CLOCK);

  private static InMemoryStore store() {
    InMemoryStore store = InMemoryStore.create();
    AccountType type = AccountType.ENTERPRISE_DIRECTORY;
    store.accounts().save(Account.builder().accountId(ACCOUNT).type(type).build());
    for (String id : MEMBERS) {
      Member.Builder member = Member.builder().accountId(ACCOUNT).memberId(new MemberId(id));
      store.members().save(member.type(MemberType.USER).build());
    }
    return store;
  }

  private Team team(String roomId) {
    return new Team(chatRooms, CALLER, ACCOUNT.value(), roomId);
  }

  private Team newTeam() {
    CreateRoom.Request request = new CreateRoom.Request(ACCOUNT.value(), "Launch", null);
    Created created = (Created) chatRooms.createRoom().execute(CALLER, request);
    return team(created.room().roomId().value());
  }

  @Test
  void addsBatchesAndListsPages() {
    Team team = newTeam();

    IntStream.range(0, 3).forEach(i -> team.add(MEMBERS.subList(i * 50, i * 50 + 50)));

    assertThat(team.members())
        .extracting(each -> each.membership().key().memberId().value())
        .containsExactlyElementsOf(MEMBERS);
  }

  @Test
  void tellsWhatWasRefused() {
    Team team = newTeam();

    assertThat(team.add(List.of("member-000", "nobody", "member-000")))
        .extracting(each -> ((Refusal) each.outcome()).kind())
        .containsExactly(Refusal.Kind.NOT_FOUND, Refusal.Kind.CONFLICT);
    assertThat(team.members()).hasSize(1);
  }

  @Test
  void failsOnARefusalAsAWhole() {
    assertThatIllegalStateException()
        .isThrownBy(() -> team("nowhere").add(List.of("member-000")))
        .withMessage("There is no such room");
    assertThatIllegalStateException()
        .isThrownBy(team("nowhere")::members)
        .withMessage("There is no such room");
  }
}
