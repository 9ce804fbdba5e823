package io.chatrooms.http;

import io.chatrooms.http.wire.JsonBody;
import io.chatrooms.http.wire.MalformedException;
import io.chatrooms.http.wire.Query;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says: the ids in its path, its query and its body. {@code toString} shows none of
 * it.
 *
 * @param labels the decoded ids, by the names of the path's labels
 */
record Input(Map<String, String> labels, Query query, JsonBody body) {
  /** A request that says nothing. */
  static final Input EMPTY = new Input(Map.of(), Query.EMPTY, JsonBody.EMPTY);

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** The id with this name in the path; null if there is none. */
  @Nullable String label(String name) {
    return labels.get(name);
  }

  /**
   * The value of this query parameter; null if there is none.
   *
   * @throws MalformedException if the parameter is repeated
   */
  @Nullable String parameter(String name) throws MalformedException {
    return query.value(name).orElse(null);
  }

  /**
   * How many items a page may have; null if nothing is asked. Text that is no number is 0, which
   * every action refuses in the order of its rules, together with what else is wrong.
   *
   * @throws MalformedException if the parameter is repeated
   */
  @Nullable Integer maxResults() throws MalformedException {
    String text = parameter("max-results");
    if (text == null) {
      return null;
    }
    return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
  }

  @Override
  public String toString() {
    return "Input[" + query + "]";
  }
}
