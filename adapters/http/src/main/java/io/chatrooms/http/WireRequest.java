package io.chatrooms.http;

import static java.util.Collections.list;

import io.chatrooms.http.wire.MalformedException;
import io.chatrooms.http.wire.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request but for its body, as it was sent: a container takes its own back when it is answered.
 * {@code toString} shows the method alone.
 *
 * @param path percent-encoded
 * @param headers all values of each header, by its name in lower case
 */
record WireRequest(String method, String path, Query query, Map<String, List<String>> headers) {
  static WireRequest of(HttpServletRequest request) throws MalformedException {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : list(request.getHeaderNames())) {
      headers
          .computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
          .addAll(list(request.getHeaders(name)));
    }
    String query = request.getQueryString();
    return new WireRequest(
        request.getMethod(),
        request.getRequestURI(),
        Query.parse(query == null ? "" : query),
        headers);
  }

  /** The one value of this header; null if it has none, or several. */
  @Nullable String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : null;
  }

  @Override
  public String toString() {
    return "WireRequest[method=" + method + "]";
  }
}
