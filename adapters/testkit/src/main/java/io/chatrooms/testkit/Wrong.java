package io.chatrooms.testkit;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a store.
 *
 * @param what the message for the author of the store
 * @param cause the exception that the store threw; null if it threw none
 */
record Wrong(String what, @Nullable Throwable cause) {
  static Wrong because(String what) {
    return new Wrong(what, null);
  }
}
