package io.chatrooms.core.action;

import io.chatrooms.core.value.ValueStyle;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sends to add a member to a room: raw text, any of it possibly absent. Nothing is
 * checked here, since a bad request is one of the action's outcomes. Immutable.
 */
@Value.Immutable
@ValueStyle
public abstract sealed class CreateRoomMembershipRequest
    permits ImmutableCreateRoomMembershipRequest {
  CreateRoomMembershipRequest() {}

  /** The account of the room and the member. */
  public abstract @Nullable String accountId();

  /** The room. */
  public abstract @Nullable String roomId();

  /** The member to add. */
  public abstract @Nullable String memberId();

  /** {@code Administrator} or {@code Member}; absent, it is {@code Member}. */
  public abstract @Nullable String role();

  /** An empty builder. Nothing is required, and null says that a field is absent. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds requests, from nothing or {@code from} another request. */
  public static final class Builder extends ImmutableCreateRoomMembershipRequest.Builder {
    Builder() {}
  }
}
