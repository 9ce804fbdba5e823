package io.chatrooms.http;

import java.util.Optional;

/**
 * The access keys that requests may be signed with. Implementations must be safe for use by many
 * threads. They are asked on the container's threads, once the body is complete. To report a
 * failure they throw a {@link io.chatrooms.core.store.StoreException}, and the client gets
 * ServiceUnavailable or ServiceFailure.
 */
@FunctionalInterface
public interface Credentials {
  /** Returns the credential of this access key; empty if the key is unknown. */
  Optional<Credential> find(String accessKeyId);
}
