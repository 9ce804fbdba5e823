package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.chatrooms.core.action.Caller;
import io.chatrooms.http.wire.MalformedException;
import io.chatrooms.http.wire.Percent;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies AWS Signature Version 4 in the Authorization header. A signature is valid if the access
 * key is known, the date is within five minutes of the clock, all required headers are signed, and
 * the signature matches. Any region is accepted. The answer to a wrong signature does not reveal
 * whether the access key exists.
 */
final class SignatureV4 {
  private static final Duration MAX_SKEW = Duration.ofMinutes(5);
  private static final String SERVICE = "chime";
  private static final String DATE = "x-amz-date";
  private static final String TOKEN = "x-amz-security-token";
  private static final String BODY_HASH = "x-amz-content-sha256";
  private static final HexFormat HEX = HexFormat.of();

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256\\s+Credential=(?<key>[^/,\\s]+)/(?<date>\\d{8})/(?<region>[^/,\\s]+)"
              + "/(?<service>[^/,\\s]+)/aws4_request\\s*,\\s*"
              + "SignedHeaders=(?<headers>[^,\\s]+)\\s*,\\s*Signature=(?<signature>[0-9a-f]{64})");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Credentials credentials;
  private final InstantSource clock;

  /** Verifies requests with an unknown key, so that they take as long as those with a known one. */
  private final String secretOfUnknownKeys = randomSecret();

  SignatureV4(Credentials credentials, InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /** A random secret, as long as those of AWS. */
  private static String randomSecret() {
    byte[] random = new byte[20];
    new SecureRandom().nextBytes(random);
    return HEX.formatHex(random);
  }

  /**
   * Returns the caller who signed the request.
   *
   * @throws MalformedException if the signature is missing or invalid; the message says why
   */
  Caller.Authenticated signer(WireRequest request, byte[] body) throws MalformedException {
    List<String> values = request.headers().getOrDefault("authorization", List.of());
    if (values.isEmpty()) {
      throw new MalformedException("The request is not signed");
    }
    Matcher authorization = AUTHORIZATION.matcher(values.get(0).strip());
    if (values.size() > 1 || !authorization.matches()) {
      throw new MalformedException(
          "The Authorization header is not AWS4-HMAC-SHA256 with Credential, SignedHeaders"
              + " and Signature");
    }
    requireNoDotSegments(request.path());
    String date = requiredDate(request, authorization.group("date"));
    if (!authorization.group("service").equals(SERVICE)) {
      throw new MalformedException("The credential scope is for a service other than " + SERVICE);
    }
    List<String> signed = List.of(authorization.group("headers").split(";", -1));
    requireSigned(request, signed);
    String bodyHash = HEX.formatHex(sha256(body));
    String statedHash = request.header(BODY_HASH);
    if (request.headers().containsKey(BODY_HASH) && !bodyHash.equals(statedHash)) {
      throw new MalformedException("The x-amz-content-sha256 header does not match the body");
    }
    Optional<Credential> found = credentials.find(authorization.group("key"));
    String scope =
        String.join(
            "/",
            authorization.group("date"),
            authorization.group("region"),
            SERVICE,
            "aws4_request");
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            date,
            scope,
            HEX.formatHex(sha256(canonical(request, signed, bodyHash).getBytes(UTF_8))));
    String secret = found.map(Credential::secretAccessKey).orElse(secretOfUnknownKeys);
    boolean same =
        MessageDigest.isEqual(
            signature(secret, scope, toSign), HEX.parseHex(authorization.group("signature")));
    if (found.isEmpty() || !same) {
      throw new MalformedException("The access key is unknown or the signature does not match");
    }
    requireToken(request, found.get());
    return found.get().caller();
  }

  private String requiredDate(WireRequest request, String scopeDate) throws MalformedException {
    String date = request.header(DATE);
    Instant signedAt;
    try {
      if (date == null) {
        throw new MalformedException("The X-Amz-Date header is missing or repeated");
      }
      signedAt = TIME.parse(date, Instant::from);
    } catch (DateTimeException e) {
      throw new MalformedException("The X-Amz-Date header is not a time such as 20191202T223641Z");
    }
    if (!date.startsWith(scopeDate)) {
      throw new MalformedException(
          "The date in the credential scope differs from the X-Amz-Date header");
    }
    Instant now = clock.instant();
    if (Duration.between(signedAt, now).abs().compareTo(MAX_SKEW) > 0) {
      throw new MalformedException(
          "The X-Amz-Date header is more than 5 minutes from the server's time, "
              + TIME.format(now));
    }
    return date;
  }

  /**
   * Signers remove dot segments, so a signature for one path would be valid for another that
   * contains them.
   */
  private static void requireNoDotSegments(String path) throws MalformedException {
    for (String segment : path.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        throw new MalformedException(
            "The path contains a . or .. segment, which signatures do not cover");
      }
    }
  }

  /**
   * Requires the host and all x-amz- headers to be signed, so that nobody in between can change
   * them.
   */
  private static void requireSigned(WireRequest request, List<String> signed)
      throws MalformedException {
    if (!List.copyOf(new TreeSet<>(signed)).equals(signed)) {
      throw new MalformedException("SignedHeaders is not sorted or names a header twice");
    }
    if (!request.headers().keySet().containsAll(signed)) {
      throw new MalformedException("A signed header is missing");
    }
    for (String name : request.headers().keySet()) {
      if ((name.equals("host") || name.startsWith("x-amz-")) && !signed.contains(name)) {
        throw new MalformedException("The header " + name + " must be signed");
      }
    }
    if (!signed.contains("host")) {
      throw new MalformedException("The header host must be signed");
    }
  }

  private static void requireToken(WireRequest request, Credential credential)
      throws MalformedException {
    String sent = request.headers().containsKey(TOKEN) ? request.header(TOKEN) : "";
    String expected = credential.sessionToken().orElse("");
    if (sent == null || !MessageDigest.isEqual(sent.getBytes(UTF_8), expected.getBytes(UTF_8))) {
      throw new MalformedException("The session token does not belong to the access key");
    }
  }

  private static String canonical(WireRequest request, List<String> signed, String bodyHash) {
    StringBuilder canonical = new StringBuilder(request.method()).append('\n');
    canonical.append(canonicalPath(request.path())).append('\n');
    canonical.append(request.query().canonical()).append('\n');
    for (String name : signed) {
      String values =
          request.headers().getOrDefault(name, List.of()).stream()
              .map(value -> value.strip().replaceAll("[ \t]+", " "))
              .collect(joining(","));
      canonical.append(name).append(':').append(values).append('\n');
    }
    return canonical
        .append('\n')
        .append(String.join(";", signed))
        .append('\n')
        .append(bodyHash)
        .toString();
  }

  /** The path as it was sent, without empty segments, with each segment encoded once more. */
  static String canonicalPath(String path) {
    String segments =
        Stream.of(path.split("/", -1))
            .filter(segment -> !segment.isEmpty())
            .map(Percent::encode)
            .collect(joining("/"));
    return "/" + segments + (path.endsWith("/") && !segments.isEmpty() ? "/" : "");
  }

  private static byte[] signature(String secret, String scope, String toSign) {
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return hmac(key, toSign);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is not available", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
