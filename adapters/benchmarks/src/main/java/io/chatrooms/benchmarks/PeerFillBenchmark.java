package io.chatrooms.benchmarks;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.casbin.jcasbin.rbac.DefaultRoleManager;
import org.casbin.jcasbin.rbac.DomainManager;
import org.casbin.jcasbin.rbac.RoleManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The requests of {@link FillBenchmark}, which others execute on one thread. None of them has
 * limits, or looks at accounts, rooms and members.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 15)
@Measurement(iterations = 15)
@Fork(1)
public class PeerFillBenchmark {
  private static final int HIERARCHY_LEVELS = 10;

  private final Clock clock = Clock.systemUTC();

  /** The numbers of rooms and of memberships in each. */
  @Param({"1x100000", "100x1000", "10000x10"})
  public String rooms = "";

  private List<CreateRoomMembership.Request> requests = List.of();

  /** New ones each time, as for the store: a String that was used before knows its hash code. */
  @Setup(Level.Iteration)
  public void requests() {
    requests = Filling.of(rooms).requests();
  }

  /** Puts the same memberships into a map. */
  @Benchmark
  public Map<MembershipKey, RoomMembership> putIfAbsent() {
    Map<MembershipKey, RoomMembership> map = new ConcurrentHashMap<>();
    for (CreateRoomMembership.Request request : requests) {
      MembershipKey key =
          new MembershipKey(
              new AccountId(requireNonNull(request.accountId())),
              new RoomId(requireNonNull(request.roomId())),
              new MemberId(requireNonNull(request.memberId())));
      RoomMembership membership =
          RoomMembership.builder()
              .key(key)
              .role(Role.MEMBER)
              .invitedBy("administrator")
              .updatedAt(clock.instant())
              .build();
      if (map.putIfAbsent(key, membership) != null) {
        throw new IllegalStateException("the membership was there");
      }
    }
    return map;
  }

  /** As jCasbin's enforcer does it: each room is a domain, in which a member has a role. */
  @Benchmark
  public RoleManager casbinDomains() {
    RoleManager manager = new DomainManager(HIERARCHY_LEVELS);
    for (CreateRoomMembership.Request request : requests) {
      manager.addLink(request.memberId(), "Member", request.roomId());
    }
    return manager;
  }

  /** Each room is a role: this role manager does not look at domains. */
  @Benchmark
  public RoleManager casbinRoles() {
    RoleManager manager = new DefaultRoleManager(HIERARCHY_LEVELS);
    for (CreateRoomMembership.Request request : requests) {
      manager.addLink(request.memberId(), request.roomId());
    }
    return manager;
  }
}
