package io.chatrooms.http;

import io.chatrooms.core.action.Caller;
import io.chatrooms.http.Exchange.Work;
import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.MalformedException;
import io.chatrooms.http.wire.Percent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An action of the API: the request that asks for it, and what answers.
 *
 * @param name the action's name in the API
 * @param template the path's segments, with a label in braces for each id
 * @param variant the value of the query parameter {@code operation}; null if the action has none
 */
record Operation(
    String name, String method, List<String> template, @Nullable String variant, Action action) {
  /** The first label of every path. */
  static final String ACCOUNT_ID = "AccountId";

  /**
   * An operation without a variant.
   *
   * @param reading makes the action's request of the input
   * @param answer the answer to each outcome
   */
  static <Q, R> Operation of(
      String name,
      String method,
      String path,
      Reading<Q> reading,
      BiFunction<Caller, Q, R> action,
      Function<R, Answer> answer) {
    return new Operation(
        name,
        method,
        List.of(path.substring(1).split("/", -1)),
        null,
        (caller, input) -> {
          Q request = reading.of(input);
          return () -> answer.apply(action.apply(caller, request));
        });
  }

  /** A copy with this variant. */
  Operation withVariant(String value) {
    return new Operation(name, method, template, value, action);
  }

  /** True if the path and the query parameter are those of this operation. */
  boolean isAt(List<String> path, @Nullable String requestedVariant) {
    if (path.size() != template.size() || !Objects.equals(requestedVariant, variant)) {
      return false;
    }
    for (int i = 0; i < path.size(); i++) {
      if (!isLabel(template.get(i)) && !template.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The decoded value of each label in this path. */
  Map<String, String> labels(List<String> path) throws MalformedException {
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      if (isLabel(template.get(i))) {
        String label = template.get(i).substring(1, template.get(i).length() - 1);
        labels.put(label, decoded(label, path.get(i)));
      }
    }
    return labels;
  }

  /** The decoded account id in this path, whatever the other labels are. */
  String accountId(List<String> path) throws MalformedException {
    return decoded(ACCOUNT_ID, path.get(template.indexOf("{" + ACCOUNT_ID + "}")));
  }

  private static String decoded(String label, String segment) throws MalformedException {
    try {
      return Percent.decode(segment);
    } catch (MalformedException e) {
      throw new MalformedException(label + " " + e.why());
    }
  }

  private static boolean isLabel(String segment) {
    return segment.startsWith("{");
  }

  /** Finds the work that a request for the operation asks for. */
  @FunctionalInterface
  interface Action {
    Work work(Caller caller, Input input) throws MalformedException;
  }

  /** Makes the action's request of the input. */
  @FunctionalInterface
  interface Reading<Q> {
    Q of(Input input) throws MalformedException;
  }
}
