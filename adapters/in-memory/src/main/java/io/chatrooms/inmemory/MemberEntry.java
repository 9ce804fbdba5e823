package io.chatrooms.inmemory;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.RoomId;
import org.jspecify.annotations.Nullable;

/** A member and its memberships. Everything but {@link #member} requires the member's lock. */
final class MemberEntry {
  private final MemberId memberId;
  private volatile @Nullable Member member;
  private final SortedChunks<RoomId, CompactMembership> memberships =
      new SortedChunks<>(CompactMembership::roomId);

  MemberEntry(MemberId memberId) {
    this.memberId = memberId;
  }

  /** The id object that all memberships of the member share. */
  MemberId memberId() {
    return memberId;
  }

  /** Null if the host keeps the member, and the store only its memberships. */
  @Nullable Member member() {
    return member;
  }

  void replaceMember(Member changed) {
    member = changed;
  }

  SortedChunks<RoomId, CompactMembership> memberships() {
    return memberships;
  }
}
