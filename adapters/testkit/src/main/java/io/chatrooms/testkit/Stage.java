package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import java.time.Instant;
import java.util.Optional;

/** A store with the cast on it. */
final class Stage {
  static final Instant LATER = Instant.parse("2026-02-20T12:00:01.987654321Z");

  final Store store;
  final Cast cast;

  Stage(Store store, Cast cast) {
    this.store = store;
    this.cast = cast;
    cast.enter(store);
  }

  RoomMembershipRepository memberships() {
    return store.memberships();
  }

  MembershipFacts facts(int room, int member) {
    return store.memberships().facts(cast.key(room, member), null);
  }

  MembershipFacts facts(int room, int member, int caller) {
    return store.memberships().facts(cast.key(room, member), Cast.member(caller));
  }

  RoomMembership membership(int room, int member, Role role) {
    return membership(cast.key(room, member), role);
  }

  static RoomMembership membership(MembershipKey key, Role role) {
    return RoomMembership.builder()
        .key(key)
        .role(role)
        .invitedBy("inviter")
        .updatedAt(Cast.NOON)
        .build();
  }

  AddOutcome add(MembershipFacts seen, Role role) {
    return store.memberships().add(membership(seen.key(), role), seen);
  }

  void isIn(int room, int member, Role role) {
    assertThat(add(facts(room, member), role)).isEqualTo(new AddOutcome.Added());
  }

  Optional<RoomMembership> find(int room, int member) {
    return store.memberships().find(cast.key(room, member));
  }

  void counts(int room, int member, int inRoom, int ofMember) {
    MembershipFacts facts = facts(room, member);
    assertThat(facts.roomMembershipCount()).as("how many are in the room").isEqualTo(inRoom);
    assertThat(facts.memberRoomCount()).as("how many rooms the member is in").isEqualTo(ofMember);
  }

  ChangeOutcome changeRole(MembershipFacts seen, Role role) {
    return store.memberships().changeRole(seen, role, LATER);
  }

  interface Play {
    void on(Stage stage) throws Exception;
  }
}
