package io.chatrooms.core.action;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.membership.MembershipQuestion;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import io.chatrooms.core.store.TokenKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store that gives the answers of a script, in their order and the last one again and again, and
 * that records what it is asked. An answer may be null, and may throw anything. Unless a test says
 * otherwise, the store makes every change, and a {@link World} that it answers from changes too.
 */
final class ScriptedStore implements Store, RoomMembershipRepository, RoomRepository {
  /** The key of every store, so that tokens work on all of them. */
  private static final TokenKey KEY = TokenKey.random();

  /** An answer, or a failure to answer. */
  interface Answer<T> {
    @Nullable T give() throws Exception;
  }

  /** A question of an action, but for what it is about. */
  record Read(AccountId accountId, @Nullable MemberId callerId) {}

  /**
   * A change that was to be confirmed.
   *
   * @param change a change of a membership or a room, or a proposal
   * @param seen the facts; the proposal itself, which contains them
   */
  record Confirm(Object change, Object seen) {}

  private final Deque<Answer<Answers>> reads = new ArrayDeque<>();
  private final Deque<Answer<Optional<Answers>>> confirmations = new ArrayDeque<>();
  private final List<Read> asked = new ArrayList<>();
  private final List<Confirm> confirmed = new ArrayList<>();
  private @Nullable Answer<Answers> lastRead;
  private @Nullable World world;

  /** Answers questions. */
  ScriptedStore reads(Answer<Answers> answer) {
    reads.add(answer);
    return this;
  }

  ScriptedStore reads(Answers answers) {
    return reads(() -> answers);
  }

  /** Answers a change: empty if it is made, otherwise with the facts that hold instead. */
  ScriptedStore confirms(Answer<Optional<Answers>> answer) {
    confirmations.add(answer);
    return this;
  }

  /** Makes the next change. */
  ScriptedStore confirms() {
    return confirms(Optional::empty);
  }

  /** Declines the next change: this holds instead, and is read unless the script goes on. */
  ScriptedStore declines(Answers instead) {
    return confirms(() -> Optional.of(instead));
  }

  /** What was read. */
  List<Read> reads() {
    return asked;
  }

  /** What was to be confirmed. */
  List<Confirm> confirmed() {
    return confirmed;
  }

  private <T> T read(
      AccountId accountId, @Nullable MemberId callerId, Function<Answers, T> question) {
    asked.add(new Read(accountId, callerId));
    lastRead = reads.peek();
    Answers answers = next(reads);
    world = answers instanceof World content ? content : null;
    return answer(answers, question);
  }

  @SuppressWarnings("NullAway") // A broken store may answer null, which an action has to handle.
  private static <T> T answer(@Nullable Answers answers, Function<Answers, T> question) {
    return answers == null ? null : question.apply(answers);
  }

  @SuppressWarnings("NullAway") // As above.
  private <T> Optional<T> confirm(
      Confirm confirm, Consumer<World> change, Function<Answers, T> question) {
    confirmed.add(confirm);
    Optional<Answers> instead = confirmations.isEmpty() ? Optional.empty() : next(confirmations);
    if (instead == null) {
      return null;
    }
    if (instead.isPresent()) {
      if (lastRead == reads.peek()) { // The script says nothing else.
        reads.clear();
        reads(instead.get());
      }
    } else if (world != null) {
      change.accept(world);
    }
    return instead.map(question);
  }

  @SuppressWarnings("NullAway") // As above.
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
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    return read(key.accountId(), callerId, answers -> answers.facts(key, callerId));
  }

  @Override
  public List<MembershipFacts> factsOf(AccountId accountId, List<MembershipQuestion> questions) {
    return read(
        accountId,
        questions.get(0).callerId().orElse(null),
        answers ->
            questions.stream()
                .map(one -> answers.facts(one.key(), one.callerId().orElse(null)))
                .toList());
  }

  @Override
  public RoomFacts facts(AccountId accountId, RoomId roomId, @Nullable MemberId callerId) {
    return read(accountId, callerId, answers -> answers.facts(accountId, roomId, callerId));
  }

  @Override
  public NewRoomFacts factsOfNew(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable IdempotencyToken token) {
    return read(
        accountId, callerId, answers -> answers.factsOfNew(accountId, roomId, callerId, token));
  }

  @Override
  public MembershipListing list(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable MemberId after,
      int size) {
    return read(
        accountId, callerId, answers -> answers.list(accountId, roomId, callerId, after, size));
  }

  @Override
  public RoomListing list(
      AccountId accountId,
      @Nullable MemberId callerId,
      @Nullable MemberId memberId,
      @Nullable RoomId after,
      int size) {
    return read(
        accountId, callerId, answers -> answers.list(accountId, callerId, memberId, after, size));
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
    return confirm(
        new Confirm(change, seen),
        content -> content.make(change),
        instead -> instead.facts(change.key(), seen.callerId().orElse(null)));
  }

  @Override
  @SuppressWarnings("NullAway") // As above.
  public List<List<MembershipFacts>> confirmAll(AccountId accountId, List<Proposal> proposals) {
    if (proposals.size() != 1) {
      throw new AssertionError("an action proposes one thing");
    }
    Proposal proposal = proposals.get(0);
    Optional<List<MembershipFacts>> declined =
        confirm(
            new Confirm(proposal, proposal),
            content -> content.make(proposal),
            instead ->
                proposal.steps().stream()
                    .map(
                        step ->
                            instead.facts(step.seen().key(), step.seen().callerId().orElse(null)))
                    .toList());
    return declined == null ? null : List.of(declined.orElse(List.of()));
  }

  @Override
  public Optional<NewRoomFacts> create(RoomCreated change, NewRoomFacts seen) {
    return confirm(
        new Confirm(change, seen),
        content -> content.make(change),
        instead ->
            instead.factsOfNew(
                change.room().accountId(),
                change.room().roomId(),
                seen.account().callerId().orElse(null),
                change.token().orElse(null)));
  }

  @Override
  public Optional<RoomFacts> confirm(RoomChange change, RoomFacts seen) {
    return confirm(
        new Confirm(change, seen),
        content -> content.make(change),
        instead ->
            instead.facts(
                change.before().accountId(),
                change.before().roomId(),
                seen.account().callerId().orElse(null)));
  }

  @Override
  public RoomMembershipRepository memberships() {
    return this;
  }

  @Override
  public RoomRepository rooms() {
    return this;
  }

  @Override
  public TokenKey tokenKey() {
    return KEY;
  }

  @Override
  public AccountRepository accounts() {
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
  public Optional<Room> find(AccountId accountId, RoomId roomId) {
    throw neverAsked();
  }

  @Override
  public void save(Room room) {
    throw neverAsked();
  }

  @Override
  public boolean remove(AccountId accountId, RoomId roomId) {
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
    return new AssertionError("an action uses nothing but facts, listings and confirmations");
  }
}
