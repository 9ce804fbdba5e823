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
  ADMIN_LISTEN,
  VERIFY,
  REPAIR;

  /** The name on the command line, such as {@code --pool-size}. */
  String flag() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name of the environment variable, such as {@code CHATROOMS_POOL_SIZE}. */
  String variable() {
    return "CHATROOMS_" + name();
  }

  boolean takesValue() {
    return switch (this) {
      case WITHOUT_AUTHENTICATION, VERIFY, REPAIR -> false;
      default -> true;
    };
  }

  /** True if it has a meaning only for a program that serves. */
  boolean isForServing() {
    return switch (this) {
      case STORE, PASSWORD_FILE, VERIFY, REPAIR -> false;
      default -> true;
    };
  }
}
