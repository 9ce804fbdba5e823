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
 * A copy of a request without its body, since a container recycles its own request objects. {@code
 * toString} shows the method only.
 *
 * @param path percent-encoded
 * @param headers all values of each header, by the header's name in lower case; {@code host} is
 *     always present
 */
record WireRequest(String method, String path, Query query, Map<String, List<String>> headers) {
  static WireRequest of(HttpServletRequest request) throws MalformedException {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : list(request.getHeaderNames())) {
      headers
          .computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
          .addAll(list(request.getHeaders(name)));
    }
    headers.computeIfAbsent("host", any -> List.of(host(request)));
    String query = request.getQueryString();
    return new WireRequest(
        request.getMethod(),
        request.getRequestURI(),
        Query.parse(query == null ? "" : query),
        headers);
  }

  /**
   * The host of a request without a Host header, as clients sign it: in HTTP/2 it is in a
   * pseudo-header, which the container does not show as a header.
   */
  private static String host(HttpServletRequest request) {
    int port = request.getServerPort();
    boolean isDefault = port == (request.getScheme().equals("https") ? 443 : 80);
    return request.getServerName() + (isDefault ? "" : ":" + port);
  }

  /** The header's value; null if the header is missing or repeated. */
  @Nullable String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : null;
  }

  @Override
  public String toString() {
    return "WireRequest[method=" + method + "]";
  }
}
