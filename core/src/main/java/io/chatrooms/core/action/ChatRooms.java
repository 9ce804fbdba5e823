package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.Store;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The one object that a host holds: it hands out the actions. It is built from a store, a clock,
 * and, if the host wishes, a request rate and an observer.
 *
 * <p>Of every action the following holds. There is exactly one outcome for any request, any caller
 * and any state of the store, and never an exception except for a null argument; an {@link Error}
 * passes through. Every outcome is linearizable: it is right at one instant between the call and
 * its return, with two exceptions. What a host's own member directory says may be out of date by
 * then. And in a transaction of the host, every outcome is provisional until the host commits, and
 * facts are as new as the transaction's isolation allows. A refusal leaves the store unchanged,
 * unless it says that its outcome is unknown; the library never repeats such a request by itself.
 *
 * <p>Immutable. It and the actions are safe for use by many threads if the ports are.
 */
public final class ChatRooms {
  private final CreateRoomMembership createRoomMembership;
  private final UpdateRoomMembership updateRoomMembership;
  private final DeleteRoomMembership deleteRoomMembership;
  private final GetRoomMembership getRoomMembership;

  private ChatRooms(Builder builder) {
    Asking.Ports ports =
        new Asking.Ports(
            builder.store.memberships(), builder.clock, builder.rate, builder.observer);
    createRoomMembership = new CreateRoomMembership(ports);
    updateRoomMembership = new UpdateRoomMembership(ports);
    deleteRoomMembership = new DeleteRoomMembership(ports);
    getRoomMembership = new GetRoomMembership(ports);
  }

  /** Chat rooms in the store, with the time of the clock, without a request rate or an observer. */
  public static ChatRooms of(Store store, InstantSource clock) {
    return builder(store, clock).build();
  }

  /** A builder of chat rooms in the store, with the time of the clock. */
  public static Builder builder(Store store, InstantSource clock) {
    return new Builder(store, clock);
  }

  /** Adds a member to a room. */
  public CreateRoomMembership createRoomMembership() {
    return createRoomMembership;
  }

  /** Changes a member's role in a room. */
  public UpdateRoomMembership updateRoomMembership() {
    return updateRoomMembership;
  }

  /** Removes a member from a room. */
  public DeleteRoomMembership deleteRoomMembership() {
    return deleteRoomMembership;
  }

  /** Reads one membership of a room. */
  public GetRoomMembership getRoomMembership() {
    return getRoomMembership;
  }

  /** Builds chat rooms. For one thread. */
  public static final class Builder {
    private final Store store;
    private final InstantSource clock;
    private RequestRate rate = RequestRate.unlimited();
    private @Nullable ActionObserver observer;

    private Builder(Store store, InstantSource clock) {
      this.store = requireNonNull(store, "store");
      this.clock = requireNonNull(clock, "clock");
    }

    /** Limits how often a caller may ask, all actions together. Default: no limit. */
    public Builder rate(RequestRate rate) {
      this.rate = requireNonNull(rate, "rate");
      return this;
    }

    /** Is called at the end of every action. Default: none. */
    public Builder observer(ActionObserver observer) {
      this.observer = requireNonNull(observer, "observer");
      return this;
    }

    /** The chat rooms. */
    public ChatRooms build() {
      return new ChatRooms(this);
    }
  }
}
