package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every part of the contract asks of whoever runs it. */
@ExtendWith(NamesThePromise.class)
interface StoreFactory {
  /**
   * Makes a fresh store. Tests keep to accounts of their own, so it may share its data with other
   * stores. A store that is {@link AutoCloseable} is closed when its test is over.
   *
   * @param memberRoomLimit how many rooms a member may be in
   */
  Store newStore(int memberRoomLimit) throws Exception;
}
