package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.value.Text;
import java.util.Optional;

/** Who asks, as the host has authenticated them. */
public sealed interface Caller {
  /** Nobody: the host could not tell who asks. */
  static Caller unauthenticated() {
    return new Unauthenticated();
  }

  /** An administrator of the account, under an opaque identifier such as an IAM ARN. */
  static Authenticated accountAdministrator(AccountId accountId, String identifier) {
    return new AccountAdministrator(accountId, identifier);
  }

  /** A member of the account: what it may do is told by its place in the room. */
  static Authenticated member(AccountId accountId, MemberId memberId) {
    return new AccountMember(accountId, memberId);
  }

  /** Nobody that is known. */
  record Unauthenticated() implements Caller {}

  /** Somebody of an account. */
  sealed interface Authenticated extends Caller {
    /** The account that the caller belongs to. */
    AccountId accountId();

    /** What the caller is known by: what stands as the inviter in a membership. */
    String identifier();

    /** The member that the caller is; empty for an account administrator. */
    Optional<MemberId> memberId();
  }

  /**
   * An API principal that administers the account. It needs no place in a room.
   *
   * @param accountId the account
   * @param identifier opaque text of at most 2,048 code points, without NUL or lone surrogates. It
   *     is kept with each membership and may appear in logs: choose one that is not personal
   */
  record AccountAdministrator(AccountId accountId, String identifier) implements Authenticated {
    /**
     * Holds the identifier to the rule.
     *
     * @throws IllegalArgumentException if the text cannot identify a caller; the message does not
     *     repeat it
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
    /** A caller with both its parts. */
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
