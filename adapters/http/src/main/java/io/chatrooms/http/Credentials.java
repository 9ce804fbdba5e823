package io.chatrooms.http;

import java.util.Optional;

/**
 * The access keys that requests may be signed with. Implementations are safe for use by many
 * threads. One that fails throws a {@link io.chatrooms.core.store.StoreException}, and the client
 * is told ServiceUnavailable or ServiceFailure.
 */
@FunctionalInterface
public interface Credentials {
  /** What belongs to this access key; empty if nobody has it. */
  Optional<Credential> find(String accessKeyId);
}
