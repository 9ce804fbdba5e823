package io.chatrooms.core.membership;

import static io.chatrooms.core.Acme.ANN_IN_LOUNGE;
import static io.chatrooms.core.Acme.BOB_IN_LOUNGE;
import static io.chatrooms.core.Acme.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.chatrooms.core.Facts;
import io.chatrooms.core.account.AccountId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProposalTest {
  private static Proposal.Step addition(MembershipKey key) {
    return Proposal.Step.of(
        MembershipAdded.of(key, Role.MEMBER, "root", NOW), new Facts().about(key, null).build());
  }

  @Test
  void itHasItsStepsInOrder() {
    List<Proposal.Step> steps =
        new ArrayList<>(List.of(addition(BOB_IN_LOUNGE), addition(ANN_IN_LOUNGE)));
    Proposal proposal = new Proposal(steps);
    steps.clear();

    assertThat(proposal.steps()).isUnmodifiable();
    assertThat(proposal.steps())
        .extracting(step -> step.seen().key())
        .containsExactly(BOB_IN_LOUNGE, ANN_IN_LOUNGE);
  }

  @Test
  void itMayHaveOneStep() {
    Proposal.Step step = addition(ANN_IN_LOUNGE);

    assertThat(Proposal.of(step.change().orElseThrow(), step.seen()))
        .isEqualTo(new Proposal(List.of(step)));
  }

  @Test
  void itHasAtLeastOneStep() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proposal(List.of()))
        .withMessage("a proposal has one step or more");
  }

  @Test
  void allStepsAreOfOneAccount() {
    MembershipKey elsewhere =
        new MembershipKey(new AccountId("ACME"), BOB_IN_LOUNGE.roomId(), BOB_IN_LOUNGE.memberId());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proposal(List.of(addition(ANN_IN_LOUNGE), addition(elsewhere))))
        .withMessage("the facts are about acme and contain ACME");
  }

  @Test
  void aStepFollowsFromItsFacts() {
    MembershipAdded addition = MembershipAdded.of(ANN_IN_LOUNGE, Role.MEMBER, "root", NOW);
    MembershipFacts ofBob = new Facts().about(BOB_IN_LOUNGE, null).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Proposal.Step.of(addition, ofBob))
        .withMessageStartingWith("the change is about ");
    assertThatIllegalArgumentException().isThrownBy(() -> Proposal.of(addition, ofBob));
  }

  @Test
  @DisplayName("Promise 3: a step without a change rests on what refused an addition")
  void aStepWithoutAChange() {
    MembershipFacts seen = new Facts().about(ANN_IN_LOUNGE, null).build();
    Proposal.Step step = Proposal.Step.restingOn(seen);

    assertThat(step.mayBeMade(seen)).isTrue();
    assertThat(step.after(seen)).isSameAs(seen);
    assertThat(step.mayBeMade(seen.after(addition(ANN_IN_LOUNGE).change().orElseThrow())))
        .as("the member is in the room")
        .isFalse();
    assertThat(new Proposal(List.of(step, addition(ANN_IN_LOUNGE))).mayBeMade(List.of(seen, seen)))
        .isTrue();
    assertThat(new Proposal(List.of(addition(ANN_IN_LOUNGE), step)).mayBeMade(List.of(seen, seen)))
        .as("the step comes after the addition")
        .isFalse();
  }

  @Test
  @SuppressWarnings("NullAway") // What happens to null is what is tested.
  void everyPartIsRequired() {
    assertThatNullPointerException()
        .isThrownBy(() -> new Proposal.Step(null, new Facts().build()))
        .withMessage("change");
    assertThatNullPointerException().isThrownBy(() -> new Proposal(null));
  }
}
