package io.chatrooms.inmemory;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the host said of some members.
 *
 * @param byId empty if the store keeps the members
 */
record HostMembers(Map<MemberId, Member> byId) {
  static final HostMembers NONE = new HostMembers(Map.of());

  /** The member; empty for null. */
  Optional<Member> find(@Nullable MemberId memberId) {
    return memberId == null ? Optional.empty() : Optional.ofNullable(byId.get(memberId));
  }
}
