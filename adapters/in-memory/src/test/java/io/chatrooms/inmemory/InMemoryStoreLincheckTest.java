package io.chatrooms.inmemory;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.UpdateRoomMembership;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.time.InstantSource;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every operation on the store takes effect at one instant: the results of any few threads are
 * results that the same operations give one after the other. There are two rooms with a limit of
 * two memberships each, and three members that may be in one room each.
 */
@Param(name = "room", gen = IntGen.class, conf = "1:2")
@Param(name = "member", gen = IntGen.class, conf = "1:3")
public final class InMemoryStoreLincheckTest {
  private static final boolean THOROUGH = Boolean.getBoolean("thorough");
  private static final AccountId ACCOUNT = new AccountId("account");
  private static final Instant NOON = Instant.parse("2026-02-20T12:00:00Z");

  private final InMemoryStore store = InMemoryStore.builder().memberRoomLimit(1).build();
  private final ChatRooms chatRooms = ChatRooms.of(store, InstantSource.fixed(NOON));

  public InMemoryStoreLincheckTest() {
    account(AccountStatus.ACTIVE);
    for (int room = 1; room <= 2; room++) {
      saveRoom(room);
    }
    for (int member = 1; member <= 3; member++) {
      saveMember(member);
    }
  }

  @Operation
  public String create(@Param(name = "room") int room, @Param(name = "member") int member) {
    return execute(Caller.accountAdministrator(ACCOUNT, "admin"), room, member, "Administrator");
  }

  @Operation
  public String createByMember(
      @Param(name = "member") int caller,
      @Param(name = "room") int room,
      @Param(name = "member") int member) {
    return execute(Caller.member(ACCOUNT, memberId(caller)), room, member, null);
  }

  private String execute(Caller caller, int room, int member, @Nullable String role) {
    CreateRoomMembership.Request request =
        new CreateRoomMembership.Request(
            ACCOUNT.value(), roomId(room).value(), memberId(member).value(), role);
    return chatRooms.createRoomMembership().execute(caller, request).toString();
  }

  @Operation
  public String remove(@Param(name = "room") int room, @Param(name = "member") int member) {
    return remove(Caller.accountAdministrator(ACCOUNT, "admin"), room, member);
  }

  @Operation
  public String leave(@Param(name = "room") int room, @Param(name = "member") int member) {
    return remove(Caller.member(ACCOUNT, memberId(member)), room, member);
  }

  private String remove(Caller caller, int room, int member) {
    DeleteRoomMembership.Request request =
        new DeleteRoomMembership.Request(
            ACCOUNT.value(), roomId(room).value(), memberId(member).value());
    return chatRooms.deleteRoomMembership().execute(caller, request).toString();
  }

  @Operation
  public String demote(
      @Param(name = "member") int caller,
      @Param(name = "room") int room,
      @Param(name = "member") int member) {
    UpdateRoomMembership.Request request =
        new UpdateRoomMembership.Request(
            ACCOUNT.value(), roomId(room).value(), memberId(member).value(), "Member");
    return chatRooms
        .updateRoomMembership()
        .execute(Caller.member(ACCOUNT, memberId(caller)), request)
        .toString();
  }

  @Operation
  public String find(@Param(name = "room") int room, @Param(name = "member") int member) {
    return store.memberships().find(key(room, member)).toString();
  }

  @Operation
  public String listByRoom(@Param(name = "room") int room) {
    return store.memberships().listByRoom(ACCOUNT, roomId(room), null, 2).toString();
  }

  @Operation
  public String listByMember(@Param(name = "member") int member) {
    return store.memberships().listByMember(ACCOUNT, memberId(member), null, 2).toString();
  }

  @Operation
  public boolean removeRoom(@Param(name = "room") int room) {
    return store.rooms().remove(ACCOUNT, roomId(room));
  }

  @Operation
  public boolean removeMember(@Param(name = "member") int member) {
    return store.members().remove(ACCOUNT, memberId(member));
  }

  @Operation
  public void saveRoom(@Param(name = "room") int room) {
    store
        .rooms()
        .save(
            Room.builder()
                .accountId(ACCOUNT)
                .roomId(roomId(room))
                .name("")
                .createdBy("admin")
                .createdAt(NOON)
                .invitePolicy(InvitePolicy.ALL_MEMBERS)
                .membershipLimit(2)
                .build());
  }

  @Operation
  public void saveMember(@Param(name = "member") int member) {
    store
        .members()
        .save(
            Member.builder()
                .accountId(ACCOUNT)
                .memberId(memberId(member))
                .type(MemberType.USER)
                .build());
  }

  @Operation
  public void suspend() {
    account(AccountStatus.SUSPENDED);
  }

  @Operation
  public void unsuspend() {
    account(AccountStatus.ACTIVE);
  }

  private void account(AccountStatus status) {
    store
        .accounts()
        .save(
            Account.builder()
                .accountId(ACCOUNT)
                .type(AccountType.ENTERPRISE_LWA)
                .status(status)
                .build());
  }

  private static RoomId roomId(int room) {
    return new RoomId("room " + room);
  }

  private static MemberId memberId(int member) {
    return new MemberId("member " + member);
  }

  private static MembershipKey key(int room, int member) {
    return new MembershipKey(ACCOUNT, roomId(room), memberId(member));
  }

  @Test
  void isLinearizableUnderStress() {
    check(new StressOptions().threads(3), THOROUGH ? 100 : 20, THOROUGH ? 5_000 : 500);
  }

  /** Slow: every step of every library call is a point at which threads may switch. */
  @Test
  @EnabledIfSystemProperty(named = "thorough", matches = "true")
  void isLinearizableInEverySchedule() {
    check(new ModelCheckingOptions().threads(2), 20, 500);
  }

  private static void check(Options<?, ?> options, int iterations, int invocationsPerIteration) {
    options
        .iterations(iterations)
        .invocationsPerIteration(invocationsPerIteration)
        .actorsPerThread(2)
        .actorsBefore(3)
        .actorsAfter(1)
        .check(InMemoryStoreLincheckTest.class);
  }
}
