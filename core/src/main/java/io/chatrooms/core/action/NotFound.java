package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

/**
 * Something named in the request does not exist (404, rules CRM-05, CRM-07 and CRM-10).
 *
 * @param resource what was not found
 */
public record NotFound(Resource resource) implements Refusal {
  /** A refusal that names the resource. */
  public NotFound {
    requireNonNull(resource, "resource");
  }

  @Override
  public Rule rule() {
    return switch (resource) {
      case ACCOUNT -> Rule.CRM_05;
      case ROOM -> Rule.CRM_07;
      case MEMBER -> Rule.CRM_10;
    };
  }

  @Override
  public String message() {
    return "There is no such " + resource.noun();
  }

  @Override
  public <T> T matchRefusal(Cases<? extends T> cases) {
    return cases.notFound(this);
  }
}
