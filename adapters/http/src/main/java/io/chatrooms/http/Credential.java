package io.chatrooms.http;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.action.Caller;
import java.util.Optional;

/**
 * What belongs to an access key. {@code toString} shows the caller alone.
 *
 * @param secretAccessKey what requests are signed with
 * @param sessionToken what each request has to carry besides; empty for a key that lasts
 * @param caller who signs with it
 */
public record Credential(
    String secretAccessKey, Optional<String> sessionToken, Caller.Authenticated caller) {
  /**
   * A credential with all its parts.
   *
   * @throws IllegalArgumentException if the secret is empty: anyone could sign with it
   */
  public Credential {
    requireNonNull(sessionToken, "sessionToken");
    requireNonNull(caller, "caller");
    if (secretAccessKey.isEmpty()) {
      throw new IllegalArgumentException("a secret access key is not empty");
    }
  }

  /** A key that lasts, with no session token. */
  public Credential(String secretAccessKey, Caller.Authenticated caller) {
    this(secretAccessKey, Optional.empty(), caller);
  }

  @Override
  public String toString() {
    return "Credential[caller=" + caller + "]";
  }
}
