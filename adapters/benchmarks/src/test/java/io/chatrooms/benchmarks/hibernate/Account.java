package io.chatrooms.benchmarks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An account. */
@SuppressWarnings("unused") // Hibernate uses the fields.
@Entity
@Table(name = "plain_account")
class Account {
  @Id
  @Column(name = "account_id", length = 128)
  private String id;

  @Column(name = "account_type", nullable = false, length = 32)
  private String type;

  protected Account() {}
}
