package own;

import io.chatrooms.core.Store;
import io.chatrooms.inmemory.InMemoryStore;
import io.chatrooms.testkit.StoreContract;

/** As the README has it, with another store at hand. */
class MyStoreTest extends StoreContract {
  @Override
  public Store newStore(int memberRoomLimit, int accountRoomLimit) {
    return InMemoryStore.builder()
        .memberRoomLimit(memberRoomLimit)
        .accountRoomLimit(accountRoomLimit)
        .build();
  }
}
