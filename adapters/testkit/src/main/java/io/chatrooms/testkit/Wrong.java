package io.chatrooms.testkit;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong about a store, with the exception that showed it, if one did.
 *
 * @param what as an adapter's author should read it
 */
record Wrong(String what, @Nullable Throwable cause) {
  static Wrong because(String what) {
    return new Wrong(what, null);
  }
}
