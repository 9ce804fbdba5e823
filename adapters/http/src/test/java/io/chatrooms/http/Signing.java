package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests for {@link DocumentedExample#PATH}, with any headers, as a client does. */
final class Signing {
  static final String KEY = "AKIDEXAMPLE";
  static final String SECRET = "a secret";

  /** Knows the key; its caller is Alejandro. */
  static final Credentials CREDENTIALS =
      key ->
          key.equals(KEY)
              ? Optional.of(new Credential(SECRET, DocumentedExample.ALEJANDRO))
              : Optional.empty();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Signing() {}

  /** Adds X-Amz-Date and Authorization to these headers, all of which are signed. */
  static SortedMap<String, String> post(Map<String, String> headers, Instant now, byte[] body) {
    String time = TIME.format(now);
    SortedMap<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sent.putAll(headers);
    sent.put("x-amz-date", time);
    sent.put("authorization", authorization(sent, time, body));
    return sent;
  }

  /** Adds Date, as HTTP writes it, and Authorization to these headers, all of which are signed. */
  static SortedMap<String, String> postWithDate(
      Map<String, String> headers, Instant now, byte[] body) {
    SortedMap<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sent.putAll(headers);
    sent.put("date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
    sent.put("authorization", authorization(sent, TIME.format(now), body));
    return sent;
  }

  /** The Authorization header for a request with these headers, all of which are signed. */
  static String authorization(SortedMap<String, String> headers, String time, byte[] body) {
    StringBuilder canonical = new StringBuilder("POST\n" + DocumentedExample.PATH + "\n\n");
    headers.forEach(
        (name, value) ->
            canonical
                .append(name.toLowerCase(Locale.ROOT))
                .append(':')
                .append(value.strip().replaceAll(" +", " "))
                .append('\n'));
    String names = String.join(";", headers.keySet()).toLowerCase(Locale.ROOT);
    canonical.append('\n').append(names).append('\n').append(sha256(body));
    String scope = time.substring(0, 8) + "/us-east-1/chime/aws4_request";
    byte[] key = ("AWS4" + SECRET).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    String toSign =
        String.join(
            "\n", "AWS4-HMAC-SHA256", time, scope, sha256(canonical.toString().getBytes(UTF_8)));
    return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(KEY, scope, names, HexFormat.of().formatHex(hmac(key, toSign)));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
