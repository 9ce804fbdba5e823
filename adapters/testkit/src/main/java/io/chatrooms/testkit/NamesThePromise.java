package io.chatrooms.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Puts the name of the test before the message of a failure, since many reports show the message
 * alone. If the name contains one promise, the message ends with what to look at first.
 */
final class NamesThePromise implements TestExecutionExceptionHandler {
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    String test = context.getDisplayName();
    if (thrown instanceof AssertionError failure) {
      throw withMessage(
          "Not kept: " + test + line(failure.getMessage()) + line(hint(test)), failure);
    } else if (thrown instanceof Exception && !(thrown instanceof TestAbortedException)) {
      throw new AssertionError(
          "Ended by an exception: " + test + line(thrown.toString()) + line(hint(test)), thrown);
    } else {
      throw thrown;
    }
  }

  private static @Nullable String hint(String test) {
    return Promise.namedIn(test).map(Promise::hint).orElse(null);
  }

  private static String line(@Nullable String text) {
    return text == null ? "" : System.lineSeparator() + text.strip();
  }

  /** Keeps the expected and the actual value, which editors show side by side. */
  private static AssertionError withMessage(String message, AssertionError failure) {
    AssertionError named =
        failure instanceof AssertionFailedError compared
                && compared.isExpectedDefined()
                && compared.isActualDefined()
            ? new AssertionFailedError(
                message, compared.getExpected(), compared.getActual(), failure.getCause())
            : new AssertionError(message, failure.getCause());
    named.setStackTrace(failure.getStackTrace());
    return named;
  }
}
