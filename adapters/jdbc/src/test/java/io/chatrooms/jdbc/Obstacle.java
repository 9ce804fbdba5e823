package io.chatrooms.jdbc;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipRemoved;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoleChanged;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change that was decided, and what somebody else does before it is confirmed, so that it may not
 * be made.
 *
 * <p>Room 0 contains an administrator (member 3) and, if it is not small, a plain member (member
 * 6). A small room has a limit of two memberships. Rooms 1 and 2 are empty, except that a member
 * that is about to be added to its last room is in room 1. Members may be in two rooms.
 */
enum Obstacle {
  ACCOUNT_SUSPENDED_BEFORE_AN_ADD(null, Change.ADD, 5, Deed.SUSPEND_ACCOUNT, -1),
  ACCOUNT_SUSPENDED_BEFORE_A_ROLE_CHANGE(null, Change.PROMOTION, 6, Deed.SUSPEND_ACCOUNT, -1),
  ACCOUNT_SUSPENDED_BEFORE_A_REMOVAL(null, Change.REMOVAL, 6, Deed.SUSPEND_ACCOUNT, -1),
  ROOM_SAVED_BEFORE_AN_ADD(null, Change.ADD, 5, Deed.SAVE_ROOM, -1),
  ROOM_SAVED_BEFORE_A_ROLE_CHANGE(null, Change.PROMOTION, 6, Deed.SAVE_ROOM, -1),
  ROOM_SAVED_BEFORE_A_REMOVAL(null, Change.REMOVAL, 6, Deed.SAVE_ROOM, -1),
  ROOM_REMOVED(null, Change.ADD, 5, Deed.REMOVE_ROOM, -1),
  ROOM_FILLED(null, Change.ADD_TO_SMALL_ROOM, 5, Deed.ADD, 7),
  MEMBER_SUSPENDED_BEFORE_AN_ADD(null, Change.ADD, 5, Deed.SUSPEND, 5),
  MEMBER_SUSPENDED_BEFORE_A_ROLE_CHANGE(null, Change.PROMOTION, 6, Deed.SUSPEND, 6),
  MEMBER_SUSPENDED_BEFORE_A_REMOVAL(null, Change.REMOVAL, 6, Deed.SUSPEND, 6),
  MEMBER_REMOVED(null, Change.ADD, 5, Deed.REMOVE_MEMBER, 5),
  MEMBER_ADDED_TO_ITS_LAST_ROOM(null, Change.ADD, 5, Deed.ADD_TO_ROOM_2, 5),
  ADDED_ALREADY(null, Change.ADD, 5, Deed.ADD, 5),
  CALLER_SUSPENDED_BEFORE_AN_ADD(3, Change.ADD, 5, Deed.SUSPEND, 3),
  CALLER_OF_HIGHER_ID_SUSPENDED_BEFORE_AN_ADD(6, Change.ADD, 5, Deed.SUSPEND, 6),
  CALLER_SUSPENDED_BEFORE_A_ROLE_CHANGE(3, Change.PROMOTION, 6, Deed.SUSPEND, 3),
  CALLER_SUSPENDED_BEFORE_A_REMOVAL(3, Change.REMOVAL, 6, Deed.SUSPEND, 3),
  CALLER_SUSPENDED_BEFORE_IT_LEAVES(6, Change.REMOVAL, 6, Deed.SUSPEND, 6),
  CALLER_REMOVED_BEFORE_AN_ADD(6, Change.ADD, 5, Deed.DELETE, 6),
  CALLER_PROMOTED_BEFORE_AN_ADD(6, Change.ADD, 5, Deed.PROMOTE, 6),
  REMOVED_BEFORE_A_REMOVAL(null, Change.REMOVAL, 6, Deed.DELETE, 6),
  REMOVED_BEFORE_A_ROLE_CHANGE(null, Change.PROMOTION, 6, Deed.DELETE, 6),
  PROMOTED_BEFORE_A_REMOVAL(null, Change.REMOVAL, 6, Deed.PROMOTE, 6),
  PROMOTED_BEFORE_A_PROMOTION(null, Change.PROMOTION, 6, Deed.PROMOTE, 6),
  OTHER_ADMINISTRATOR_DEMOTED_BEFORE_A_DEMOTION(
      null, Change.DEMOTION_OF_ONE_OF_TWO, 6, Deed.DEMOTE, 3),
  OTHER_ADMINISTRATOR_LEFT_BEFORE_A_DEMOTION(
      null, Change.DEMOTION_OF_ONE_OF_TWO, 6, Deed.DELETE, 3),
  SOMEBODY_ADDED_BEFORE_THE_ONLY_OCCUPANT_LEAVES(3, Change.REMOVAL_FROM_SMALL_ROOM, 3, Deed.ADD, 5);

