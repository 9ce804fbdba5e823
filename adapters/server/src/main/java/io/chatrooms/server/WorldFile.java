package io.chatrooms.server;

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
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The initial accounts, members, rooms and memberships of a store, with the API's field names.
 *
 * <p>Memberships are created by CreateRoomMembership while all accounts and members are active, and
 * accounts and members get the states in the file afterwards. So a suspended user can be in a room,
 * and a webhook cannot.
 */
final class WorldFile {
  private static final String EXAMPLE = "documented-example.json";
  private static final String UNKNOWN_CREATOR = "nobody";

  private static final Map<String, AccountType> ACCOUNT_TYPES =
      Map.of(
          "Team", AccountType.TEAM,
          "EnterpriseDirectory", AccountType.ENTERPRISE_DIRECTORY,
          "EnterpriseLWA", AccountType.ENTERPRISE_LWA,
          "EnterpriseOIDC", AccountType.ENTERPRISE_OIDC);
  private static final Map<String, AccountStatus> ACCOUNT_STATUSES =
      Map.of("Active", AccountStatus.ACTIVE, "Suspended", AccountStatus.SUSPENDED);
  private static final Map<String, MemberType> MEMBER_TYPES =
      Map.of("User", MemberType.USER, "Bot", MemberType.BOT, "Webhook", MemberType.WEBHOOK);
  private static final Map<String, MemberState> MEMBER_STATES =
      Map.of(
          "Unregistered", MemberState.UNREGISTERED,
          "Registered", MemberState.REGISTERED,
          "Suspended", MemberState.SUSPENDED,
          "Enabled", MemberState.ENABLED,
          "Stopped", MemberState.STOPPED);
  private static final Map<String, InvitePolicy> INVITE_POLICIES =
      Map.of(
          "ADMINISTRATORS", InvitePolicy.ADMINISTRATORS, "ALL_MEMBERS", InvitePolicy.ALL_MEMBERS);

  private final InstantSource clock;
  private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
  private final List<Member> members = new ArrayList<>();
  private final Map<List<Object>, Room> rooms = new LinkedHashMap<>();
  private final List<Addition> memberships = new ArrayList<>();

  private WorldFile(InstantSource clock) {
    this.clock = clock;
  }

