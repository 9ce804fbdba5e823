/**
 * The contract that any store must keep. Extend {@link io.chatrooms.testkit.StoreContract}, say how
 * to make a fresh store, and run the tests: each names the promise of {@link
 * io.chatrooms.core.membership.RoomMembershipRepository} that it holds the store to. What else a
 * store can do it declares by one more interface, and gets those tests too: {@link
 * io.chatrooms.testkit.SurvivesRestart}, {@link io.chatrooms.testkit.SeveralInstances}, {@link
 * io.chatrooms.testkit.JoinsTransactions}, {@link io.chatrooms.testkit.MembersElsewhere}, {@link
 * io.chatrooms.testkit.CanBeCutOff}.
 *
 * <p>For property tests of a host's own there are {@link io.chatrooms.testkit.DomainArbitraries},
 * {@link io.chatrooms.testkit.World} and {@link io.chatrooms.testkit.FailingStore}.
 *
 * <p>The system property {@code chatrooms.testkit.effort}, a whole number, multiplies searches and
 * repeats; {@code chatrooms.testkit.seed} repeats the search that failed; {@code
 * chatrooms.testkit.patience} says after how many seconds an action that did not end is taken for a
 * deadlock, 60 unless told otherwise.
 */
@NullMarked
package io.chatrooms.testkit;

import org.jspecify.annotations.NullMarked;
