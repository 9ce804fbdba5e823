package io.chatrooms.http;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.action.Caller;
import java.util.Optional;

/**
 * The secret and the caller of an access key. {@code toString} shows the caller only.
 *
 * @param secretAccessKey the key that requests are signed with
 * @param sessionToken the token that requests must carry; empty for a long-term access key
 * @param caller the caller of requests signed with this key
 */
public record Credential(
    String secretAccessKey, Optional<String> sessionToken, Caller.Authenticated caller) {
  /**
   * Creates a credential.
   *
   * @throws IllegalArgumentException if the secret is empty
   */
  public Credential {
    requireNonNull(sessionToken, "sessionToken");
    requireNonNull(caller, "caller");
    if (secretAccessKey.isEmpty()) {
      throw new IllegalArgumentException("the secret access key is empty");
    }
  }

  /** Creates the credential of a long-term access key, which has no session token. */
  public Credential(String secretAccessKey, Caller.Authenticated caller) {
    this(secretAccessKey, Optional.empty(), caller);
  }

  @Override
  public String toString() {
    return "Credential[caller=" + caller + "]";
  }
}
