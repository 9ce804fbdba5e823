package io.chatrooms.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Puts the promise before what a failing test says, since many reports show the message without the
 * name of the test.
 */
final class NamesThePromise implements TestExecutionExceptionHandler {
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    String promise = context.getDisplayName();
    if (thrown instanceof AssertionError failure) {
      throw withMessage("Not kept: " + promise + lineThat(failure.getMessage()), failure);
    } else if (thrown instanceof Exception && !(thrown instanceof TestAbortedException)) {
      throw new AssertionError(
          "Ended by an exception: " + promise + lineThat(thrown.toString()), thrown);
    } else {
      throw thrown;
    }
  }

  private static String lineThat(@Nullable String says) {
    return says == null ? "" : System.lineSeparator() + says.strip();
  }

  /** Keeps what was expected and what was found, which editors show side by side. */
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
