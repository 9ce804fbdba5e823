package io.chatrooms.server;

import java.util.Locale;

/** An option, which the command line or an environment variable gives. */
enum Option {
  LISTEN,
  PORT,
  WORLD,
  STORE,
  PASSWORD_FILE,
  POOL_SIZE,
  CREDENTIALS,
  WITHOUT_AUTHENTICATION,
  CALLER,
  RATE,
  MAX_CONNECTIONS,
  ADMIN_PORT,
  ADMIN_LISTEN;

  /** The name on the command line, such as {@code --pool-size}. */
  String flag() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name of the environment variable, such as {@code CHATROOMS_POOL_SIZE}. */
  String variable() {
    return "CHATROOMS_" + name();
  }

  boolean takesValue() {
    return this != WITHOUT_AUTHENTICATION;
  }
}
