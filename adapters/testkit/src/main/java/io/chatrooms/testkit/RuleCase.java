package io.chatrooms.testkit;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.Store;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.member.Member;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case of a rule, for one action: a caller, a request and a world, and what the rule makes of
 * them. The cases are JSON files in this jar; the kit's README describes their format. Here each is
 * complete: what its file gives for all its cases is part of it.
 *
 * <p>Worlds, requests and outcomes consist of what JSON has: text, integers, truth values, lists,
 * and maps by the API's names. In an outcome, null stands for a field that is absent, and the text
 * {@code *} for any value. To run a case:
 *
 * <pre>{@code
 * RuleCase unique = ruleCase.inAccounts(id -> id + " " + UUID.randomUUID());
 * unique.fill(store, clock);
 * Map<String, Object> answers = unique.runEarlier(runner);
 * Map<String, Object> actual = runner.execute(unique.request(answers));
 * assertThat(RuleCase.difference(unique.outcome(answers), actual)).isEmpty();
 * }</pre>
 *
 * @param rule the number of the rule that decides
 * @param before the number of a later rule that applies too, if the case shows the precedence
 * @param title the case in one sentence
 * @param memberRoomLimit how many rooms a member may be in
 * @param accountRoomLimit how many rooms an account may have
 * @param rate how long the caller has to wait, in ISO 8601; or {@code unreachable} or {@code
 *     broken}; empty for no limit
 * @param store {@code unreachable} or {@code broken}; empty for a store that works
 * @param world the content of the store, as in a world file of the server
 * @param earlier requests that were made before, and that succeeded
 * @param directory what a host's directory says of members after that; empty if the case is the
 *     same wherever members are kept
 * @param request the request of the case
 * @param outcome what it comes to
 */
public record RuleCase(
    String rule,
    Optional<String> before,
    String title,
    int memberRoomLimit,
    int accountRoomLimit,
    Optional<String> rate,
    Optional<String> store,
    Map<String, @Nullable Object> world,
    List<Request> earlier,
    Optional<Map<String, @Nullable Object>> directory,
    Request request,
    Map<String, @Nullable Object> outcome) {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");

  /**
   * A request of a case. Its text may refer to the answers of earlier requests, as in {@code
   * ${first.NextToken}}.
   *
   * @param name by which later requests refer to its answer; empty for the last
   * @param action its name in the API
   * @param caller who asks
   * @param fields the fields by the API's names; a field that is missing is left out
   */
  public record Request(
      String name, String action, Caller caller, Map<String, @Nullable Object> fields) {
    private Request with(UnaryOperator<String> text) {
      return new Request(name, action, caller, RuleCaseFile.mapped(fields, text));
    }
  }

  /** Executes requests. */
  @FunctionalInterface
  public interface Runner {
    /** Executes the request, and tells its outcome as a case does. */
    Map<String, @Nullable Object> execute(Request request) throws Exception;
  }

  /** Every case of every action. */
  public static List<RuleCase> all() {
    return RuleCaseFile.ALL;
  }

  /** The action, by its name in the API. */
  public String action() {
    return request.action();
  }

  /** True if the case can be run on any store that works, with any rate. */
  public boolean needsNothing() {
    return rate.isEmpty() && store.isEmpty() && directory.isEmpty();
  }

  /** The same case in other accounts, so that cases that share a store do not meet. */
  public RuleCase inAccounts(UnaryOperator<String> newId) {
    return RuleCaseFile.inAccounts(this, newId);
  }

  /**
   * Saves the world to a store that has nothing in its accounts and that keeps the members.
   * Memberships are created by CreateRoomMembership while all accounts and members are active.
   *
   * @throws IllegalStateException if a membership is refused
   */
  public void fill(Store store, InstantSource clock) {
    fill(store, store.members()::save, clock);
  }

  /** The same where the host may keep the members. */
  void fill(Store store, Consumer<Member> saveMember, InstantSource clock) {
    RuleCaseWorld.of(world).fill(store, saveMember, clock);
  }

  /** Runs the earlier requests, and returns their answers by their names. */
  public Map<String, @Nullable Object> runEarlier(Runner runner) throws Exception {
    Map<String, @Nullable Object> answers = new LinkedHashMap<>();
    for (Request one : earlier) {
      answers.put(one.name(), runner.execute(one.with(text -> referring(text, answers))));
    }
    return answers;
  }

  /** The request, with what it refers to. */
  public Request request(Map<String, @Nullable Object> answers) {
    return request.with(text -> referring(text, answers));
  }

  /** The outcome, with what it refers to. */
  public Map<String, @Nullable Object> outcome(Map<String, @Nullable Object> answers) {
    return RuleCaseFile.mapped(outcome, text -> referring(text, answers));
  }

  private static String referring(String text, Map<String, @Nullable Object> answers) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), answers)));
  }

  private static String value(String path, Map<String, @Nullable Object> answers) {
    Object value = answers;
    for (String name : path.split("\\.", -1)) {
      value = requireNonNull(((Map<?, ?>) value).get(name), path);
    }
    return (String) value;
  }

  /** What of an expected outcome is otherwise in the actual one; empty if nothing is. */
  public static List<String> difference(
      Map<String, @Nullable Object> expected, Map<String, @Nullable Object> actual) {
    return differences("outcome", expected, actual).toList();
  }

  private static Stream<String> differences(
      String path, @Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof Map<?, ?> fields && actual instanceof Map<?, ?> object) {
      return fields.entrySet().stream()
          .flatMap(
              field ->
                  differences(
                      path + "." + field.getKey(), field.getValue(), object.get(field.getKey())));
    } else if (expected instanceof List<?> elements
        && actual instanceof List<?> list
        && elements.size() == list.size()) {
      List<String> differences = new ArrayList<>();
      for (int i = 0; i < elements.size(); i++) {
        differences("%s[%s]".formatted(path, i), elements.get(i), list.get(i))
            .forEach(differences::add);
      }
      return differences.stream();
    }
    boolean same =
        "*".equals(expected)
            ? actual != null
            : expected == null ? actual == null : expected.equals(actual);
    return same ? Stream.of() : Stream.of("%s is %s, not %s".formatted(path, actual, expected));
  }

  /** The rule, the action and the case in one sentence. */
  @Override
  public String toString() {
    return "%s%s: %s: %s"
        .formatted(rule, before.map(later -> " before " + later).orElse(""), action(), title);
  }
}
