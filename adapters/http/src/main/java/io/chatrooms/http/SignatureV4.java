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
 * AWS Signature Version 4, in the header of a request. It holds if the key is known, the date is
 * within five minutes of the clock, all that has to be signed is, and the signature is the one that
 * the secret gives. Any region will do: there is but one of this service. Whoever does not know the
 * secret is not told whether the key exists.
 */
final class SignatureV4 {
  private static final Duration SKEW = Duration.ofMinutes(5);
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

  /** What a key that nobody has is tried with, so that it takes as long as any other. */
  private final String nobodysSecret = randomSecret();

  SignatureV4(Credentials credentials, InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /** Of the length that AWS's have. */
  private static String randomSecret() {
    byte[] random = new byte[20];
    new SecureRandom().nextBytes(random);
    return HEX.formatHex(random);
  }

  /**
   * Who signed the request.
   *
   * @throws MalformedException saying why it is not known
   */
  Caller.Authenticated signer(WireRequest request, byte[] body) throws MalformedException {
    List<String> values = request.headers().getOrDefault("authorization", List.of());
    if (values.isEmpty()) {
      throw new MalformedException("The request is not signed");
    }
    Matcher authorization = AUTHORIZATION.matcher(values.get(0).strip());
    if (values.size() > 1 || !authorization.matches()) {
      throw new MalformedException(
          "The Authorization header is not one of AWS4-HMAC-SHA256 with a Credential,"
              + " SignedHeaders and a Signature");
    }
    requirePlain(request.path());
    String date = requiredDate(request, authorization.group("date"));
    if (!authorization.group("service").equals(SERVICE)) {
      throw new MalformedException("The signature is for another service than " + SERVICE);
    }
    List<String> signed = List.of(authorization.group("headers").split(";", -1));
    requireSigned(request, signed);
    String bodyHash = HEX.formatHex(sha256(body));
    String statedHash = request.header(BODY_HASH);
    if (request.headers().containsKey(BODY_HASH) && !bodyHash.equals(statedHash)) {
      throw new MalformedException("The body is not the one that was signed");
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
    String secret = found.map(Credential::secretAccessKey).orElse(nobodysSecret);
    boolean same =
        MessageDigest.isEqual(
            signature(secret, scope, toSign), HEX.parseHex(authorization.group("signature")));
    if (found.isEmpty() || !same) {
      throw new MalformedException(
          "The access key is unknown, or the signature is not the one that its secret gives");
    }
    requireToken(request, found.get());
    return found.get().caller();
  }

  private String requiredDate(WireRequest request, String scopeDate) throws MalformedException {
    String date = request.header(DATE);
    Instant signedAt;
    try {
      if (date == null) {
        throw new MalformedException("The X-Amz-Date header is missing, or there are several");
      }
      signedAt = TIME.parse(date, Instant::from);
    } catch (DateTimeException e) {
      throw new MalformedException("The X-Amz-Date header is not a time such as 20191202T223641Z");
    }
    if (!date.startsWith(scopeDate)) {
      throw new MalformedException("The credential is of another day than the X-Amz-Date header");
    }
    Instant now = clock.instant();
    if (Duration.between(signedAt, now).abs().compareTo(SKEW) > 0) {
      throw new MalformedException(
          "The request was signed more than 5 minutes from now, which is " + TIME.format(now));
    }
    return date;
  }

  /** No signature covers such segments, and with them one path could be sent for another. */
  private static void requirePlain(String path) throws MalformedException {
    for (String segment : path.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        throw new MalformedException("The path has a segment of dots, which no signature covers");
      }
    }
  }

  /** The host and all of AWS's own headers: else somebody between could change them. */
  private static void requireSigned(WireRequest request, List<String> signed)
      throws MalformedException {
    if (!List.copyOf(new TreeSet<>(signed)).equals(signed)) {
      throw new MalformedException("SignedHeaders are not in order, or name a header twice");
    }
    if (!request.headers().keySet().containsAll(signed)) {
      throw new MalformedException("A header that was signed is missing");
    }
    for (String name : request.headers().keySet()) {
      if ((name.equals("host") || name.startsWith("x-amz-")) && !signed.contains(name)) {
        throw new MalformedException("The header " + name + " is not signed, and has to be");
      }
    }
    if (!signed.contains("host")) {
      throw new MalformedException("The header host is not signed, and has to be");
    }
  }

  private static void requireToken(WireRequest request, Credential credential)
      throws MalformedException {
    String sent = request.headers().containsKey(TOKEN) ? request.header(TOKEN) : "";
    String wanted = credential.sessionToken().orElse("");
    if (sent == null || !MessageDigest.isEqual(sent.getBytes(UTF_8), wanted.getBytes(UTF_8))) {
      throw new MalformedException("The session token is not the one of the access key");
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

  /** The path as it was sent, without empty segments, each segment encoded again. */
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
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
