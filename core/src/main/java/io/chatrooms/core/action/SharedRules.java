package io.chatrooms.core.action;

import static io.chatrooms.core.action.Forbidden.Reason.ACCOUNT_SUSPENDED;
import static io.chatrooms.core.action.Forbidden.Reason.ACCOUNT_WITHOUT_ROOMS;
import static io.chatrooms.core.action.Forbidden.Reason.CALLER_NOT_IN_ROOM;
import static io.chatrooms.core.action.Forbidden.Reason.CALLER_STOPPED;
import static io.chatrooms.core.action.Forbidden.Reason.CALLER_SUSPENDED;
import static io.chatrooms.core.action.Forbidden.Reason.CALLER_UNKNOWN;
import static io.chatrooms.core.action.Forbidden.Reason.CALLER_WEBHOOK;
import static io.chatrooms.core.action.Resource.ACCOUNT;
import static io.chatrooms.core.action.Resource.ROOM;
import static io.chatrooms.core.action.SharedRule.ANY_05;
import static io.chatrooms.core.action.SharedRule.ANY_06;
import static io.chatrooms.core.action.SharedRule.ANY_07;
import static io.chatrooms.core.action.SharedRule.ANY_08;
import static io.chatrooms.core.action.SharedRule.ANY_09;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.RoomFacts;
import org.jspecify.annotations.Nullable;

/** The shared rules on facts, ANY-05 to ANY-09, as pure functions. */
final class SharedRules {
  private SharedRules() {}

  /** The refusal of any action in the room; null if none of the shared rules applies. */
  static @Nullable CommonRefusal refusal(RoomFacts facts) {
    CommonRefusal account = ofAccount(facts.account());
    if (account != null) return account;

    if (facts.room().isEmpty()) return new NotFound(ANY_07, ROOM);

    CommonRefusal caller = ofCaller(facts.account());
    if (caller != null) return caller;

    boolean byMember = facts.account().callerId().isPresent();
    if (byMember && facts.callerMembership().isEmpty())
      return new Forbidden(ANY_09, CALLER_NOT_IN_ROOM);
    return null;
  }

  /** The refusal of any action that names no room; null if none of the shared rules applies. */
  static @Nullable CommonRefusal refusal(AccountFacts facts) {
    CommonRefusal account = ofAccount(facts);
    return account == null ? ofCaller(facts) : account;
  }

  private static @Nullable CommonRefusal ofAccount(AccountFacts facts) {
    Account account = facts.account().orElse(null);
    if (account == null) return new NotFound(ANY_05, ACCOUNT);
    if (!account.holdsRooms()) return new Forbidden(ANY_06, ACCOUNT_WITHOUT_ROOMS);
    if (account.isSuspended()) return new Forbidden(ANY_06, ACCOUNT_SUSPENDED);
    return null;
  }

  private static @Nullable CommonRefusal ofCaller(AccountFacts facts) {
    if (facts.callerId().isEmpty()) return null;
    Member caller = facts.caller().orElse(null);
    if (caller == null) return new Forbidden(ANY_08, CALLER_UNKNOWN);
    if (caller.isSuspended()) return new Forbidden(ANY_08, CALLER_SUSPENDED);
    if (caller.isStopped()) return new Forbidden(ANY_08, CALLER_STOPPED);
    if (caller.isWebhook()) return new Forbidden(ANY_08, CALLER_WEBHOOK);
    return null;
  }
}
