package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import io.chatrooms.testkit.TinyStoreTest;
import org.jspecify.annotations.Nullable;

/**
 * The contract, for the wrong store at hand. Its name keeps it out of the build's own tests: {@link
 * WrongStoresTest} runs it, one test at a time.
 */
class WrongStoreContract extends TinyStoreTest {
  private static Maker atHand = TinyStore::new;

  /** How to make a store. */
  interface Maker {
    TinyStore make(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data);
  }

  /** Takes the next store at hand; JUnit makes the contract itself, and can be told nothing. */
  static void hold(Maker maker) {
    atHand = maker;
    Window.shutForThisThread();
  }

  @Override
  protected TinyStore make(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    return atHand.make(memberRoomLimit, host, data);
  }
}
