package io.chatrooms.testkit;

import static io.chatrooms.testkit.Fixture.removal;
import static io.chatrooms.testkit.Fixture.roleChange;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;

import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What may change after facts were seen that a decision relies on (promise 3), in words. */
final class Happenings {
  private Happenings() {}

  /** For ANN, who asks about ANN_UPPER in LOUNGE. */
  static Map<String, Consumer<Fixture>> all() {
    Map<String, Consumer<Fixture>> all = ofRoom();
    all.put("the member was suspended", fixture -> fixture.suspend(ANN_UPPER));
    all.put("the member was removed", fixture -> fixture.remove(ANN_UPPER));
    return all;
  }

  /** For ANN, who asks about LOUNGE. */
  static Map<String, Consumer<Fixture>> ofRoom() {
    Map<String, Consumer<Fixture>> all = ofAccount();
    all.put(
        "the room's invite policy changed",
        fixture -> fixture.save(LOUNGE, InvitePolicy.ADMINISTRATORS));
    all.put("the room was removed", fixture -> fixture.remove(LOUNGE));
    all.put(
        "the caller was demoted",
        fixture -> {
          MembershipFacts seen = fixture.facts(LOUNGE, ANN);
          fixture.isMade(roleChange(seen, Role.MEMBER), seen, "the demotion of the caller");
        });
    all.put(
        "the caller was removed from the room",
        fixture -> {
          MembershipFacts seen = fixture.facts(LOUNGE, ANN);
          fixture.isMade(removal(seen), seen, "the removal of the caller from the room");
        });
    all.put("the caller was removed from all its rooms", fixture -> fixture.removeAllOf(ANN));
    return all;
  }

  /** For ANN, who asks about a room that does not exist. */
  static Map<String, Consumer<Fixture>> ofAccount() {
    Map<String, Consumer<Fixture>> all = new LinkedHashMap<>();
    all.put("the account was suspended", fixture -> fixture.save(AccountStatus.SUSPENDED));
    all.put("the caller was suspended", fixture -> fixture.suspend(ANN));
    all.put("the caller was removed", fixture -> fixture.remove(ANN));
    return all;
  }
}
