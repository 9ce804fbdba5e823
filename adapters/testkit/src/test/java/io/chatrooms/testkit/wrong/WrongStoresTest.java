package io.chatrooms.testkit.wrong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Every store that is wrong on purpose is caught, every time, by the test of the promise that it
 * breaks. That no right store is ever caught is seen wherever a store runs the contract.
 */
class WrongStoresTest {
  private static final int TIMES = Boolean.getBoolean("thorough") ? 20 : 3;
  private static final String PATIENCE = "chatrooms.testkit.patience";
  private static final String EFFORT = "chatrooms.testkit.effort";

  private static @Nullable String usualEffort;

  /**
   * A store that is wrong.
   *
   * @param test the test that shall catch it
   * @param promise what the failure shall name
   */
  private record Wrong(
      WrongStoreContract.Maker maker, Class<?> store, String test, String promise) {
    @Override
    public String toString() {
      return store.getSimpleName() + " breaks " + promise + ", as " + test + " finds";
    }
  }

  static Stream<Wrong> stores() {
    return Stream.of(
        wrong(CheckThenPut.class, CheckThenPut::new, "sameMember", "Promise 3"),
        wrong(CountThenInsert.class, CountThenInsert::new, "lastSeat", "Promise 4"),
        wrong(CountThenInsert.class, CountThenInsert::new, "lastRoom", "Promise 4"),
        wrong(
            CounterBumpedBeforeDuplicate.class,
            CounterBumpedBeforeDuplicate::new,
            "aRefusedAddChangesNothing",
            "Promise 2"),
        wrong(
            CounterBumpedBeforeDuplicate.class,
            CounterBumpedBeforeDuplicate::new,
            "noTwins",
            "Promise 3"),
        wrong(LimitOffByOne.class, LimitOffByOne::new, "theLastSeat", "Promise 4"),
        wrong(MemberLimitForgotten.class, MemberLimitForgotten::new, "theLastRoom", "Promise 4"),
        wrong(CaseFoldingIds.class, CaseFoldingIds::new, "idsAreExact", "Promise 11"),
        wrong(TrimmingIds.class, TrimmingIds::new, "idsAreExact", "Promise 11"),
        wrong(NormalisingIds.class, NormalisingIds::new, "idsAreExact", "Promise 11"),
        wrong(GluedKeys.class, GluedKeys::new, "roomAndAccountIdsAreExact", "Promise 11"),
        wrong(RoundingTimes.class, RoundingTimes::new, "times", "Promise 11"),
        wrong(LocalTimes.class, LocalTimes::new, "times", "Promise 11"),
        wrong(
            RoleKeptAfterRemoval.class,
            RoleKeptAfterRemoval::new,
            "removedAndAddedAgain",
            "Promise 12"),
        wrong(
            IndexNotPruned.class,
            IndexNotPruned::new,
            "aRoomTakesItsMembershipsWithIt",
            "Promise 9"),
        wrong(
            IndexNotPruned.class,
            IndexNotPruned::new,
            "anySequenceIsAnsweredAsByTheModel",
            "Promises 1 to 9, 11, 12"),
        wrong(PageTokenThatSkips.class, PageTokenThatSkips::new, "pagesAreTheList", "Promise 8"),
        wrong(PageTokenThatSkips.class, PageTokenThatSkips::new, "writesBetweenPages", "Promise 8"),
        wrong(
            NextPagePromisedOnFullLastPage.class,
            NextPagePromisedOnFullLastPage::new,
            "pagesAreTheList",
            "Promise 8"),
        wrong(AfterIgnored.class, AfterIgnored::new, "pagesAreTheList", "Promise 8"),
        wrong(Utf16Order.class, Utf16Order::new, "pagesAreTheList", "Promise 8"),
        wrong(Utf16Order.class, Utf16Order::new, "roomsOfAMember", "Promise 8"),
        wrong(StaleFactsAccepted.class, StaleFactsAccepted::new, "staleDecisions", "Promise 6"),
        wrong(
            CallersStandingNotWatched.class,
            CallersStandingNotWatched::new,
            "staleDecisions",
            "Promise 6"),
        wrong(
            CallersStandingNotWatched.class,
            CallersStandingNotWatched::new,
            "aChangeIsStaleOnceTheCallerWasDemoted",
            "Promise 12"),
        wrong(
            CallersStandingNotWatched.class,
            CallersStandingNotWatched::new,
            "addAgainstDemotion",
            "Promise 6"),
        wrong(
            AccountReadBeforeTheLock.class,
            AccountReadBeforeTheLock::new,
            "addAgainstSuspension",
            "Promise 6"),
        wrong(
            PlainAddsMakeEachOtherStale.class,
            PlainAddsMakeEachOtherStale::new,
            "plainAddsAreNotStale",
            "Promise 6"),
        wrong(DuplicateReportedAsFull.class, DuplicateReportedAsFull::new, "inIsIn", "Promise 5"),
        wrong(
            MemberFullBeforeRoomFull.class,
            MemberFullBeforeRoomFull::new,
            "theFirstOutcomeThatHolds",
            "Promise 2"),
        wrong(
            CascadeForgotten.class,
            CascadeForgotten::new,
            "aMemberTakesItsMembershipsWithIt",
            "Promise 9"),
        wrong(
            CascadeForgotten.class, CascadeForgotten::new, "addAgainstMemberRemoval", "Promise 9"),
        wrong(LostUpdateOnRole.class, LostUpdateOnRole::new, "demotingEachOther", "Promise 12"),
        wrong(LostUpdateOnRole.class, LostUpdateOnRole::new, "changeAgainstRemoval", "Promise 12"),
        wrong(
            AdministratorsCountedBeforeTheLock.class,
            AdministratorsCountedBeforeTheLock::new,
            "theLastTwoAdministrators",
            "Promise 12"),
        wrong(
            ChangesIgnoreTheAccount.class,
            ChangesIgnoreTheAccount::new,
            "staleChanges",
            "Promise 12"),
        wrong(
            RoundsTimesOfChanges.class,
            RoundsTimesOfChanges::new,
            "aRoleIsChangedAsItWasSeen",
            "Promise 12"),
        wrong(
            LastAdministratorDemoted.class,
            LastAdministratorDemoted::new,
            "theLastAdministratorKeepsTheRole",
            "Promise 12"),
        wrong(
            LastAdministratorDemoted.class,
            LastAdministratorDemoted::new,
            "theLastAdministratorLeavesLast",
            "Promise 12"),
        wrong(
            ChangesOnStaleFacts.class,
            ChangesOnStaleFacts::new,
            "aRoleIsChangedAsItWasSeen",
            "Promise 12"),
        wrong(
            MemberDirectoryAskedUnderLock.class,
            MemberDirectoryAskedUnderLock::new,
            "nothingIsHeldWhileTheHostIsAsked",
            "Members elsewhere"),
        wrong(
            CountThenInsert.class, CountThenInsert::new, "limitsHoldInRaces", "Members elsewhere"),
        wrong(
            StaleFactsAccepted.class,
            StaleFactsAccepted::new,
            "decisionsAgeAllTheSame",
            "Members elsewhere"),
        wrong(HostAskedOnce.class, HostAskedOnce::new, "theHostIsAskedAfresh", "Members elsewhere"),
        wrong(
            CommitsInsideTheHostsTransaction.class,
            CommitsInsideTheHostsTransaction::new,
            "allIsSeenAfterTheCommit",
            "Joining"),
        wrong(
            CommitsInsideTheHostsTransaction.class,
            CommitsInsideTheHostsTransaction::new,
            "nothingRemainsAfterARollback",
            "Joining"),
        wrong(
            RefusalSpoilsTheTransaction.class,
            RefusalSpoilsTheTransaction::new,
            "refusalsLeaveTheTransactionUsable",
            "Joining"),
        wrong(
            ForgetsOnRestart.class,
            ForgetsOnRestart::new,
            "afterARestartAllIsAsItWas",
            "Promise 7"),
        wrong(
            CountsForgottenOnRestart.class,
            CountsForgottenOnRestart::new,
            "afterARestartAllIsAsItWas",
            "Promise 7"),
        wrong(
            AccountsCached.class,
            AccountsCached::new,
            "aChangeThroughOneMakesAnAddThroughTheOtherStale",
            "Promise 6"),
        wrong(AccountsCached.class, AccountsCached::new, "whatOneWroteTheOtherSees", "Promise 7"),
        wrong(LockPerInstance.class, LockPerInstance::new, "instancesRaceForSeats", "Promise 4"),
        wrong(LocksInBothOrders.class, LocksInBothOrders::new, "addAgainstRemove", "Promise 9"),
        wrong(
            FactsReadInTwoSteps.class,
            FactsReadInTwoSteps::new,
            "someOrderExplainsWhatThreadsWereTold",
            "Promises 1 to 9, 12"),
        wrong(
            FactsReadInTwoSteps.class,
            FactsReadInTwoSteps::new,
            "factsAreOfOneInstant",
            "Promise 1"),
        wrong(LagsBehind.class, LagsBehind::new, "seen", "Promise 7"),
        wrong(
            FailsAsItPleases.class,
            FailsAsItPleases::new,
            "cutOffEveryOperationFailsAsAnnounced",
            "Promise 10"),
        wrong(
            EmptyWhenCutOff.class,
            EmptyWhenCutOff::new,
            "cutOffEveryOperationFailsAsAnnounced",
            "Promise 10"),
        wrong(
            DuplicateReportedAsFull.class,
            DuplicateReportedAsFull::new,
            "inIsInWhileTheLastSeatComesAndGoes",
            "Promise 5"),
        wrong(
            CountThenInsert.class, CountThenInsert::new, "invariantsHold", "Invariants 1 to 5, 8"),
        wrong(IndexNotPruned.class, IndexNotPruned::new, "invariantsHold", "Invariants 1 to 5, 8"),
        wrong(
            LastAdministratorDemoted.class,
            LastAdministratorDemoted::new,
            "invariantsHold",
            "Invariants 1 to 5, 8"));
  }

