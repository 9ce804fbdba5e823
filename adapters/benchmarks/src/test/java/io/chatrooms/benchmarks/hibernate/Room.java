package io.chatrooms.benchmarks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A room, which may have a number of memberships. */
@SuppressWarnings("unused") // Hibernate uses the fields.
@Entity
@Table(name = "plain_room")
class Room {
  @EmbeddedId private Key key;

  @Column(nullable = false, length = 2048)
  private String name;

  @Column(name = "membership_limit", nullable = false)
  private int membershipLimit;

  protected Room() {}

  int membershipLimit() {
    return membershipLimit;
  }

  /** Its primary key. */
  @Embeddable
  record Key(
      @Column(name = "account_id", length = 128) String accountId,
      @Column(name = "room_id", length = 128) String roomId) {}
}
