package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What one decision asks for: one change of a membership, or several that are made together or not
 * at all. All are of one account. Immutable.
 *
 * @param steps one or more, in the order in which they were decided
 */
public record Proposal(List<Step> steps) {
  /**
   * Copies the steps.
   *
   * @throws IllegalArgumentException if there is none, if they belong to several accounts, or if a
   *     change does not follow from its facts ({@link MembershipChange#requireDecidedOn})
   */
  public Proposal {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a proposal has one step or more");
    }
    for (Step step : steps) {
      AccountFacts.requireAbout(
          steps.get(0).change().key().accountId(), step.change().key().accountId());
    }
  }

  /** The proposal of one change. */
  public static Proposal of(MembershipChange change, MembershipFacts seen) {
    return new Proposal(List.of(new Step(change, seen)));
  }

  /**
   * A change and the facts that it was decided on.
   *
   * @param change the change
   * @param seen the facts as the store read them, after the changes of the earlier steps ({@link
   *     MembershipFacts#after})
   */
  public record Step(MembershipChange change, MembershipFacts seen) {
    /**
     * Checks that the change follows from the facts.
     *
     * @throws IllegalArgumentException if it does not
     */
    public Step {
      requireNonNull(change, "change");
      change.requireDecidedOn(seen);
    }
  }
}
