/**
 * The domain of chatrooms: aggregates, the ports to whatever remembers them, and the actions with
 * their rules. It needs nothing at run time but the JDK.
 *
 * <p>To read it: the action ({@link io.chatrooms.core.action.CreateRoomMembership}), its decision
 * ({@code CreateRoomMembershipRules}, beside it), and what a store promises ({@link
 * io.chatrooms.core.membership.RoomMembershipRepository}).
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
