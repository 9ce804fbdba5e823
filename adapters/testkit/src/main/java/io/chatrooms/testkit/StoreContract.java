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
 * that break it. The invariants that some tests name follow from the promises:
 *
 * <ol>
 *   <li>A room has a member at most once (promise 3).
 *   <li>No room and no member is beyond its limit (promise 4).
 *   <li>Counts equal what they count (promise 9).
 *   <li>Who is in a room, and which rooms one is in, tell of the same memberships (promise 9).
 *   <li>A room that had an administrator keeps one while it has members, unless the administrator
 *       is removed from the account (promise 12).
 *   <li>(Of events, of which there are none yet.)
 *   <li>The same actions give the same results on every store.
 *   <li>The pages of a listing, of whatever size, are the listing (promise 8).
 * </ol>
 */
public abstract class StoreContract
    implements PromiseTests, RuleTests, DataTests, RaceTests, ModelTests, InvariantTests {
  /** For the tests of a store. */
  protected StoreContract() {}

  @Override
  public abstract Store newStore(int memberRoomLimit) throws Exception;
}
