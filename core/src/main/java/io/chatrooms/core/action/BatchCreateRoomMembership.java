package io.chatrooms.core.action;

import static io.chatrooms.core.action.BatchCreateRoomMembershipRule.BCM_01;
import static io.chatrooms.core.action.Decision.answer;
import static io.chatrooms.core.action.Decision.change;
import static io.chatrooms.core.action.SharedRule.ANY_03;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipQuestion;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.room.RoomId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Adds up to 50 members to a room, in one step. The shared rules and the invite policy (CRM-01)
 * decide about the request as a whole. Each item is then decided as {@link CreateRoomMembership}
 * would after the items before it (BCM-01). See {@link ChatRooms} for what holds of every action.
 */
public final class BatchCreateRoomMembership {
  private final Asking<Result> asking;

  BatchCreateRoomMembership(Asking.Ports ports) {
    asking = new Asking<>("BatchCreateRoomMembership", ports, refusal -> refusal);
  }

  /**
   * The raw request; null for a field that is absent.
   *
   * @param accountId the account of the room and the members
   * @param roomId the room
   * @param membershipItemList whom to add: 1 to 50 items; a null item has no fields
   */
  public record Request(
      @Nullable String accountId,
      @Nullable String roomId,
      @Nullable List<@Nullable Item> membershipItemList) {}

  /**
   * One of the raw items; null for a field that is absent.
   *
   * @param memberId the member to add
   * @param role {@code Administrator} or {@code Member}; absent, it is {@code Member}
   */
  public record Item(@Nullable String memberId, @Nullable String role) {}

  /** Processed, or refused as a whole. */
  public sealed interface Result extends Outcome permits Processed, CommonRefusal {}

  /**
   * Each item was decided (201): all that are created were created in one step.
   *
   * @param rule the rule that decided
   * @param outcomes what came of each item, in the order sent
   */
  public record Processed(Rule rule, List<ItemOutcome> outcomes) implements Result {
    /** Copies the outcomes. */
    public Processed {
      requireNonNull(rule, "rule");
      outcomes = List.copyOf(outcomes);
    }

    /** What was created, in the order sent. */
    public List<CreateRoomMembership.Created> created() {
      return outcomes.stream()
          .map(ItemOutcome::outcome)
          .filter(CreateRoomMembership.Created.class::isInstance)
          .map(CreateRoomMembership.Created.class::cast)
          .toList();
    }

    /** The items that were refused, in the order sent. */
    public List<ItemOutcome> refused() {
      return outcomes.stream().filter(item -> item.outcome() instanceof Refusal).toList();
    }
  }

  /**
   * What came of an item.
   *
   * @param item the item as it was sent
   * @param outcome what CreateRoomMembership would have answered after the items before it
   */
  public record ItemOutcome(Item item, CreateRoomMembership.Result outcome) {
    /** Checks that the parts are given. */
    public ItemOutcome {
      requireNonNull(item, "item");
      requireNonNull(outcome, "outcome");
    }
  }

  private record Command(AccountId accountId, RoomId roomId, List<ParsedItem> items)
      implements Parsing.RoomCommand {
    /** Each membership that a well-formed item names, once. */
    List<MembershipQuestion> questions(Caller.Authenticated by) {
      return items.stream()
          .map(ParsedItem::named)
          .flatMap(Optional::stream)
          .map(Parsing.OfMembership::key)
          .distinct()
          .map(key -> new MembershipQuestion(key, by.memberId()))
          .toList();
    }
  }

  /** An item that names a membership, or that is malformed. */
  record ParsedItem(Item item, Optional<Parsing.OfMembership> named, List<Violation> violations) {}

  /** What is known of the room, and of each member that is named. */
  record Facts(RoomFacts room, Map<MembershipKey, MembershipFacts> memberships) {
    static Facts of(Caller.Authenticated by, List<MembershipKey> keys, List<MembershipFacts> read) {
      Asking.requireAbout(read.size() == keys.size());
      Map<MembershipKey, MembershipFacts> memberships = new HashMap<>();
      for (int i = 0; i < read.size(); i++) {
        memberships.put(keys.get(i), Asking.about(by, keys.get(i), read.get(i)));
      }
      return new Facts(read.get(0).room(), memberships);
    }
  }

