package io.chatrooms.core.action;

/**
 * The rules of {@link CreateRoomMembership}, in their order of precedence, which is the order of
 * this enum but for two: CRM-16 and CRM-17 apply whenever a port fails, at the point where it is
 * asked. The first rule that applies decides.
 *
 * <p>The sources are the documentation of the chat-room part of Amazon Chime, a service that closed
 * in February 2026, and our own decisions where it is silent.
 */
public enum Rule {
  /** Nobody knows who asks. */
  CRM_01(UnauthorizedClient.class, "A", "the caller is not authenticated"),
  /** Too many requests. */
  CRM_02(ThrottledClient.class, "A", "the caller asks more often than it may"),
  /** A malformed request; every violation is named. */
  CRM_03(
      BadRequest.class,
      "A (blank, role), D (the rest)",
      "an id is missing, is blank, has more than 128 code points, or holds a NUL or a lone"
          + " surrogate; or the role is neither Administrator nor Member"),
  /** Somebody else's account, whether it exists or not. */
  CRM_04(Forbidden.class, "D", "the caller belongs to another account"),
  /** No account. */
  CRM_05(NotFound.class, "A", "there is no such account"),
  /** An account in which nobody can be added to a room. */
  CRM_06(
      Forbidden.class,
      "A (Enterprise only), D (the outcome)",
      "the account is a Team account, or is suspended"),
  /** No room. */
  CRM_07(NotFound.class, "A", "there is no such room in the account"),
  /** A member who may not ask at all. */
  CRM_08(
      Forbidden.class,
      "G, D",
      "the caller is a member and is unknown, suspended, stopped, a webhook, or not in the room"),
  /** A member who may not ask this. */
  CRM_09(
      Forbidden.class,
      "G, D (granting above one's own role)",
      "the caller is a plain member, and the room's administrators alone may invite, or the role"
          + " asked for is Administrator"),
  /** No member. */
  CRM_10(NotFound.class, "A, D", "there is no such member in the account"),
  /** A member that can never be what is asked for. */
  CRM_11(
      BadRequest.class,
      "A (users and bots), D (the outcome)",
      "the member is a webhook, or a bot is asked for as Administrator"),
  /** A member that may not be added now, or not by this caller. */
  CRM_12(
      Forbidden.class,
      "G (bots), D (users)",
      "the user is suspended, or the bot is stopped; or the member is a bot and the caller a plain"
          + " member"),
  /** Nothing to create. */
  CRM_13(Conflict.class, "A, D", "the member is in the room already, whatever the role asked for"),
  /** No seat in the room. */
  CRM_14(ResourceLimitExceeded.class, "A, G", "the room has as many memberships as it may have"),
  /** No room left for the member. */
  CRM_15(ResourceLimitExceeded.class, "A, G", "the member is in as many rooms as it may be"),
  /** Worth trying later. */
  CRM_16(
      ServiceUnavailable.class,
      "A",
      "the store cannot be reached, or gives up under contention after bounded retries"),
  /** Not worth trying again. */
  CRM_17(ServiceFailure.class, "A", "the store, or another port, fails in any other way"),
  /** Nothing stands against it. */
  CRM_18(Created.class, "A", "otherwise");

  private final Class<? extends CreateRoomMembershipResult> outcome;
  private final String source;
  private final String when;

  Rule(Class<? extends CreateRoomMembershipResult> outcome, String source, String when) {
    this.outcome = outcome;
    this.source = source;
    this.when = when;
  }

  /** What is answered when the rule decides. */
  public Class<? extends CreateRoomMembershipResult> outcome() {
    return outcome;
  }

  /**
   * Where the rule comes from: A, the API's reference; G, the product's guides; D, our decision.
   * What a letter covers follows in brackets where there are several.
   */
  public String source() {
    return source;
  }

  /** When it applies. */
  public String when() {
    return when;
  }

  /** Its number, such as {@code CRM-01}. */
  @Override
  public String toString() {
    return name().replace('_', '-');
  }
}
