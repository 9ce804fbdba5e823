package io.chatrooms.core.action;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store that says what the test wrote down for it, in that order, the last answer again and
 * again, and that notes what it was asked. It may throw anything, or answer null.
 */
final class ScriptedMemberships implements RoomMembershipRepository {
  /** An answer, or a failure to answer. */
  interface Answer<T> {
    @Nullable T give() throws Exception;
  }

  /** The facts were asked for. */
  record Read(MembershipKey key, @Nullable MemberId callerId) {}

  /** A membership was to be added. */
  record Add(RoomMembership membership, MembershipFacts seen) {}

  private final Deque<Answer<MembershipFacts>> facts = new ArrayDeque<>();
  private final Deque<Answer<AddOutcome>> outcomes = new ArrayDeque<>();
  private final List<Read> reads = new ArrayList<>();
  private final List<Add> adds = new ArrayList<>();

  ScriptedMemberships read(Answer<MembershipFacts> answer) {
    facts.add(answer);
    return this;
  }

  ScriptedMemberships read(MembershipFacts answer) {
    return read(() -> answer);
  }

  ScriptedMemberships add(Answer<AddOutcome> answer) {
    outcomes.add(answer);
    return this;
  }

  ScriptedMemberships add(AddOutcome answer) {
    return add(() -> answer);
  }

  List<Read> reads() {
    return reads;
  }

  List<Add> adds() {
    return adds;
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    reads.add(new Read(key, callerId));
    return next(facts);
  }

  @Override
  public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
    adds.add(new Add(membership, seen));
    return next(outcomes);
  }

  @SuppressWarnings("NullAway") // A wrong store may answer null, and the action has to bear it.
  private static <T> T next(Deque<Answer<T>> script) {
    Answer<T> answer = script.size() > 1 ? script.remove() : script.element();
    try {
      return answer.give();
    } catch (Exception e) {
      throw sneaky(e);
    }
  }

  /** Throws what it is given, checked or not, as code in other JVM languages does. */
  @SuppressWarnings("unchecked")
  static <E extends Exception> RuntimeException sneaky(Exception e) throws E {
    throw (E) e;
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
    throw neverAsked();
  }

  @Override
  public ChangeOutcome changeRole(MembershipFacts seen, Role role, Instant updatedAt) {
    throw neverAsked();
  }

  @Override
  public ChangeOutcome remove(MembershipFacts seen) {
    throw neverAsked();
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    throw neverAsked();
  }

  @Override
  public Page<RoomMembership> listByRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
    throw neverAsked();
  }

  @Override
  public Page<RoomMembership> listByMember(
      AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
    throw neverAsked();
  }

  private static AssertionError neverAsked() {
    return new AssertionError("the action asks for facts, and adds");
  }
}
