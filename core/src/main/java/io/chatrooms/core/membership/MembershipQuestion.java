package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.member.MemberId;
import java.util.Optional;

/**
 * What facts are asked for.
 *
 * @param key the membership
 * @param callerId the member who asks; empty if the caller is not a member
 */
public record MembershipQuestion(MembershipKey key, Optional<MemberId> callerId) {
  /** Checks that both parts are given. */
  public MembershipQuestion {
    requireNonNull(key, "key");
    requireNonNull(callerId, "callerId");
  }
}
