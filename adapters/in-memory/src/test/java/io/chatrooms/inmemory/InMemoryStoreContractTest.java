package io.chatrooms.inmemory;

import io.chatrooms.core.Store;
import io.chatrooms.testkit.StoreContract;

class InMemoryStoreContractTest extends StoreContract {
  @Override
  public Store newStore(int memberRoomLimit) {
    return InMemoryStore.builder().memberRoomLimit(memberRoomLimit).build();
  }
}
