package io.chatrooms.http;

import io.chatrooms.http.wire.MalformedException;
import io.chatrooms.http.wire.Query;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request states about its signature, either in the Authorization header or in the query.
 * {@code toString} shows the date only.
 *
 * @param scopeDate the date in the credential scope, such as 20191202
 * @param headers the signed headers, in the order stated
 * @param signature in hexadecimal digits
 * @param expiresAfter how long after its date a signature in the query is valid; empty for one in
 *     the header
 * @param token the session token; null if it is repeated, empty if there is none
 * @param query the signed query parameters
 */
record StatedSignature(
    String accessKeyId,
    String scopeDate,
    String region,
    String service,
    List<String> headers,
    String signature,
    Instant date,
    Optional<Duration> expiresAfter,
    @Nullable String token,
    Query query) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** The dates that signatures state and cover. */
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String CREDENTIAL = "Credential";
  private static final String HEADERS = "SignedHeaders";
  private static final String SIGNATURE = "Signature";

  /** The query's parameters have this prefix and the header's names. */
  private static final String IN_QUERY = "X-Amz-";

  private static final Pattern SCOPE =
      Pattern.compile(
          "(?<key>[^/,\\s]+)/(?<date>\\d{8})/(?<region>[^/,\\s]+)/(?<service>[^/,\\s]+)"
              + "/aws4_request");
  private static final Pattern HEADER_NAMES = Pattern.compile("[^,\\s]+");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,5}");
  private static final Duration LONGEST = Duration.ofDays(7);

  /**
   * Reads what the request states.
   *
   * @throws MalformedException if it states no signature, more than one, or a malformed one
   */
  static StatedSignature of(WireRequest request) throws MalformedException {
    List<String> authorizations = request.headers().getOrDefault("authorization", List.of());
    boolean inQuery = request.query().value(IN_QUERY + SIGNATURE).isPresent();
    if (inQuery && !authorizations.isEmpty()) {
      throw new MalformedException("The request is signed twice, in a header and in the query");
    } else if (inQuery) {
      return ofQuery(request.query());
    } else if (authorizations.isEmpty()) {
      throw new MalformedException("The request is not signed");
    }
    return ofHeader(request, authorizations);
  }

  private static StatedSignature ofHeader(WireRequest request, List<String> authorizations)
      throws MalformedException {
    Map<String, String> parts =
        authorizations.size() == 1 ? parts(authorizations.get(0)) : Map.of();
    return of(
        parts,
        "The Authorization header",
        dateInHeader(request),
        Optional.empty(),
        request.headers().containsKey("x-amz-security-token")
            ? request.header("x-amz-security-token")
            : "",
        request.query());
  }

  /** The comma-separated parts, in any order; empty if they are malformed. */
  private static Map<String, String> parts(String authorization) {
    String[] algorithmAndParts = authorization.strip().split("\\s+", 2);
    Map<String, String> parts = new HashMap<>();
    if (algorithmAndParts.length == 2 && algorithmAndParts[0].equals(ALGORITHM)) {
      for (String part : algorithmAndParts[1].split(",", -1)) {
        String[] nameAndValue = part.strip().split("=", 2);
        if (nameAndValue.length < 2 || parts.put(nameAndValue[0], nameAndValue[1]) != null) {
          return Map.of();
        }
      }
    }
    return parts;
  }

  private static StatedSignature ofQuery(Query query) throws MalformedException {
    Map<String, String> parts = new HashMap<>();
    for (String name : List.of(CREDENTIAL, HEADERS, SIGNATURE)) {
      parts.put(name, query.value(IN_QUERY + name).orElse(""));
    }
    if (!query.value(IN_QUERY + "Algorithm").equals(Optional.of(ALGORITHM))) {
      parts.clear();
    }
    String date = query.value(IN_QUERY + "Date").orElse("");
    String seconds = query.value(IN_QUERY + "Expires").orElse("");
    Duration expiresAfter =
        SECONDS.matcher(seconds).matches()
            ? Duration.ofSeconds(Integer.parseInt(seconds))
            : Duration.ZERO;
    if (expiresAfter.isZero() || expiresAfter.compareTo(LONGEST) > 0) {
      throw new MalformedException("X-Amz-Expires in the query is not 1 to 604800 seconds");
    }
    return of(
        parts,
        "The query",
        time("X-Amz-Date in the query", date),
        Optional.of(expiresAfter),
        query.value(IN_QUERY + "Security-Token").orElse(""),
        query.without(IN_QUERY + SIGNATURE));
  }

  private static StatedSignature of(
      Map<String, String> parts,
      String place,
      Instant date,
      Optional<Duration> expiresAfter,
      @Nullable String token,
      Query query)
      throws MalformedException {
    Matcher scope = SCOPE.matcher(parts.getOrDefault(CREDENTIAL, ""));
    String headers = parts.getOrDefault(HEADERS, "");
    String signature = parts.getOrDefault(SIGNATURE, "");
    if (!parts.keySet().equals(Set.of(CREDENTIAL, HEADERS, SIGNATURE))
        || !scope.matches()
        || !HEADER_NAMES.matcher(headers).matches()
        || !HEX.matcher(signature).matches()) {
      throw new MalformedException(
          place + " is not " + ALGORITHM + " with Credential, SignedHeaders and Signature");
    }
    return new StatedSignature(
        scope.group("key"),
        scope.group("date"),
        scope.group("region"),
        scope.group("service"),
        List.of(headers.split(";", -1)),
        signature,
        date,
        expiresAfter,
        token,
        query);
  }

  /** The X-Amz-Date header takes precedence over Date, which may also be an HTTP date. */
  private static Instant dateInHeader(WireRequest request) throws MalformedException {
    if (request.headers().containsKey("x-amz-date") || !request.headers().containsKey("date")) {
      return time("The X-Amz-Date header", request.header("x-amz-date"));
    }
    String date = request.header("date");
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date == null ? "" : date, Instant::from);
    } catch (DateTimeException e) {
      return time("The Date header", date);
    }
  }

  private static Instant time(String place, @Nullable String time) throws MalformedException {
    try {
      return TIME.parse(time == null ? "" : time, Instant::from);
    } catch (DateTimeException e) {
      throw new MalformedException(
          place + " is missing, repeated, or not a time such as 20191202T223641Z");
    }
  }

  /** The date as signatures cover it. */
  String signedDate() {
    return TIME.format(date);
  }

  /** The credential scope without the access key. */
  String scope() {
    return String.join("/", scopeDate, region, service, "aws4_request");
  }

  @Override
  public String toString() {
    return "StatedSignature[date=" + signedDate() + "]";
  }
}
