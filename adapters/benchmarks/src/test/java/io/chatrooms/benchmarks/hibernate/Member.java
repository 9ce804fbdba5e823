package io.chatrooms.benchmarks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A member of the account. */
@SuppressWarnings("unused") // Hibernate uses the fields.
@Entity
@Table(name = "plain_member")
class Member {
  @EmbeddedId private Key key;

  @Column(name = "member_type", nullable = false, length = 32)
  private String type;

  protected Member() {}

  /** Its primary key. */
  @Embeddable
  record Key(
      @Column(name = "account_id", length = 128) String accountId,
      @Column(name = "member_id", length = 128) String memberId) {}
}