  private static Wrong wrong(
      Class<?> store, WrongStoreContract.Maker maker, String test, String promise) {
    return new Wrong(maker, store, test, promise);
  }

  /**
   * A store that comes to a standstill is caught sooner than one on a slow disk would be. A search
   * that ends when it finds something may be long, so that a slow machine finds it too.
   */
  @BeforeAll
  static void searchLongButWaitShortly() {
    usualEffort = System.getProperty(EFFORT);
    System.setProperty(EFFORT, "20");
    System.setProperty(PATIENCE, "2");
  }

  @AfterAll
  static void searchAsUsual() {
    System.clearProperty(PATIENCE);
    if (usualEffort == null) {
      System.clearProperty(EFFORT);
    } else {
      System.setProperty(EFFORT, usualEffort);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void isCaughtEveryTime(Wrong wrong) {
    WrongStoreContract.hold(wrong.maker);
    for (int i = 0; i < TIMES; i++) {
      assertThat(failure(wrong.test)).contains(wrong.promise + ":");
    }
  }

  /** What the one test said when it failed. */
  private static String failure(String test) {
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectMethod(WrongStoreContract.class, test))
            .execute();
    results.testEvents().assertStatistics(statistics -> statistics.started(1).failed(1));
    return results.testEvents().failed().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> result.getThrowable().orElseThrow().getMessage())
        .collect(Collectors.joining());
  }
}
