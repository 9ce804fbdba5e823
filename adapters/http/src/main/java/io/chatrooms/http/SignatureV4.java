package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.chatrooms.core.action.Caller;
import io.chatrooms.http.wire.MalformedException;
import io.chatrooms.http.wire.Percent;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies AWS Signature Version 4 in the Authorization header or in the query. A signature is
 * valid if the access key is known, all required headers are signed, the signature matches, and its
 * date is within five minutes of the clock; one in the query is valid from five minutes before its
 * date until it expires. Any region is accepted. The answer to a wrong signature does not reveal
 * whether the access key exists.
 */
final class SignatureV4 {
  private static final Duration MAX_SKEW = Duration.ofMinutes(5);
  private static final String SERVICE = "chime";
  private static final String BODY_HASH = "x-amz-content-sha256";
  private static final HexFormat HEX = HexFormat.of();

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
   * @throws MalformedException if the signature is missing, invalid or expired; the message says
   *     why
   * @throws ClockSkewException if the signature in the header is valid except for its date
   */
  Caller.Authenticated signer(WireRequest request, byte[] body)
      throws MalformedException, ClockSkewException {
    StatedSignature stated = StatedSignature.of(request);
    requireNoDotSegments(request.path());
    if (!stated.signedDate().startsWith(stated.scopeDate())) {
      throw new MalformedException("The date in the credential scope differs from the date");
    }
    if (!stated.service().equals(SERVICE)) {
      throw new MalformedException("The credential scope is for a service other than " + SERVICE);
    }
    requireSigned(request, stated.headers());
    String bodyHash = HEX.formatHex(sha256(body));
    String statedHash = request.header(BODY_HASH);
    if (request.headers().containsKey(BODY_HASH) && !bodyHash.equals(statedHash)) {
      throw new MalformedException("The x-amz-content-sha256 header does not match the body");
    }
    Optional<Credential> found = credentials.find(stated.accessKeyId());
    String toSign =
        String.join(
            "\n",
            StatedSignature.ALGORITHM,
            stated.signedDate(),
            stated.scope(),
            HEX.formatHex(sha256(canonical(request, stated, bodyHash).getBytes(UTF_8))));
    String secret = found.map(Credential::secretAccessKey).orElse(secretOfUnknownKeys);
    boolean same =
        MessageDigest.isEqual(
            signature(secret, stated.scope(), toSign), HEX.parseHex(stated.signature()));
    if (found.isEmpty() || !same) {
      throw new MalformedException("The access key is unknown or the signature does not match");
    }
    requireToken(stated, found.get());
    requireDate(stated);
    return found.get().caller();
  }

  /**
   * Checked last: only the signer is told that nothing but the clock is wrong, and clients correct
   * their clock only if that helps.
   */
  private void requireDate(StatedSignature stated) throws MalformedException, ClockSkewException {
    Instant now = clock.instant();
    Duration age = Duration.between(stated.date(), now);
    if (stated.expiresAfter().isPresent()) {
      if (age.compareTo(stated.expiresAfter().get()) > 0) {
        throw new MalformedException(
            "The signature in the query expired: the server's time is "
                + StatedSignature.TIME.format(now));
      } else if (age.negated().compareTo(MAX_SKEW) > 0) {
        throw new MalformedException(
            "The signature in the query is dated more than 5 minutes after the server's time, "
                + StatedSignature.TIME.format(now));
      }
    } else if (age.abs().compareTo(MAX_SKEW) > 0) {
      throw new ClockSkewException(
          "The request's date is more than 5 minutes from the server's time, "
              + StatedSignature.TIME.format(now));
    }
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

  private static void requireToken(StatedSignature stated, Credential credential)
      throws MalformedException {
    String sent = stated.token();
    String expected = credential.sessionToken().orElse("");
    if (sent == null || !MessageDigest.isEqual(sent.getBytes(UTF_8), expected.getBytes(UTF_8))) {
      throw new MalformedException("The session token does not belong to the access key");
    }
  }

  private static String canonical(WireRequest request, StatedSignature stated, String bodyHash) {
    StringBuilder canonical = new StringBuilder(request.method()).append('\n');
    canonical.append(canonicalPath(request.path())).append('\n');
    canonical.append(stated.query().canonical()).append('\n');
    for (String name : stated.headers()) {
      String values =
          request.headers().getOrDefault(name, List.of()).stream()
              .map(value -> value.strip().replaceAll("[ \t]+", " "))
              .collect(joining(","));
      canonical.append(name).append(':').append(values).append('\n');
    }
    return canonical
        .append('\n')
        .append(String.join(";", stated.headers()))
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
