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
import org.junit.jupiter.api.Test;

class ProposalTest {
  private static Proposal.Step addition(MembershipKey key) {
    return new Proposal.Step(
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
        .extracting(step -> step.change().key())
        .containsExactly(BOB_IN_LOUNGE, ANN_IN_LOUNGE);
  }

  @Test
  void itMayHaveOneStep() {
    Proposal.Step step = addition(ANN_IN_LOUNGE);

    assertThat(Proposal.of(step.change(), step.seen())).isEqualTo(new Proposal(List.of(step)));
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
        .isThrownBy(() -> new Proposal.Step(addition, ofBob))
        .withMessageStartingWith("the change is about ");
    assertThatIllegalArgumentException().isThrownBy(() -> Proposal.of(addition, ofBob));
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
