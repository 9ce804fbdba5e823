package io.chatrooms.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognizes requests that a web page in a browser on this machine may have caused. */
final class Loopback {
  private static final Pattern HOST =
      Pattern.compile(
          "(localhost|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}|\\[::1])(:\\d{1,5})?",
          Pattern.CASE_INSENSITIVE);

  private Loopback() {}

  /**
   * Returns why the request is refused; null if it is not. A name other than these may belong to a
   * web page's own site and resolve to the loopback address.
   *
   * @param scheme the request's, {@code http} or {@code https}
   */
  static @Nullable String refusal(WireRequest request, String scheme) {
    String host = request.header("host");
    if (host == null || !HOST.matcher(host).matches()) {
      return "Only requests to localhost or a loopback address are served";
    }
    if (request.headers().containsKey("origin")
        && !(scheme + "://" + host).equalsIgnoreCase(request.header("origin"))) {
      return "Requests of web pages of another origin are not served";
    }
    return null;
  }
}
