package io.chatrooms.testkit;

import static io.chatrooms.testkit.RuleCaseFile.objects;
import static io.chatrooms.testkit.RuleCaseFile.optionalText;
import static io.chatrooms.testkit.RuleCaseFile.text;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The world of a case, which is written as in a world file of the server. */
record RuleCaseWorld(
    List<Account> accounts,
    List<Member> members,
    List<Map<String, @Nullable Object>> rooms,
    List<Map<String, @Nullable Object>> memberships) {

  private static final Map<String, AccountType> ACCOUNT_TYPES =
      Map.of(
          "Team", AccountType.TEAM,
          "EnterpriseDirectory", AccountType.ENTERPRISE_DIRECTORY,
          "EnterpriseLWA", AccountType.ENTERPRISE_LWA,
          "EnterpriseOIDC", AccountType.ENTERPRISE_OIDC);

  static RuleCaseWorld of(Map<String, @Nullable Object> world) {
    return new RuleCaseWorld(
        objects(world, "Accounts").map(RuleCaseWorld::account).toList(),
        members(world),
        objects(world, "Rooms").toList(),
        objects(world, "Memberships").toList());
  }

  /** The members of a world or of a directory. */
  static List<Member> members(Map<String, @Nullable Object> json) {
    return objects(json, "Members").map(RuleCaseWorld::member).toList();
  }

  void fill(Store store, Consumer<Member> saveMember, InstantSource clock) {
    for (Account account : accounts) {
      store.accounts().save(Account.builder().from(account).status(AccountStatus.ACTIVE).build());
    }
    Instant now = clock.instant();
    rooms.forEach(room -> store.rooms().save(room(room, now)));
    members.forEach(member -> saveMember.accept(active(member)));
    CreateRoomMembership action = ChatRooms.of(store, clock).createRoomMembership();
    for (Map<String, @Nullable Object> membership : memberships) {
      add(action, membership);
    }
    accounts.stream().filter(Account::isSuspended).forEach(store.accounts()::save);
    members.stream().filter(member -> !member.equals(active(member))).forEach(saveMember);
  }

  private void add(CreateRoomMembership action, Map<String, @Nullable Object> json) {
    String creator =
        rooms.stream()
            .filter(
                room ->
                    text(room, "AccountId").equals(text(json, "AccountId"))
                        && text(room, "RoomId").equals(text(json, "RoomId")))
            .findFirst()
            .map(RuleCaseWorld::creator)
            .orElseThrow();
    CreateRoomMembership.Result result =
        action.execute(
            Caller.accountAdministrator(accountId(json), creator),
            new CreateRoomMembership.Request(
                text(json, "AccountId"),
                text(json, "RoomId"),
                text(json, "MemberId"),
                optionalText(json, "Role").orElse(null)));
    if (result instanceof Refusal) {
      throw new IllegalStateException("A membership of the world is refused: " + result);
    }
  }

  static AccountId accountId(Map<String, @Nullable Object> json) {
    return new AccountId(text(json, "AccountId"));
  }

  static MemberId memberId(Map<String, @Nullable Object> json) {
    return new MemberId(text(json, "MemberId"));
  }

  private static Account account(Map<String, @Nullable Object> json) {
    Account.Builder account =
        Account.builder()
            .accountId(accountId(json))
            .type(requireNonNull(ACCOUNT_TYPES.get(text(json, "AccountType"))));
    optionalText(json, "AccountStatus")
        .ifPresent(status -> account.status(AccountStatus.valueOf(upperCase(status))));
    return account.build();
  }

  private static Member member(Map<String, @Nullable Object> json) {
    Member.Builder member =
        Member.builder()
            .accountId(accountId(json))
            .memberId(memberId(json))
            .type(MemberType.valueOf(upperCase(text(json, "MemberType"))))
            .email(optionalText(json, "Email").orElse(""))
            .fullName(optionalText(json, "FullName").orElse(""));
    optionalText(json, "State")
        .ifPresent(state -> member.state(MemberState.valueOf(upperCase(state))));
    return member.build();
  }

  private static Member active(Member member) {
    return Member.builder()
        .accountId(member.accountId())
        .memberId(member.memberId())
        .type(member.type())
        .email(member.email())
        .fullName(member.fullName())
        .build();
  }

  private static Room room(Map<String, @Nullable Object> json, Instant created) {
    Room.Builder room =
        Room.builder()
            .accountId(accountId(json))
            .roomId(new RoomId(text(json, "RoomId")))
            .name(text(json, "Name"))
            .createdBy(creator(json))
            .createdAt(created);
    optionalText(json, "InvitePolicy")
        .ifPresent(policy -> room.invitePolicy(InvitePolicy.valueOf(policy)));
    if (json.get("MembershipLimit") instanceof Integer limit) {
      room.membershipLimit(limit);
    }
    return room.build();
  }

  private static String creator(Map<String, @Nullable Object> room) {
    return optionalText(room, "CreatedBy").orElse("nobody");
  }

  private static String upperCase(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
