package io.chatrooms.benchmarks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

/** A member in a room. */
@SuppressWarnings("unused") // Hibernate uses the fields.
@Entity
@Table(name = "plain_membership")
class Membership {
  @EmbeddedId private Key key;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, columnDefinition = "VARCHAR(32)")
  private Role role;

  @Column(name = "invited_by", nullable = false, length = 2048)
  private String invitedBy;

  @Column(name = "updated_at", nullable = false)
  private long updatedAt;

  protected Membership() {}

  Membership(Key key, Role role, String invitedBy, long updatedAt) {
    this.key = key;
    this.role = role;
    this.invitedBy = invitedBy;
    this.updatedAt = updatedAt;
  }

  /** What the member may do. */
  enum Role {
    ADMINISTRATOR,
    MEMBER
  }

  /** Its primary key. */
  @Embeddable
  record Key(
      @Column(name = "account_id", length = 128) String accountId,
      @Column(name = "room_id", length = 128) String roomId,
      @Column(name = "member_id", length = 128) String memberId) {}
}