  /** The documented example. */
  static WorldFile example(InstantSource clock) {
    try (InputStream in = WorldFile.class.getResourceAsStream(EXAMPLE)) {
      return parse(JsonFile.parse(EXAMPLE, requireNonNull(in).readAllBytes()), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ConfigurationException e) {
      throw new IllegalStateException("The documented example is invalid", e);
    }
  }

  static WorldFile parse(JsonFile file, InstantSource clock) throws ConfigurationException {
    file.object("Accounts", "Members", "Rooms", "Memberships");
    WorldFile world = new WorldFile(clock);
    for (JsonFile account : file.field("Accounts").elements()) {
      world.addAccount(account.object("AccountId", "AccountType", "AccountStatus"));
    }
    Set<List<Object>> ids = new HashSet<>();
    for (JsonFile member : file.field("Members").elements()) {
      Member added =
          world.addMember(
              member.object("AccountId", "MemberId", "MemberType", "Email", "FullName", "State"));
      if (!ids.add(List.of(added.accountId(), added.memberId()))) {
        throw member.field("MemberId").error("is a duplicate");
      }
    }
    for (JsonFile room : file.field("Rooms").elements()) {
      world.addRoom(
          room.object(
              "AccountId", "RoomId", "Name", "CreatedBy", "InvitePolicy", "MembershipLimit"));
    }
    for (JsonFile membership : file.field("Memberships").elements()) {
      world.addMembership(membership.object("AccountId", "RoomId", "MemberId", "Role"));
    }
    return world;
  }

  private void addAccount(JsonFile json) throws ConfigurationException {
    AccountId accountId = json.field("AccountId").as(AccountId::new);
    Account.Builder account =
        Account.builder().accountId(accountId).type(json.field("AccountType").oneOf(ACCOUNT_TYPES));
    if (!json.field("AccountStatus").isAbsent()) {
      account.status(json.field("AccountStatus").oneOf(ACCOUNT_STATUSES));
    }
    if (accounts.put(accountId, account.build()) != null) {
      throw json.field("AccountId").error("is a duplicate");
    }
  }

  private AccountId account(JsonFile json) throws ConfigurationException {
    AccountId accountId = json.field("AccountId").as(AccountId::new);
    if (!accounts.containsKey(accountId)) {
      throw json.field("AccountId").error("is not in Accounts");
    }
    return accountId;
  }

  private Member addMember(JsonFile json) throws ConfigurationException {
    Member.Builder builder =
        Member.builder()
            .accountId(account(json))
            .memberId(json.field("MemberId").as(MemberId::new))
            .type(json.field("MemberType").oneOf(MEMBER_TYPES))
            .email(json.field("Email").optionalText().orElse(""))
            .fullName(json.field("FullName").optionalText().orElse(""));
    if (!json.field("State").isAbsent()) {
      builder.state(json.field("State").oneOf(MEMBER_STATES));
    }
    Member member = json.create(builder::build);
    members.add(member);
    return member;
  }

  private void addRoom(JsonFile json) throws ConfigurationException {
    Room.Builder builder =
        Room.builder()
            .accountId(account(json))
            .roomId(json.field("RoomId").as(RoomId::new))
            .name(json.field("Name").text())
            .createdBy(json.field("CreatedBy").optionalText().orElse(UNKNOWN_CREATOR))
            .createdAt(clock.instant());
    if (!json.field("InvitePolicy").isAbsent()) {
      builder.invitePolicy(json.field("InvitePolicy").oneOf(INVITE_POLICIES));
    }
    if (!json.field("MembershipLimit").isAbsent()) {
      builder.membershipLimit(json.field("MembershipLimit").number());
    }
    Room room = json.create(builder::build);
    if (rooms.put(List.of(room.accountId(), room.roomId()), room) != null) {
      throw json.field("RoomId").error("is a duplicate");
    }
  }

  private void addMembership(JsonFile json) throws ConfigurationException {
    AccountId accountId = account(json);
    Room room = rooms.get(List.of(accountId, json.field("RoomId").as(RoomId::new)));
    if (room == null) {
      throw json.field("RoomId").error("is not in Rooms for this account");
    }
    CreateRoomMembership.Request request =
        new CreateRoomMembership.Request(
            accountId.value(),
            room.roomId().value(),
            json.field("MemberId").text(),
            json.field("Role").optionalText().orElse(null));
    memberships.add(
        new Addition(json, Caller.accountAdministrator(accountId, room.createdBy()), request));
  }

  /** Fills an empty store. */
  void fill(Store store) throws ConfigurationException {
    for (Account account : accounts.values()) {
      store.accounts().save(Account.builder().from(account).status(AccountStatus.ACTIVE).build());
    }
    rooms.values().forEach(store.rooms()::save);
    for (Member member : members) {
      store.members().save(active(member));
    }
    CreateRoomMembership action = ChatRooms.of(store, clock).createRoomMembership();
    for (Addition addition : memberships) {
      CreateRoomMembership.Result result = action.execute(addition.inviter, addition.request);
      throwIfTheStoreFailed(result);
      if (result instanceof Refusal refusal) {
        throw addition.json.error("is refused: " + refusal.message());
      }
    }
    accounts.values().forEach(store.accounts()::save);
    members.forEach(store.members()::save);
  }

  /** A failure of the store is not an error in the file, and may be worth another attempt. */
  private static void throwIfTheStoreFailed(CreateRoomMembership.Result result) {
    if (result instanceof ServiceUnavailable unavailable
        && unavailable.cause().orElse(null) instanceof StoreException e) {
      throw e;
    } else if (result instanceof ServiceFailure failure
        && failure.cause() instanceof StoreException e) {
      throw e;
    }
  }

  /**
   * Fills an empty store after {@link #fill} succeeded on another, so the file has no error left.
   *
   * @throws StoreException if the store fails
   */
  void fillAgain(Store store) {
    try {
      fill(store);
    } catch (ConfigurationException e) {
      throw new IllegalStateException("The store rejects the initial data: " + e.getMessage(), e);
    }
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

  /** A membership to create, and where the file names it. */
  private record Addition(
      JsonFile json, Caller.Authenticated inviter, CreateRoomMembership.Request request) {}
}
