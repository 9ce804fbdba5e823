package io.chatrooms.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.CreateRoomMembershipRule;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.NotFound;
import io.chatrooms.core.action.Resource;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.Role;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** A host that keeps its users in its own table, and has one connection for everything. */
class HostMembersTest {
  private final Scene scene = new Scene("hosts");

  @OnEveryDatabase
  void aHostsOwnUsers(Database database) {
    String prefix = Databases.freshPrefix();
    try (HikariDataSource pool = Databases.pool(database, 1, Duration.ofSeconds(2))) {
      JdbcTemplate hosts = new JdbcTemplate(pool);
      hosts.execute(
          "CREATE TABLE " + prefix + "users (id VARCHAR(99) PRIMARY KEY, banned INTEGER)");
      for (int i = 0; i < 3; i++) {
        hosts.update("INSERT INTO " + prefix + "users VALUES (?, 0)", scene.member(i).value());
      }
      MemberDirectory directory =
          (accountId, memberId) ->
              hosts
                  .query(
                      "SELECT banned FROM " + prefix + "users WHERE id = ?",
                      (row, n) ->
                          Member.builder()
                              .accountId(accountId)
                              .memberId(memberId)
                              .type(MemberType.USER)
                              .state(
                                  row.getInt(1) == 0
                                      ? MemberState.REGISTERED
                                      : MemberState.SUSPENDED)
                              .build(),
                      memberId.value())
                  .stream()
                  .findFirst();
      JdbcStore store =
          JdbcStore.builder(pool).tablePrefix(prefix).membersFrom(directory).createTables().build();
      scene.putInto(store, 2, 0);

      assertThat(scene.add(store, 0, 0, Role.ADMINISTRATOR)).isInstanceOf(Created.class);
      assertThat(scene.add(store, 0, 9, Role.MEMBER))
          .isEqualTo(new NotFound(CreateRoomMembershipRule.CRM_02, Resource.MEMBER));
      hosts.update("UPDATE " + prefix + "users SET banned = 1 WHERE id = ?", "member 1");
      assertThat(scene.add(store, 0, 1, Role.MEMBER))
          .isEqualTo(
              new Forbidden(CreateRoomMembershipRule.CRM_04, Forbidden.Reason.MEMBER_SUSPENDED));
      assertThat(scene.add(store, 1, 0, Role.MEMBER)).isInstanceOf(Created.class);
      hosts.update("DELETE FROM " + prefix + "users WHERE id = ?", "member 0");
      assertThat(store.memberships().removeAllOf(scene.account, scene.member(0))).isEqualTo(2);
      scene.of(2, 3).isWhole(store, List.of());
    }
  }
}
