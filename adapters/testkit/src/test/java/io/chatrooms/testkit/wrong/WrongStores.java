package io.chatrooms.testkit.wrong;

import io.chatrooms.testkit.TinyStore;
import java.util.List;

/** The kinds of wrong store that the kit catches, and the tests that catch each. */
final class WrongStores {
  private static final String ELSEWHERE = "Members elsewhere";
  private static final String JOINED = ", in the host's transaction";
  private static final String INVARIANTS = "Invariants 1 to 5, 8";

  private WrongStores() {}

  /** Makes a store. */
  interface Maker {
    TinyStore make(WrongStore.Setup setup);
  }

  /**
   * A kind of wrong store.
   *
   * @param wrong what is wrong with it
   */
  record Kind(String wrong, Maker maker, List<Caught> caught) {}

  /**
   * A test that catches a store, alone and every time.
   *
   * @param promise the promise or rule that the message of the failure names
   * @param byDeadlock true if the test fails because an action does not end
   */
  record Caught(String promise, String test, boolean byDeadlock) {}

  static List<Kind> all() {
    return List.of(
        kind(
            "Reads the counts of the facts in another step than the rest.",
            FactsReadInTwoSteps::new,
            by("Promise 1", "factsAreOfOneInstant"),
            by("Promises 1 to 10", "someOrderExplainsTheResultsOfThreads")),
        kind(
            "Declines, and reads the counts of the facts that it returns in another step.",
            FactsInsteadReadInTwoSteps::new,
            by("Promise 2", "factsInsteadAreOfOneInstant")),
        kind(
            "Declines, and returns the facts that it was given.",
            DeclinesWithTheFactsSeen::new,
            by("Promise 2", "theFactsInsteadLeadOn"),
            by("Promise 3", "additionsOnOldFacts"),
            by("CRM-08", "whatChangedMeanwhileDecides")),
        kind(
            "Declines, and returns facts about another caller.",
            InsteadForAnotherCaller::new,
            by("Promise 2", "theFactsInsteadLeadOn"),
            by("Promise 3", "additionsOnOldFacts")),
        kind(
            "Makes the change, and returns facts as if it had not.",
            MadeAndDeclined::new,
            by("Promise 2", "aChangeIsMadeWhole"),
            by("CRM-08", "casesOfCreateRoomMembership"),
            by("DRM-04", "casesOfDeleteRoomMembership"),
            by("All rules", "anyRequestInAnyWorld")),
        kind(
            "Writes the index of a member's rooms after the membership.",
            IndexWrittenLater::new,
            by("Promise 1", "factsAreOfOneInstant")),
        kind(
            "Reads whether there is a next page in another step than the page.",
            PageReadInTwoSteps::new,
            by("Promise 1", "pagesAreOfOneInstant")),
        kind(
            "Counts a membership that exists a second time when an add of it is declined.",
            CounterBumpedBeforeDuplicate::new,
            by("Promise 2", "aDeclinedChangeChangesNothing"),
            by("Promise 4", "noTwins")),
        kind(
            "Accepts a change that does not follow from its facts.",
            DecisionNotChecked::new,
            by("confirm", "aChangeThatDoesNotFollowFromTheFacts")),
        kind(
            "Compares nothing with the facts that were seen.",
            FactsNotCompared::new,
            by("Promise 3", "additionsOnOldFacts"),
            by("Promise 3", "changesOnOldFacts"),
            by(ELSEWHERE, "whatTheStoreKeepsIsCompared")),
        kind(
            "Does not compare the account.",
            AccountNotCompared::new,
            by("Promise 3", "additionsOnOldFacts"),
            by("Promise 3", "changesOnOldFacts")),
        kind(
            "Does not compare the room.",
            RoomNotCompared::new,
            by("Promise 3", "additionsOnOldFacts"),
            by("Promise 3", "changesOnOldFacts")),
        kind(
            "Does not compare the caller.",
            CallerNotCompared::new,
            by("Promise 3", "additionsOnOldFacts"),
            by("Promise 3", "changesOnOldFacts")),
        kind(
            "Does not compare the caller's membership.",
            CallerMembershipNotCompared::new,
            by("Promise 3", "additionsOnOldFacts"),
            by("Promise 3", "changesOnOldFacts")),
        kind(
            "Does not compare the member.",
            MemberNotCompared::new,
            by("Promise 3", "additionsOnOldFacts"),
            by("Promise 3", "changesOnOldFacts")),
        kind(
            "Compares the account for adds only.",
            ChangesIgnoreTheAccount::new,
            by("Promise 3", "changesOnOldFacts")),
        kind(
            "Compares the account before it takes the lock.",
            AccountReadBeforeTheLock::new,
            by("Promise 3", "nothingIsMadeAfterTheAccountWasSuspended")),
        kind(
            "Compares the room before it takes the lock.",
            RoomReadBeforeTheLock::new,
            by("Promise 3", "nothingIsMadeAfterTheInvitePolicyChanged"),
            by("Promise 10", "additionsAgainstTheRemovalOfTheirRoom")),
        kind(
            "Compares the caller before it takes the lock.",
            CallerReadBeforeTheLock::new,
            by("Promise 3", "nothingIsMadeAfterTheCallerWasSuspended")),
        kind(
            "Compares the caller's membership before it takes the lock.",
            CallerMembershipReadBeforeTheLock::new,
            by("Promise 3", "nothingIsMadeAfterTheCallerWasDemoted"),
            by("Promise 3", "nothingIsMadeAfterTheCallerWasRemoved")),
        kind(
            "Compares the member before it takes the lock.",
            MemberReadBeforeTheLock::new,
            by("Promise 3", "nothingIsMadeAfterTheMemberWasSuspended"),
            by("Promise 10", "additionsAgainstTheRemovalOfTheirMember")),
        kind(
            "Compares the count of the room, so that plain adds make each other decide again.",
            CountsCompared::new,
            by("Promise 3", "countsAreNotCompared")),
        kind(
            "Declines once, and then returns facts on which it declines for ever.",
            DeclinesForEver::new,
            by("Promise 2", "theFactsInsteadLeadOn"),
            by("CRM-08", "whatChangedMeanwhileDecides")),
        kind(
            "Releases the lock between the check and the insert.",
            CheckThenPut::new,
            by("Promise 4", "sameMember"),
            by("Promise 4", "oneOfSeveralAdditions")),
        kind(
            "Compares the counts with the limits before it takes the lock.",
            CountThenInsert::new,
            by("Promise 5", "lastPlaceInARoom"),
            by("Promise 5", "lastRoomOfAMember"),
            by(ELSEWHERE, "limitsHoldInRaces"),
            by(INVARIANTS, "invariantsHold")),
        kind(
            "Lets a room have one membership more than its limit.",
            LimitOffByOne::new,
            by("Promise 5", "noRoomBeyondItsLimit")),
        kind(
            "Does not know the limit of a member.",
            MemberLimitForgotten::new,
            by("Promise 5", "noMemberBeyondItsLimit")),
        kind(
            "Locks out its own threads, and not those of another instance.",
            LockPerInstance::new,
            by("Promise 5", "instancesRaceForPlaces"),
            by("Promise 6", "demotingEachOtherOnTwoInstances")),
        kind(
            "Demotes and removes the last administrator.",
            LastAdministratorTaken::new,
            by("Promise 6", "theLastAdministratorIsNotDemoted"),
            by("Promise 6", "theLastAdministratorIsRemovedLast"),
            by("Promise 6", "theLastTwoAdministratorsInTurn")),
        kind(
            "Never removes the last administrator, even if nobody else is in the room.",
            LastOccupantKept::new,
            by("Promise 6", "theLastAdministratorIsRemovedLast"),
            by("DRM-04", "casesOfDeleteRoomMembership")),
        kind(
            "Counts the administrators before it takes the lock.",
            AdministratorsCountedBeforeTheLock::new,
            by("Promise 6", "theLastTwoAdministrators")),
        kind(
            "Goes on counting administrators who were removed.",
            RemovedAdministratorsCounted::new,
            by("Promise 10", "rolesAgainstRemovals"),
            by(INVARIANTS, "invariantsHold")),
        kind(
            "Does not count members who were promoted as administrators.",
            PromotionsNotCounted::new,
            by("Promise 10", "rolesAgainstRemovals"),
            by("Promise 2", "aChangeIsMadeWhole")),
        kind(
            "Confirms the removal of a membership that was removed meanwhile.",
            RemovalsConfirmedTwice::new,
            by("Promise 7", "onceFromTheSameMembership"),
            by("Promise 7", "oneOfSeveralRemovals")),
        kind(
            "Removes whatever membership has the key.",
            RemovesByKey::new,
            by("Promise 7", "onceFromTheSameMembership"),
            by("Promise 7", "anEarlierMembership")),
        kind(
            "Confirms a change of role on a membership whose role was changed meanwhile.",
            LastRoleChangeWins::new,
            by("Promise 7", "onceFromTheSameMembership"),
            by("Promise 7", "oneOfSeveralChangesOfRole")),
        kind(
            "Confirms a change of role that updated no row, as the membership was removed.",
            UpdatedRowsNotCounted::new,
            by("Promise 7", "onceFromTheSameMembership"),
            by("Promise 7", "oneOfRemovalsAndChangesOfRole")),
        kind(
            "Inserts a membership again whose role changes after its removal.",
            RoleChangeBringsBack::new,
            by("Promise 7", "onceFromTheSameMembership"),
            by("Promise 7", "aChangeOfRoleAgainstARemoval")),
        kind(
            "Releases the lock between the check and the delete.",
            RemovedInTwoSteps::new,
            by("Promise 7", "oneOfSeveralRemovals"),
            by("Promise 7", "oneOfRemovalsAndChangesOfRole"),
            by("Promise 7", "oneDoes")),
        kind(
            "Releases the lock between the check and the write of a role.",
            RoleChangedInTwoSteps::new,
            by("Promise 7", "oneOfSeveralChangesOfRole"),
            by("Promise 7", "aChangeOfRoleAgainstARemoval"),
            by("Promise 6", "demotingEachOther")),
        kind(
            "Releases the lock between the check and the update of a role, which may find no row.",
            UpdatedInTwoSteps::new,
            by("Promise 7", "oneOfRemovalsAndChangesOfRole"),
            by("Promise 7", "oneOfSeveralChangesOfRole")),
        kind(
            "Gives a member that was removed and is added again the role that it had.",
            RoleKeptAfterRemoval::new,
            by("Promise 2", "removedAndAddedAgain"),
            by("CRM-08", "casesOfCreateRoomMembership")),
        kind(
            "Writes all memberships of a room for one of them, so that others are lost.",
            RoomWrittenAsAWhole::new,
            by("Promise 8", "allWhoAreAddedAtOnceStay"),
            by("Promise 5", "lastPlaceInARoom"),
            by("Promise 5", "instancesRaceForPlaces")),
        kind(
            "Misses a write in the first read that follows it.",
            LagsBehind::new,
            by("Promise 8", "seen")),
        kind(
            "Caches accounts, and does not notice the writes of another instance.",
            AccountsCached::new,
            by("Promise 8", "whatOneWroteTheOtherSees"),
            by("Promise 3", "afterAChangeThroughOneTheOtherDeclines")),
        kind(
            "Keeps everything in its own memory.",
            ForgetsOnRestart::new,
            by("Promise 8", "afterARestartEverythingReadsAsBefore")),
        kind(
            "Keeps the counts in its own memory.",
            CountsForgottenOnRestart::new,
            by("Promise 8", "afterARestartEverythingReadsAsBefore")),
        kind(
            "Returns the first page for every page.",
            AfterIgnored::new,
            by("Promise 9", "pagesAreTheList")),
        kind(
            "Announces a next page after every full page.",
            NextPageAnnouncedAfterAFullOne::new,
            by("Promise 9", "pagesAreTheList")),
        kind(
            "Leaves out one membership between two pages.",
            PageSkipsOne::new,
            by("Promise 9", "pagesAreTheList"),
            by("Promise 9", "writesBetweenPages")),
        kind(
            "Orders ids by UTF-16 unit, as String does.",
            Utf16Order::new,
            by("Promise 9", "pagesAreTheList"),
            by("Promise 9", "roomsOfAMember")),
        kind(
            "Returns an empty page after a member who has left the room.",
            AfterHasToBeInTheRoom::new,
            by("Promise 9", "writesBetweenPages")),
        kind(
            "Removes a member and leaves its memberships.",
            CascadeForgotten::new,
            by("Promise 10", "aMemberIsRemovedWithItsMemberships"),
            by("Promise 10", "additionsAgainstTheRemovalOfTheirMember")),
        kind(
            "Keeps an index of a member's rooms, and leaves removed memberships in it.",
            IndexNotPruned::new,
            by("Promise 10", "aRoomIsRemovedWithItsMemberships"),
            by("Promises 1 to 10, 12", "anySequenceIsAnsweredAsByTheModel"),
            by(INVARIANTS, "invariantsHold")),
        kind(
            "Removes a room, with its memberships, when it is saved again.",
            SavingARoomEmptiesIt::new,
            by("Promise 10", "savingAgainKeepsMemberships")),
        kind(
            "Removes all memberships of a member one by one.",
            RemovesAllInSteps::new,
            by("Promise 10", "theRemovalOfAllMembershipsIsOneStep"),
            by("Promise 10", "theRemovalOfAMemberIsOneStep")),
        kind(
            "Removes a member in another step than its memberships, which it removes first.",
            MemberRemovedAfterItsMemberships::new,
            by("Promise 10", "theRemovalOfAMemberIsOneStep")),
        kind(
            "Removes a member in another step than its memberships, which it removes last.",
            MembershipsRemovedAfterTheMember::new,
            by("Promise 10", "theRemovalOfAMemberIsOneStep")),
        kind(
            "Removes the memberships of a room one by one.",
            RoomRemovedInSteps::new,
            by("Promise 10", "theRemovalOfARoomIsOneStep")),
        kind(
            "Removes a room in another step than its memberships.",
            RoomRemovedAfterItsMemberships::new,
            by("Promise 10", "theRemovalOfARoomIsOneStep")),
        kind(
            "Removes a room, and lowers the counts of its members in another step.",
            CountsLoweredAfterTheRoom::new,
            by("Promise 10", "theRemovalOfARoomIsOneStep")),
        kind(
            "Removes the memberships of a member, and lowers the counts of the rooms afterwards.",
            CountsLoweredAfterTheMemberships::new,
            by("Promise 10", "theRemovalOfAllMembershipsIsOneStep")),
        kind(
            "Takes two locks in either order, so that two changes wait for each other.",
            LocksInBothOrders::new,
            byDeadlock("Promise 10", "additionsAgainstRemovals")),
        kind(
            "Makes the steps of a proposal one by one.",
            ProposalsMadeInSteps::new,
            by("Promise 2", "aProposalIsMadeInOneStep"),
            by("Promises 1 to 10", "someOrderExplainsTheResultsOfThreads")),
        kind(
            "Declines a proposal at one of its steps, and keeps those before it.",
            EarlierStepsStay::new,
            by("Promise 2", "allStepsAreMadeOrNone"),
            by("Promises 1 to 10, 12", "anySequenceIsAnsweredAsByTheModel")),
        kind(
            "Checks each step of a proposal as if it were the first.",
            StepsIgnoreEarlierSteps::new,
            by("Promise 5", "noLimitIsPassedByProposals"),
            by("Promise 6", "theLastAdministratorStays")),
        kind(
            "Makes the changes of a batch whatever became of those who were refused.",
            RefusalsForgotten::new,
            by("Promise 3", "aProposalRestsOnItsRefusals")),
        kind(
            "Checks each of several proposals as if it were the first.",
            ProposalsIgnoreEarlierOnes::new,
            by("Promise 2", "proposalsAreConfirmedInTheirOrder"),
            by("Promise 4", "noTwinsInProposals"),
            by("Promise 5", "noLimitIsPassedByProposals"),
            by("Promise 7", "onceInProposals")),
        kind(
            "Reads the facts of several one by one.",
            FactsOfSeveralReadInSteps::new,
            by("Promise 1", "factsOfSeveralAndListingsAreOfOneInstant"),
            by("Promises 1 to 10", "someOrderExplainsTheResultsOfThreads")),
        kind(
            "Reads a page in another step than its facts.",
            PageReadApartFromItsFacts::new,
            by("Promise 1", "factsOfSeveralAndListingsAreOfOneInstant"),
            by("Promises 1 to 10", "someOrderExplainsTheResultsOfThreads")),
        kind(
            "Adds the first administrator of a new room in a second step.",
            FirstAdministratorAddedLater::new,
            by("Promise 2", "aRoomIsCreatedInOneStep"),
            by("Promises 1 to 10", "someOrderExplainsTheResultsOfThreads")),
        kind(
            "Does not compare account and caller when it creates a room.",
            CreationsNotCompared::new,
            by("Promise 3", "creationsOnOldFacts"),
            by("Promises 1 to 10, 12", "anySequenceIsAnsweredAsByTheModel")),
        kind(
            "Does not compare what was seen when it updates or removes a room.",
            RoomChangesNotCompared::new,
            by("Promise 3", "changesOfRoomsOnOldFacts"),
            by("Promises 1 to 10, 12", "anySequenceIsAnsweredAsByTheModel")),
        kind(
            "Checks the token of a new room before it takes the lock.",
            TokenCheckedBeforeTheLock::new,
            by("Promise 4", "oneOfSeveralCreations")),
        kind(
            "Keeps the token of a room that is removed.",
            TokensKeptForEver::new,
            by("Promise 10", "withARoomItsTokenIsFree")),
        kind(
            "Lets an account have one room more than its limit.",
            AccountLimitOffByOne::new,
            by("Promise 5", "noAccountBeyondItsLimit")),
        kind(
            "Does not know the limit of an account.",
            AccountLimitForgotten::new,
            by("Promise 5", "noAccountBeyondItsLimit"),
            by("CRO-04", "casesOfCreateRoom")),
        kind(
            "Counts the rooms of an account before it takes the lock.",
            RoomsCountedBeforeTheLock::new,
            by("Promise 5", "lastRoomOfAnAccount"),
            by("Promises 1 to 10", "someOrderExplainsTheResultsOfThreads"),
            by(INVARIANTS, "invariantsHold")),
        kind(
            "Returns the first page of rooms for every page of rooms.",
            RoomsAfterIgnored::new,
            by("Promise 9", "aListingBeginsAfterAnyId"),
            by("Promises 1 to 10, 12", "anySequenceIsAnsweredAsByTheModel")),
        kind(
            "Orders the rooms of an account by UTF-16 unit.",
            RoomsInUtf16Order::new,
            by("Promise 9", "pagesOfRoomsAreTheList"),
            by("Promises 1 to 10, 12", "anySequenceIsAnsweredAsByTheModel")),
        kind(
            "Makes page tokens with a key of each instance.",
            TokenKeyPerInstance::new,
            by("Promise 9", "aListingGoesOnAtAnotherInstance"),
            by("Promise 9", "aListingGoesOnAfterARestart")),
        kind(
            "Throws its driver's exceptions.",
            DriversExceptionsThrown::new,
            by("Promise 11", "cutOffEveryOperationThrowsAStoreException")),
        kind(
            "Takes an account that it cannot read for one that does not exist.",
            EmptyWhenCutOff::new,
            by("Promise 11", "cutOffEveryOperationThrowsAStoreException")),
        kind(
            "Folds the case of ids, as many collations do.",
            CaseFoldingIds::new,
            by("Promise 12", "idsAreExact"),
            by("All rules", "anyRequestInAnyWorld")),
        kind(
            "Trims ids, as columns of fixed width do.",
            TrimmingIds::new,
            by("Promise 12", "idsAreExact")),
        kind(
            "Compares ids after Unicode normalization, as some collations do.",
            NormalizingIds::new,
            by("Promise 12", "idsAreExact")),
        kind(
            "Joins the ids of a key with a colon, which ids may contain.",
            JoinedKeys::new,
            by("Promise 12", "roomAndAccountIdsAreExact")),
        kind("Stores times in whole seconds.", TimesInSeconds::new, by("Promise 12", "times")),
        kind(
            "Stores local times, of which some occur twice a year.",
            LocalTimes::new,
            by("Promise 12", "times")),
        kind(
            "Stores the times of role changes in whole seconds.",
            TimesOfRoleChangesInSeconds::new,
            by("Promise 12", "aChangeOfRoleKeepsTheRest"),
            by("URM-07", "casesOfUpdateRoomMembership")),
        kind(
            "Loses the inviter when the role changes.",
            InviterReplacedByRoleChange::new,
            by("Promise 12", "aChangeOfRoleKeepsTheRest"),
            by("URM-07", "casesOfUpdateRoomMembership"),
            by("All rules", "anyRequestInAnyWorld")),
        kind(
            "Truncates names after 255 characters.",
            NamesTruncated::new,
            by("Promise 12", "texts")),
        kind(
            "Ignores another limit in a room that is saved again, instead of refusing it.",
            AnotherLimitIgnored::new,
            by("RoomRepository.save", "aRoomKeepsItsLimit")),
        kind(
            "Asks the host's directory under the lock.",
            DirectoryAskedUnderTheLock::new,
            by(ELSEWHERE, "nothingIsHeldWhileTheHostIsAsked")),
        kind(
            "Asks the host's directory again in confirm.",
            DirectoryAskedInConfirm::new,
            by(ELSEWHERE, "confirmDoesNotAskTheHost")),
        kind(
            "Asks the host's directory once and remembers the answer.",
            DirectoryAskedOnce::new,
            by(ELSEWHERE, "factsContainWhatTheHostSaysNow")),
        kind(
            "Commits the host's transaction.",
            CommitsInsideTheHostsTransaction::new,
            by("Promise 8" + JOINED, "othersSeeAllOfItAfterTheCommit"),
            by("Promise 2" + JOINED, "nothingRemainsAfterARollback")),
        kind(
            "Leaves the host's transaction unusable when it declines.",
            DecliningAbortsTheTransaction::new,
            by("Promise 2" + JOINED, "itGoesOnAfterEveryKindOfRefusal")));
  }

  private static Kind kind(String wrong, Maker maker, Caught... caught) {
    return new Kind(wrong, maker, List.of(caught));
  }

  private static Caught by(String promise, String test) {
    return new Caught(promise, test, false);
  }

  private static Caught byDeadlock(String promise, String test) {
    return new Caught(promise, test, true);
  }
}
