/**
 * The contract that any store must keep, as tests. Extend {@link
 * io.chatrooms.testkit.StoreContract}, say how to make a fresh store, and run the tests: each names
 * the promise of {@link io.chatrooms.core.membership.RoomMembershipRepository} that it tests. What
 * else a store can do it declares by one more interface, and gets those tests too: {@link
 * io.chatrooms.testkit.SurvivesRestart}, {@link io.chatrooms.testkit.SeveralInstances}, {@link
 * io.chatrooms.testkit.JoinsTransactions}, {@link io.chatrooms.testkit.MembersElsewhere}, {@link
 * io.chatrooms.testkit.CanBeCutOff}.
 *
 * <p>For a host's own property tests there are {@link io.chatrooms.testkit.DomainArbitraries},
 * {@link io.chatrooms.testkit.World} and {@link io.chatrooms.testkit.FailingStore}.
 *
 * <p>Three system properties: {@code chatrooms.testkit.effort}, a whole number, multiplies searches
 * and repeats; {@code chatrooms.testkit.seed} repeats a search that failed; {@code
 * chatrooms.testkit.patience} is the number of seconds after which an action that has not ended is
 * taken for deadlocked, 60 by default.
 */
@NullMarked
package io.chatrooms.testkit;

import org.jspecify.annotations.NullMarked;
