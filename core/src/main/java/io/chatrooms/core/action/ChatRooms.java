package io.chatrooms.core.action;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.Store;
import io.chatrooms.core.room.RoomId;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
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
  private final BatchCreateRoomMembership batchCreateRoomMembership;
  private final ListRoomMemberships listRoomMemberships;
  private final CreateRoom createRoom;
  private final GetRoom getRoom;
  private final UpdateRoom updateRoom;
  private final DeleteRoom deleteRoom;
  private final ListRooms listRooms;

  private ChatRooms(Builder builder) {
    Asking.Ports ports =
        new Asking.Ports(
            builder.store.memberships(),
            builder.store.rooms(),
            new PageTokens(builder.store.tokenKey()),
            builder.clock,
            builder.rate,
            builder.roomIds,
            builder.observer);
    createRoomMembership = new CreateRoomMembership(ports);
    updateRoomMembership = new UpdateRoomMembership(ports);
    deleteRoomMembership = new DeleteRoomMembership(ports);
    getRoomMembership = new GetRoomMembership(ports);
    batchCreateRoomMembership = new BatchCreateRoomMembership(ports);
    listRoomMemberships = new ListRoomMemberships(ports);
    createRoom = new CreateRoom(ports);
    getRoom = new GetRoom(ports);
    updateRoom = new UpdateRoom(ports);
    deleteRoom = new DeleteRoom(ports);
    listRooms = new ListRooms(ports);
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

  /** Adds up to 50 members to a room. */
  public BatchCreateRoomMembership batchCreateRoomMembership() {
    return batchCreateRoomMembership;
  }

  /** Lists the memberships of a room. */
  public ListRoomMemberships listRoomMemberships() {
    return listRoomMemberships;
  }

  /** Creates a room. */
  public CreateRoom createRoom() {
    return createRoom;
  }

  /** Reads a room. */
  public GetRoom getRoom() {
    return getRoom;
  }

  /** Changes the name or the invite policy of a room. */
  public UpdateRoom updateRoom() {
    return updateRoom;
  }

  /** Deletes a room with its memberships. */
  public DeleteRoom deleteRoom() {
    return deleteRoom;
  }

  /** Lists the rooms of an account, or of a member. */
  public ListRooms listRooms() {
    return listRooms;
  }

  /** Builds chat rooms. For one thread. */
  public static final class Builder {
    private final Store store;
    private final InstantSource clock;
    private RequestRate rate = RequestRate.unlimited();
    private Supplier<RoomId> roomIds = () -> new RoomId(UUID.randomUUID().toString());
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

    /**
     * Where the ids of new rooms come from. An id that the account has already is replaced by the
     * next one, up to 16 times. Called by many threads. Default: random UUIDs.
     */
    public Builder roomIds(Supplier<RoomId> roomIds) {
      this.roomIds = requireNonNull(roomIds, "roomIds");
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
