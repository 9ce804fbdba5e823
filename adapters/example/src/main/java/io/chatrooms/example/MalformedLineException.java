package io.chatrooms.example;

/** A line is no request. Its message says why, and never what the line holds. */
final class MalformedLineException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedLineException(String message) {
    super(message);
  }
}
