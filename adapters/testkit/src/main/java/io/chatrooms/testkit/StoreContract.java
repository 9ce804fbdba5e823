package io.chatrooms.testkit;

import io.chatrooms.core.Store;

/**
 * The contract of a store, promise by promise (see {@link
 * io.chatrooms.core.membership.RoomMembershipRepository}). To hold a store to it, extend this class
 * in its tests and say how to make one:
 *
 * <pre>{@code
 * class MyStoreTest extends StoreContract {
 *   @Override
 *   public Store newStore(int memberRoomLimit) {
 *     return new MyStore(memberRoomLimit);
 *   }
 * }
 * }</pre>
 *
 * <p>A failing test names the promise that the store breaks, and shows the fewest actions found
 * that break it.
 */
public abstract class StoreContract
    implements PromiseTests, RuleTests, DataTests, RaceTests, ModelTests, InvariantTests {
  /** For the tests of a store. */
  protected StoreContract() {}

  @Override
  public abstract Store newStore(int memberRoomLimit) throws Exception;
}
