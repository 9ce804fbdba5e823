package io.chatrooms.http.standalone;

/** The server cannot start, by a mistake of whoever starts it. The message says what to mend. */
final class MistakeException extends Exception {
  private static final long serialVersionUID = 1L;

  MistakeException(String message) {
    super(message);
  }
}
