package io.chatrooms.core.action;

/** The caller is not authenticated (401, rule CRM-01). */
public record UnauthorizedClient() implements Refusal {
  @Override
  public Rule rule() {
    return Rule.CRM_01;
  }

  @Override
  public String message() {
    return "The caller is not authenticated";
  }

  @Override
  public <T> T matchRefusal(Cases<? extends T> cases) {
    return cases.unauthorizedClient(this);
  }
}
