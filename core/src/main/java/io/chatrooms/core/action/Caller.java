package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.value.Text;
import java.util.Optional;

/** Who asks, as the host has authenticated them. Immutable. */
public sealed interface Caller {
  /** A caller that the host could not authenticate. */
  static Caller unauthenticated() {
    return new Unauthenticated();
  }

  /** An administrator of the account, known by an opaque identifier such as an IAM ARN. */
  static Authenticated accountAdministrator(AccountId accountId, String identifier) {
    return new AccountAdministrator(accountId, identifier);
  }

  /** A member of the account. Its role in a room decides what it may do there. */
  static Authenticated member(AccountId accountId, MemberId memberId) {
    return new AccountMember(accountId, memberId);
  }

  /** A caller that is not authenticated. */
  record Unauthenticated() implements Caller {}

  /** A caller that belongs to an account. */
  sealed interface Authenticated extends Caller {
    /** The account that the caller belongs to. */
    AccountId accountId();

    /** What a membership records as its inviter. */
    String identifier();

    /** The member that the caller is; empty for an account administrator. */
    Optional<MemberId> memberId();
  }

  /**
   * An API principal that administers the account. It needs no membership of a room.
   *
   * @param accountId the account
   * @param identifier opaque text of at most 2,048 code points that contains neither a NUL nor a
   *     lone surrogate. It is stored with each membership and may appear in logs: choose one that
   *     is not personal
   */
  record AccountAdministrator(AccountId accountId, String identifier) implements Authenticated {
    /**
     * Checks the identifier.
     *
     * @throws IllegalArgumentException if the text is not valid; the message does not repeat it
     */
    public AccountAdministrator {
      requireNonNull(accountId, "accountId");
      Text.requireText(identifier);
    }

    @Override
    public Optional<MemberId> memberId() {
      return Optional.empty();
    }
  }

  /**
   * A member of the account.
   *
   * @param accountId the account
   * @param member the member's id, which is also its identifier
   */
  record AccountMember(AccountId accountId, MemberId member) implements Authenticated {
    /** Checks that both parts are given. */
    public AccountMember {
      requireNonNull(accountId, "accountId");
      requireNonNull(member, "member");
    }

    @Override
    public String identifier() {
      return member.value();
    }

    @Override
    public Optional<MemberId> memberId() {
      return Optional.of(member);
    }
  }
}
