package io.chatrooms.core.action;

/**
 * A numbered rule of the domain. Every outcome of an action names the rule that decided it. The
 * rules that several actions share are {@link SharedRule}; each action has an enum of its own for
 * the others, in their order of precedence. Immutable.
 */
public interface Rule {
  /** The name of the constant, such as {@code CRM_01}. */
  String name();

  /** The number, such as {@code CRM-01}. */
  default String number() {
    return name().replace('_', '-');
  }

  /** When the rule applies. */
  String when();

  /**
   * Where the rule comes from: A, the API's reference; G, the product's guides; D, a decision of
   * this project where both are silent. Brackets say what a letter covers if there are several.
   */
  String source();
}
