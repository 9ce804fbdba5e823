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
   * True if all steps may be made, one after the other, where the facts {@code now} hold ({@link
   * MembershipChange#mayBeMade}).
   *
   * @param now the facts for each step, where no step is made
   * @throws IllegalArgumentException if there are not as many as steps
   */
  public boolean mayBeMade(List<MembershipFacts> now) {
    if (now.size() != steps.size()) {
      throw new IllegalArgumentException(
          "there are %s steps, and facts for %s".formatted(steps.size(), now.size()));
    }
    for (int i = 0; i < steps.size(); i++) {
      MembershipFacts before = now.get(i);
      for (Step earlier : steps.subList(0, i)) {
        before = before.after(earlier.change());
      }
      if (!steps.get(i).change().mayBeMade(steps.get(i).seen(), before)) {
        return false;
      }
    }
    return true;
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
