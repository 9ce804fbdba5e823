package io.chatrooms.testkit;

import io.chatrooms.core.Store;

/**
 * The contract of a store, promise by promise (see {@link
 * io.chatrooms.core.membership.RoomMembershipRepository}). To test a store, extend this class and
 * say how to make one:
 *
 * <pre>{@code
 * class MyStoreTest extends StoreContract {
 *   @Override
 *   public Store newStore(int memberRoomLimit, int accountRoomLimit) {
 *     return new MyStore(memberRoomLimit, accountRoomLimit);
 *   }
 * }
 * }</pre>
 *
 * <p>A failing test names the promise that the store breaks, shows the fewest actions found that
 * break it, and says what to look at first. What else a store can do it declares by one more
 * interface, and gets the tests of that. What it does not declare is reported as a skipped test.
 *
 * <p>The invariants that some tests name follow from the promises:
 *
 * <ol>
 *   <li>A room has a member at most once (promise 4).
 *   <li>No room and no member is beyond its limit (promise 5).
 *   <li>Counts equal what they count (promise 10).
 *   <li>The members of a room and the rooms of a member are the same memberships (promise 10).
 *   <li>A room that had an administrator keeps one while it has members, unless the administrator
 *       is removed from the account (promise 6).
 *   <li>(About events, which do not exist yet.)
 *   <li>The same sequence of actions gives the same results on every store.
 *   <li>The pages of a listing, at any size, are the listing (promise 9).
 * </ol>
 */
public abstract class StoreContract
    implements PromiseTests,
        RuleTests,
        DataTests,
        ProposalTests,
        RoomTests,
        ListingTests,
        RaceTests,
        RoomRaceTests,
        ModelTests,
        InvariantTests,
        CapabilityTests {
  /** For the tests of a store. */
  protected StoreContract() {}

  @Override
  public abstract Store newStore(int memberRoomLimit, int accountRoomLimit) throws Exception;
}
