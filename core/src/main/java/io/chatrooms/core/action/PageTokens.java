package io.chatrooms.core.action;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.chatrooms.core.store.TokenKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens for the next page of a listing. A token is the id of the last item, encrypted, and
 * bound to the question that was asked. It can neither be read nor be made without the store's key.
 * Its length tells the length of the id to {@value #BLOCK} bytes.
 *
 * <p>The nonce of the encryption is a keyed digest of the question and the id, so no nonce is used
 * for two texts, and nothing random is needed: the same page has the same token.
 */
final class PageTokens {
  private static final int BLOCK = 64;
  private static final int NONCE = 12;
  private static final int TAG = 16;

  /** Longer than any token: an id has at most 512 bytes. */
  private static final int MAX_LENGTH = 1_000;

  private final SecretKeySpec encryption;
  private final SecretKeySpec nonces;

  PageTokens(TokenKey key) {
    SecretKeySpec root = new SecretKeySpec(key.bytes(), "HmacSHA256");
    encryption = new SecretKeySpec(mac(root, "encryption".getBytes(UTF_8)), "AES");
    nonces = new SecretKeySpec(mac(root, "nonces".getBytes(UTF_8)), "HmacSHA256");
  }

  /**
   * The token for what comes after an id.
   *
   * @param question a digest of what was asked for
   */
  String after(String question, String id) {
    byte[] bytes = id.getBytes(UTF_8);
    byte[] padded = Arrays.copyOf(bytes, (bytes.length / BLOCK + 1) * BLOCK);
    byte[] nonce = Arrays.copyOf(mac(nonces, question.getBytes(US_ASCII), padded), NONCE);
    byte[] token = Arrays.copyOf(nonce, NONCE + padded.length + TAG);
    try {
      cipher(Cipher.ENCRYPT_MODE, nonce, question).doFinal(padded, 0, padded.length, token, NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK encrypts with AES", e);
    }
    return text(token);
  }

  private static String text(byte[] token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The id that the next page comes after; empty if the token is not one for this question. */
  Optional<String> idIn(String question, String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      // The decoder ignores the last bits of the last character.
      if (bytes.length <= NONCE + TAG || !text(bytes).equals(token)) {
        return Optional.empty();
      }
      byte[] nonce = Arrays.copyOf(bytes, NONCE);
      byte[] padded =
          cipher(Cipher.DECRYPT_MODE, nonce, question).doFinal(bytes, NONCE, bytes.length - NONCE);
      String id = new String(padded, UTF_8);
      return Optional.of(id.substring(0, id.indexOf('\0')));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String question) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, encryption, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    cipher.updateAAD(question.getBytes(US_ASCII));
    return cipher;
  }

  private static byte[] mac(SecretKeySpec key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
    }
  }
}
