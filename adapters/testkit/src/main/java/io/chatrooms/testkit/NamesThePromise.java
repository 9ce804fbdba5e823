package io.chatrooms.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.ValueWrapper;

/**
 * Puts the promise before what a failing test says, since many reports show the message without the
 * name of the test.
 */
final class NamesThePromise implements TestExecutionExceptionHandler {
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw thrown instanceof AssertionError failure
        ? named("Not kept: " + context.getDisplayName(), failure)
        : thrown;
  }

  private static AssertionError named(String promise, AssertionError failure) {
    String message = failure.getMessage();
    AssertionError named =
        failed(message == null ? promise : promise + System.lineSeparator() + message, failure);
    named.setStackTrace(failure.getStackTrace());
    return named;
  }

  /** Keeps what was expected and what was found, which editors show side by side. */
  private static AssertionError failed(String message, AssertionError failure) {
    if (failure instanceof AssertionFailedError compared
        && compared.isExpectedDefined()
        && compared.isActualDefined()) {
      ValueWrapper expected = compared.getExpected();
      ValueWrapper actual = compared.getActual();
      return new AssertionFailedError(message, expected, actual, failure.getCause());
    }
    return new AssertionError(message, failure.getCause());
  }
}
