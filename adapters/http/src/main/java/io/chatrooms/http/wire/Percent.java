package io.chatrooms.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/** AWS's percent-encoding: UTF-8, with all but letters, digits and {@code -._~} encoded. */
public final class Percent {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Percent() {}

  /** Encodes a text. */
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(UTF_8)) {
      if (isUnreserved(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte b) {
    return ('a' <= b && b <= 'z')
        || ('A' <= b && b <= 'Z')
        || ('0' <= b && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }

  /**
   * Decodes a text once. A plus sign stays a plus sign.
   *
   * @throws MalformedException if two hexadecimal digits do not follow a percent sign, a character
   *     outside of ASCII is not encoded, or the result is not valid UTF-8
   */
  public static String decode(String encoded) throws MalformedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char unit = encoded.charAt(i);
      if (unit == '%') {
        bytes.write(decodedByte(encoded, i));
        i += 2;
      } else if (unit < 0x80) {
        bytes.write(unit);
      } else {
        throw new MalformedException("contains a character that must be percent-encoded");
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("is not valid percent-encoded UTF-8");
    }
  }

  private static int decodedByte(String encoded, int percent) throws MalformedException {
    if (percent + 2 < encoded.length()
        && HexFormat.isHexDigit(encoded.charAt(percent + 1))
        && HexFormat.isHexDigit(encoded.charAt(percent + 2))) {
      return HexFormat.fromHexDigits(encoded, percent + 1, percent + 3);
    }
    throw new MalformedException("contains a percent sign without two hexadecimal digits after it");
  }
}
