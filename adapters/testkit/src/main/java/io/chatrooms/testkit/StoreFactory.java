package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every part of the contract needs of a store. */
@ExtendWith(NamesThePromise.class)
interface StoreFactory {
  /**
   * Makes a fresh store. It may share its data with other stores, since every test has its own
   * account. A store that is {@link AutoCloseable} is closed after its test.
   *
   * @param memberRoomLimit how many rooms a member may be in
   * @param accountRoomLimit how many rooms an account may have
   */
  Store newStore(int memberRoomLimit, int accountRoomLimit) throws Exception;
}
