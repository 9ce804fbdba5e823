package io.chatrooms.core.membership;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What one decision asks for: one change of a membership, or several that are made together or not
 * at all. Steps without a change are what else the decision rests on, such as the facts about a
 * member who was refused. All are of one account. Immutable.
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
          steps.get(0).seen().key().accountId(), step.seen().key().accountId());
    }
  }

  /** The proposal of one change. */
  public static Proposal of(MembershipChange change, MembershipFacts seen) {
    return new Proposal(List.of(Step.of(change, seen)));
  }

  /**
   * True if all steps may be made, one after the other, where the facts {@code now} hold ({@link
   * Step#mayBeMade}).
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
        before = earlier.after(before);
      }
      if (!steps.get(i).mayBeMade(before)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A change and the facts that it was decided on, or facts on which no change was decided.
   *
   * @param change empty if the proposal only rests on the facts
   * @param seen the facts as the store read them, after the changes of the earlier steps ({@link
   *     MembershipFacts#after})
   */
  public record Step(Optional<MembershipChange> change, MembershipFacts seen) {
    /**
     * Checks that the change follows from the facts.
     *
     * @throws IllegalArgumentException if it does not
     */
    public Step {
      requireNonNull(change, "change");
      requireNonNull(seen, "seen");
      change.ifPresent(made -> made.requireDecidedOn(seen));
    }

    /** A step that makes a change. */
    public static Step of(MembershipChange change, MembershipFacts seen) {
      return new Step(Optional.of(change), seen);
    }

    /** A step that makes no change. */
    public static Step restingOn(MembershipFacts seen) {
      return new Step(Optional.empty(), seen);
    }

    /**
     * True if the step may be made where the facts {@code now} hold: its change may be made ({@link
     * MembershipChange#mayBeMade}), or, if it has none, the same is refused for the same reason.
     */
    public boolean mayBeMade(MembershipFacts now) {
      return change.isPresent() ? change.get().mayBeMade(seen, now) : seen.decideTheSameAs(now);
    }

    /** The facts after the step, if they are about the same account. */
    public MembershipFacts after(MembershipFacts facts) {
      return change.isPresent() ? facts.after(change.get()) : facts;
    }
  }
}
