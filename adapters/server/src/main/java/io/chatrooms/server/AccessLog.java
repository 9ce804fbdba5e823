package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chatrooms.http.Credential;
import io.chatrooms.http.Credentials;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * Logs one line for each request. It contains nothing that a client may choose freely: of the path
 * the ids of the account and the room only, and of the access key nothing unless it is known.
 */
final class AccessLog implements RequestLog {
  private static final System.Logger LOG = System.getLogger("io.chatrooms.server.access");
  private static final String NONE = "-";
  private static final int MAX_PATH = 300;

  /** Only these are certain to come after the verification of a signature. */
  private static final Set<Integer> VERIFIED = Set.of(200, 201, 204, 403, 409, 429);

  /** In the Authorization header, or in the query. */
  private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/,&%\\s]+)(?:/|%2[Ff])");

  private static final Pattern API_PATH =
      Pattern.compile(
          "(/accounts/[!-~&&[^/?]]+(?:/rooms(?:/[!-~&&[^/?]]+(?:/memberships)?)?)?)(/.*)?");

  private final Credentials credentials;

  AccessLog(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public void log(Request request, Response response) {
    String key = accessKey(request).filter(id -> credentials.find(id).isPresent()).orElse(null);
    LOG.log(
        System.Logger.Level.INFO,
        String.join(
            " ",
            text(response.getHeaders().get("x-amzn-RequestId")),
            method(request),
            path(request),
            Integer.toString(response.getStatus()),
            Long.toString(
                Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()).toMillis()),
            "ms",
            "key=" + (key == null ? NONE : URLEncoder.encode(key, UTF_8)),
            "account=" + account(key, response.getStatus()),
            "peer=" + peer(request)));
  }

  private static String text(@Nullable String header) {
    return header == null ? NONE : header;
  }

  private static String method(Request request) {
    String method = request.getMethod();
    return method != null && method.matches("[A-Z]{1,10}") ? method : NONE;
  }

  private static String path(Request request) {
    String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
    Matcher known = API_PATH.matcher(path == null ? "" : path);
    if (!known.matches()) {
      return NONE;
    }
    String ids = known.group(1) + (known.group(2) == null ? "" : "/*");
    return ids.length() > MAX_PATH ? NONE : ids;
  }

  private static Optional<String> accessKey(Request request) {
    String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    String query = request.getHttpURI() == null ? null : request.getHttpURI().getQuery();
    Matcher key = ACCESS_KEY.matcher(Objects.requireNonNullElse(authorization, "" + query));
    return key.find() ? Optional.of(key.group(1)) : Optional.empty();
  }

  /** The account of the access key, if the status shows that the signature was verified. */
  private String account(@Nullable String key, int status) {
    if (key == null || !VERIFIED.contains(status)) {
      return NONE;
    }
    return credentials
        .find(key)
        .map(Credential::caller)
        .map(caller -> URLEncoder.encode(caller.accountId().value(), UTF_8))
        .orElse(NONE);
  }

  private static String peer(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
                instanceof InetSocketAddress peer
            && peer.getAddress() != null
        ? peer.getAddress().getHostAddress()
        : NONE;
  }
}
