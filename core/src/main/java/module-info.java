/**
 * The domain of chatrooms: aggregates, the ports to a store, and the actions with their rules. It
 * needs nothing at run time but the JDK.
 *
 * <p>To read it, begin with an action ({@link io.chatrooms.core.action.CreateRoomMembership}) and
 * its decision, then the promises of a store ({@link
 * io.chatrooms.core.membership.RoomMembershipRepository}), then the function that both rest on
 * ({@link io.chatrooms.core.membership.MembershipChange#mayBeMade}).
 */
module io.chatrooms.core {
  requires static transitive org.jspecify;
  requires static org.immutables.value.annotations;

  exports io.chatrooms.core;
  exports io.chatrooms.core.account;
  exports io.chatrooms.core.action;
  exports io.chatrooms.core.member;
  exports io.chatrooms.core.membership;
  exports io.chatrooms.core.room;
  exports io.chatrooms.core.store;
}
