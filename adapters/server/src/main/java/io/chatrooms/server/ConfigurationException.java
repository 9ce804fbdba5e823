package io.chatrooms.server;

/**
 * Thrown if an option or a file is wrong. The message says what to correct and quotes no secrets.
 */
final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigurationException(String message) {
    super(message);
  }
}
