package io.chatrooms.example;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a stream line by line, as UTF-8 on every platform. It keeps no more than {@link #MAX_BYTES}
 * of a line. It skips a byte order mark at the start. A carriage return before a line feed stays at
 * the end of the line.
 */
final class Lines {
  static final int MAX_BYTES = 1 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;
  private boolean tooLong;

  Lines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Moves to the next line; false if there is none. */
  boolean next() throws IOException {
    line.reset();
    tooLong = false;
    int read = in.read();
    if (read < 0) {
      return false;
    }
    number++;
    for (; read >= 0 && read != '\n'; read = in.read()) {
      if (line.size() < MAX_BYTES) {
        line.write(read);
      } else {
        tooLong = true;
      }
    }
    return true;
  }

  /** The number of the line, counted from 1. */
  long number() {
    return number;
  }

  /** The text of the line. */
  String text() throws MalformedLineException {
    if (tooLong) {
      throw new MalformedLineException("the line is longer than " + (MAX_BYTES >> 10) + " KiB");
    }
    String text = decoded();
    return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private String decoded() throws MalformedLineException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedLineException("the line is not valid UTF-8");
    }
  }
}