  /**
   * Adds the members to the room, or refuses.
   *
   * @throws NullPointerException if an argument is null
   */
  public Result execute(Caller caller, Request request) {
    requireNonNull(request, "request");
    return asking.execute(
        caller,
        parsing -> parsed(parsing, request),
        (by, command) ->
            asking.decided(
                facts(by, command),
                facts -> decide(by, command.items(), facts, asking.ports().clock()),
                (proposal, seen) -> confirmed(by, command, proposal),
                UnaryOperator.identity(),
                // Each of the items may have been added by somebody else since the last attempt.
                Asking.ATTEMPTS + command.items().size()));
  }

  private static @Nullable Command parsed(Parsing parsing, Request request) {
    Parsing.OfRoom room = parsing.ofRoom(request.accountId(), request.roomId());
    List<@Nullable Item> items = parsing.batch(request.membershipItemList());
    return room == null || !parsing.violations().isEmpty()
        ? null
        : new Command(
            room.accountId(),
            room.roomId(),
            items.stream().map(item -> parsed(request, item)).toList());
  }

  private static ParsedItem parsed(Request request, @Nullable Item sent) {
    Item item = sent == null ? new Item(null, null) : sent;
    Parsing parsing = new Parsing();
    Parsing.OfMembership named =
        parsing.ofMembership(request.accountId(), request.roomId(), item.memberId(), item.role());
    return new ParsedItem(item, Optional.ofNullable(named), parsing.violations());
  }

  private Facts facts(Caller.Authenticated by, Command command) {
    List<MembershipQuestion> questions = command.questions(by);
    if (questions.isEmpty()) return new Facts(asking.roomFacts(by, command), Map.of());

    return Facts.of(
        by,
        questions.stream().map(MembershipQuestion::key).toList(),
        asking.ports().memberships().factsOf(command.accountId(), questions));
  }

  private Optional<Facts> confirmed(Caller.Authenticated by, Command command, Proposal proposal) {
    List<MembershipFacts> instead =
        asking.ports().memberships().confirmAll(command.accountId(), List.of(proposal)).get(0);
    return instead.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Facts.of(
                by, proposal.steps().stream().map(step -> step.seen().key()).toList(), instead));
  }

  static Decision<Result, Proposal> decide(
      Caller.Authenticated by, List<ParsedItem> items, Facts read, InstantSource clock) {
    CommonRefusal refusal = SharedRules.refusal(read.room());
    if (refusal != null) return answer(refusal);
    CommonRefusal policy = CreateRoomMembership.refusalByInvitePolicy(read.room());
    if (policy != null) return answer(policy);

    Map<MembershipKey, MembershipFacts> facts = new HashMap<>(read.memberships());
    List<ItemOutcome> outcomes = new ArrayList<>();
    List<Proposal.Step> steps = new ArrayList<>();
    for (ParsedItem item : items) {
      Parsing.OfMembership named = item.named().orElse(null);
      if (named == null) {
        outcomes.add(new ItemOutcome(item.item(), new BadRequest(ANY_03, item.violations())));
        continue;
      }
      MembershipFacts seen = requireNonNull(facts.get(named.key()), "facts");
      Decision<CreateRoomMembership.Result, MembershipChange> decision =
          CreateRoomMembership.decide(by, named.role().orElse(Role.MEMBER), seen, clock);
      outcomes.add(new ItemOutcome(item.item(), decision.result()));
      Proposal.Step step = new Proposal.Step(Optional.ofNullable(decision.change()), seen);
      steps.add(step);
      facts.replaceAll((key, before) -> step.after(before));
    }
    Processed processed = new Processed(BCM_01, outcomes);
    return steps.stream().allMatch(step -> step.change().isEmpty())
        ? answer(processed)
        : change(new Proposal(steps), processed);
  }
}
