package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands on what its driver threw. */
final class FailsAsItPleases extends TinyStore {
  FailsAsItPleases(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected <T> T locked(Supplier<T> action) {
    try {
      return super.locked(action);
    } catch (StoreUnavailableException e) {
      throw new IllegalStateException("connection reset", e);
    }
  }
}
