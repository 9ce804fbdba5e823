package io.chatrooms.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.CreateRoomMembershipRule;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The documented example, field by field. */
final class EmbeddingTest {
  private static final Instant DOCUMENTED_TIME = Instant.parse("2019-12-02T22:36:41.969Z");

  private final Embedding embedding = new Embedding(InstantSource.fixed(DOCUMENTED_TIME));

  @Test
  void addsTheDocumentedMember() {
    Created created = (Created) embedding.addJaneDoe();

    RoomMembership membership = created.membership();
    assertThat(created.rule()).isEqualTo(CreateRoomMembershipRule.CRM_08);
    assertThat(membership.key().accountId()).hasToString("12a3456b-7c89-012d-3456-78901e23fg45");
    assertThat(membership.key().roomId()).hasToString("abcd1e2d-3e45-6789-01f2-3g45h67i890j");
    assertThat(membership.key().memberId()).hasToString("1ab2345c-67de-8901-f23g-45h678901j2k");
    assertThat(membership.role()).isEqualTo(Role.MEMBER);
    assertThat(membership.invitedBy()).isEqualTo("arn:aws:iam::111122223333:user/alejandro");
    assertThat(membership.updatedAt()).isEqualTo(DOCUMENTED_TIME);

    Member member = created.member();
    assertThat(member.accountId()).hasToString("12a3456b-7c89-012d-3456-78901e23fg45");
    assertThat(member.memberId()).hasToString("1ab2345c-67de-8901-f23g-45h678901j2k");
    assertThat(member.type()).isEqualTo(MemberType.USER);
    assertThat(member.fullName()).isEqualTo("Jane Doe");
    assertThat(member.email()).isEmpty();
  }

  @Test
  void refusesTheSameRequestAgainWithTheExistingMembership() {
    Created created = (Created) embedding.addJaneDoe();

    assertThat(embedding.addJaneDoe())
        .isEqualTo(new Conflict(CreateRoomMembershipRule.CRM_05, created.membership()));
  }
}
