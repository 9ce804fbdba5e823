package io.chatrooms.core.action;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store that gives the answers of a script, in their order and the last one again and again, and
 * that records what it is asked. An answer may be null, and may throw anything. Unless a test says
 * otherwise, the store confirms every change.
 */
final class ScriptedStore implements Store, RoomMembershipRepository {
  /** An answer, or a failure to answer. */
  interface Answer<T> {
    @Nullable T give() throws Exception;
  }

  /** A call of {@code facts}. */
  record Read(MembershipKey key, @Nullable MemberId callerId) {}

  /** A call of {@code confirm}. */
  record Confirm(MembershipChange change, MembershipFacts seen) {}

  private final Deque<Answer<MembershipFacts>> facts = new ArrayDeque<>();
  private final Deque<Answer<Optional<MembershipFacts>>> confirmations = new ArrayDeque<>();
  private final List<Read> reads = new ArrayList<>();
  private final List<Confirm> confirms = new ArrayList<>();

  ScriptedStore reads(Answer<MembershipFacts> answer) {
    facts.add(answer);
    return this;
  }

  ScriptedStore reads(MembershipFacts answer) {
    return reads(() -> answer);
  }

  /** Answers a change. */
  ScriptedStore confirms(Answer<Optional<MembershipFacts>> answer) {
    confirmations.add(answer);
    return this;
  }

  /** Makes the next change. */
  ScriptedStore confirms() {
    return confirms(Optional::empty);
  }

  /** Declines the next change: these facts hold instead. */
  ScriptedStore declines(MembershipFacts instead) {
    return confirms(() -> Optional.of(instead));
  }

  /** What was read. */
  List<Read> reads() {
    return reads;
  }

  /** What was to be confirmed. */
  List<Confirm> confirmed() {
    return confirms;
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    reads.add(new Read(key, callerId));
    return next(facts);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
    confirms.add(new Confirm(change, seen));
    return confirmations.isEmpty() ? Optional.empty() : next(confirmations);
  }

  @SuppressWarnings("NullAway") // A broken store may answer null, which an action has to handle.
  private static <T> T next(Deque<Answer<T>> script) {
    Answer<T> answer = script.size() > 1 ? script.remove() : script.element();
    try {
      return answer.give();
    } catch (Exception e) {
      throw unchecked(e);
    }
  }

  /** Throws the exception, checked or not, as code in other JVM languages does. */
  @SuppressWarnings("unchecked")
  static <E extends Exception> RuntimeException unchecked(Exception e) throws E {
    throw (E) e;
  }

  @Override
  public RoomMembershipRepository memberships() {
    return this;
  }

  @Override
  public AccountRepository accounts() {
    throw neverAsked();
  }

  @Override
  public RoomRepository rooms() {
    throw neverAsked();
  }

  @Override
  public MemberRepository members() {
    throw neverAsked();
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
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
    return new AssertionError("an action uses nothing but facts and confirm");
  }
}
