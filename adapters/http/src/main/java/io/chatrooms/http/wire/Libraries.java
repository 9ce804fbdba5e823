package io.chatrooms.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.node.JsonNodeFactory;

/** The libraries that the protocol needs on the host's class path. */
public final class Libraries {
  private static final String JACKSON = "3.1";
  private static final String ANNOTATIONS = "2.21";

  private Libraries() {}

  /**
   * Uses Jackson as a request does. A build that pins an older version would otherwise fail at the
   * first request.
   *
   * @throws IllegalStateException if Jackson is missing or too old; the message names the library
   */
  public static void require() {
    try {
      useJackson();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "chatrooms-http needs "
              + (isInAnnotations(e)
                  ? "com.fasterxml.jackson.core:jackson-annotations " + ANNOTATIONS
                  : "tools.jackson.core:jackson-core and jackson-databind " + JACKSON)
              + " or newer; the version on the class path is older, or the library is missing",
          e);
    }
  }

  private static void useJackson() {
    Answer.of(200, JsonNodeFactory.instance.objectNode());
    try {
      JsonBody.read("{\"a\": [1, 2.5, true, null, {}], \"b\": \"\"}".getBytes(UTF_8)).text("b");
      JsonBody.read("{".getBytes(UTF_8));
    } catch (MalformedException e) {
      // The second body is malformed, since the errors are classes of Jackson too.
    }
  }

  private static boolean isInAnnotations(LinkageError error) {
    boolean found = false;
    for (Throwable cause = error; cause != null && !found; cause = cause.getCause()) {
      String message = cause.getMessage();
      found = message != null && message.replace('/', '.').contains("com.fasterxml.jackson");
    }
    return found;
  }
}
