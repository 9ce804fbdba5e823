package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import io.chatrooms.testkit.TinyStoreTest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contract of the wrong store at hand. Its name keeps it out of the build's own tests: {@link
 * WrongStoresTest} runs it, one test at a time.
 */
class WrongStoreContract extends TinyStoreTest {
  private static WrongStores.@Nullable Maker atHand;

  /** Sets the store at hand. JUnit creates the contract, so it takes no argument. */
  static void use(WrongStores.Maker maker) {
    atHand = maker;
    Window.shutForThisThread();
  }

  @Override
  protected TinyStore make(
      int memberRoomLimit, int accountRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    return Objects.requireNonNull(atHand)
        .make(new WrongStore.Setup(memberRoomLimit, accountRoomLimit, host, data));
  }
}