  static final int MEMBER_ROOM_LIMIT = 2;
  private static final int ROOMS = 3;

  private static final int SMALL = 2;

  private final @Nullable Integer caller;
  private final Change change;
  private final int member;
  private final Deed deed;
  private final int other;

  Obstacle(@Nullable Integer caller, Change change, int member, Deed deed, int other) {
    this.caller = caller;
    this.change = change;
    this.member = member;
    this.deed = deed;
    this.other = other;
  }

  /** What is decided. */
  private enum Change {
    ADD,
    ADD_TO_SMALL_ROOM,
    PROMOTION,
    DEMOTION_OF_ONE_OF_TWO,
    REMOVAL,
    REMOVAL_FROM_SMALL_ROOM
  }

  /** What somebody else does. */
  private enum Deed {
    SUSPEND_ACCOUNT,
    SAVE_ROOM,
    REMOVE_ROOM,
    ADD,
    ADD_TO_ROOM_2,
    SUSPEND,
    REMOVE_MEMBER,
    DELETE,
    PROMOTE,
    DEMOTE
  }

  /** Saves the account, its rooms, members and memberships. */
  void prepare(Scene scene, Store store) {
    boolean small = change == Change.ADD_TO_SMALL_ROOM || change == Change.REMOVAL_FROM_SMALL_ROOM;
    store
        .rooms()
        .save(
            Room.builder()
                .from(scene.roomIs(0))
                .membershipLimit(small ? SMALL : Scene.ROOM_LIMIT)
                .build());
    store.accounts().save(scene.accountIs());
    store.rooms().save(scene.roomIs(1));
    store.rooms().save(scene.roomIs(2));
    for (int i = 0; i < 10; i++) {
      store.members().save(scene.memberIs(i));
    }
    if (deed == Deed.ADD_TO_ROOM_2) {
      scene.add(store, 1, other, Role.MEMBER);
    }
    scene.add(store, 0, 3, Role.ADMINISTRATOR);
    if (!small) {
      boolean two = change == Change.DEMOTION_OF_ONE_OF_TWO;
      scene.add(store, 0, 6, two ? Role.ADMINISTRATOR : Role.MEMBER);
    }
  }

  /** The facts that the change is decided on. */
  MembershipFacts facts(Scene scene, Store store) {
    return store
        .memberships()
        .facts(scene.key(0, member), caller == null ? null : scene.member(caller));
  }

  /** The change that is decided on the facts. */
  MembershipChange change(MembershipFacts facts) {
    return switch (change) {
      case ADD, ADD_TO_SMALL_ROOM ->
          MembershipAdded.of(facts.key(), Role.MEMBER, "inviter", Instant.EPOCH);
      case PROMOTION ->
          new RoleChanged(facts.membership().orElseThrow(), Role.ADMINISTRATOR, Instant.EPOCH);
      case DEMOTION_OF_ONE_OF_TWO ->
          new RoleChanged(facts.membership().orElseThrow(), Role.MEMBER, Instant.EPOCH);
      case REMOVAL, REMOVAL_FROM_SMALL_ROOM ->
          new MembershipRemoved(facts.membership().orElseThrow());
    };
  }

  /** Does what is in the way of the change. */
  void happen(Scene scene, Store store) {
    Caller administrator = scene.administrator();
    switch (deed) {
      case SUSPEND_ACCOUNT -> suspendAccount(scene, store);
      case SAVE_ROOM ->
          store
              .rooms()
              .save(
                  Room.builder()
                      .from(scene.roomIs(0))
                      .invitePolicy(InvitePolicy.ADMINISTRATORS)
                      .build());
      case REMOVE_ROOM -> store.rooms().remove(scene.account, scene.room(0));
      case ADD -> scene.add(store, 0, other, Role.MEMBER);
      case ADD_TO_ROOM_2 -> scene.add(store, 2, other, Role.MEMBER);
      case SUSPEND -> suspend(scene, store, other);
      case REMOVE_MEMBER -> store.members().remove(scene.account, scene.member(other));
      case DELETE -> scene.delete(store, administrator, 0, other);
      case PROMOTE -> scene.update(store, administrator, 0, other, Role.ADMINISTRATOR);
      case DEMOTE -> scene.update(store, administrator, 0, other, Role.MEMBER);
    }
  }

  /** Counts equal rows in both rooms and for all members that exist. */
  static void isWhole(Scene scene, Store store) {
    scene.of(ROOMS, 10).isWhole(store, List.of());
  }

  private static void suspendAccount(Scene scene, Store store) {
    store
        .accounts()
        .save(Account.builder().from(scene.accountIs()).status(AccountStatus.SUSPENDED).build());
  }

  private static void suspend(Scene scene, Store store, int member) {
    store
        .members()
        .save(Member.builder().from(scene.memberIs(member)).state(MemberState.SUSPENDED).build());
  }
}
