package io.chatrooms.inmemory;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.RoomId;
import org.jspecify.annotations.Nullable;

/** A member and its seats. All but {@link #member} is for those who hold the member's lock. */
final class MemberEntry {
  private final MemberId memberId;
  private volatile @Nullable Member member;
  private final SortedChunks<RoomId, Seat> seats = new SortedChunks<>(Seat::roomId);

  MemberEntry(MemberId memberId) {
    this.memberId = memberId;
  }

  /** The id in the text that all seats of the member share. */
  MemberId memberId() {
    return memberId;
  }

  /** Null if the host keeps the member, and we only its seats. */
  @Nullable Member member() {
    return member;
  }

  void replaceMember(Member changed) {
    member = changed;
  }

  SortedChunks<RoomId, Seat> seats() {
    return seats;
  }
}
