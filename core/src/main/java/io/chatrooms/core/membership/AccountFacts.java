package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import java.util.Optional;

/**
 * The account and the caller, as a store read them at one instant: the innermost of the facts. Each
 * value carries exactly the ids that the facts are about, code point by code point, or the facts
 * cannot be built. Immutable.
 *
 * @param accountId the account that the facts are about
 * @param callerId the member who asks; empty if the caller is not a member
 * @param account empty if there is no such account
 * @param caller the member who asks, as the account knows it; empty if the account has no such
 *     member
 * @param stamp the store's own note on these facts and on those that contain them
 */
public record AccountFacts(
    AccountId accountId,
    Optional<MemberId> callerId,
    Optional<Account> account,
    Optional<Member> caller,
    Stamp stamp) {
  /**
   * Checks that the values are about the account and the caller.
   *
   * @throws IllegalArgumentException if one is not
   */
  public AccountFacts {
    requireNonNull(accountId, "accountId");
    requireNonNull(stamp, "stamp");
    if (account.isPresent()) {
      requireAbout(accountId, account.get().accountId());
    }
    if (caller.isPresent()) {
      requireAbout(accountId, caller.get().accountId());
      requireAbout(
          callerId.orElseThrow(
              () -> new IllegalArgumentException("the caller is known, but not its id")),
          caller.get().memberId());
    }
  }

  /** True if a decision that relied on these facts may rely on the others (promise 3). */
  boolean restOnTheSameAs(AccountFacts others) {
    return account.equals(others.account) && caller.equals(others.caller);
  }

  /** A directory or a database that folds case, or that trims, answers about something else. */
  static <T> void requireAbout(T expected, T found) {
    if (!expected.equals(found)) {
      throw new IllegalArgumentException(
          "the facts are about %s and contain %s".formatted(expected, found));
    }
  }

  /**
   * A store's note on the facts that it reads, such as the versions of the rows. It means nothing
   * to anyone else. A store that compares the facts themselves needs none.
   */
  public interface Stamp {
    /** No note. */
    Stamp NONE =
        new Stamp() {
          @Override
          public String toString() {
            return "none";
          }
        };
  }
}
