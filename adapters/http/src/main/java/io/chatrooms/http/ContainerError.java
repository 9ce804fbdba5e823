package io.chatrooms.http;

import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.Fault;
import io.chatrooms.http.wire.RequestLog;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The protocol's answer to a request that the container rejects before it reaches the servlet, such
 * as malformed HTTP. A host's error handler can send it in place of the container's error page, so
 * that AWS clients get a typed exception. Immutable.
 */
public final class ContainerError {
  private final Answer answer;

  private ContainerError(Answer answer) {
    this.answer = answer;
  }

  /**
   * Creates the answer and logs the request, as {@link ChimeServlet} does.
   *
   * @param status the status that the container would send, 400 or higher
   * @param cause the failure behind a status of 500; null if there is none
   */
  public static ContainerError log(int status, @Nullable Throwable cause) {
    Answer answer = answer(status);
    if (status < Fault.SERVICE_FAILURE.status()) {
      answer = answer.withStatus(status);
    }
    RequestLog log = new RequestLog("NoOperation");
    log.answered(answer.status(), answer.status() == Fault.SERVICE_FAILURE.status() ? cause : null);
    return new ContainerError(answer.with(Answer.REQUEST_ID, log.requestId()));
  }

  /** A status above 500 other than 503 means an HTTP version or method that nobody supports. */
  private static Answer answer(int status) {
    if (status == Fault.UNKNOWN_OPERATION.status()) {
      return Answer.of(Fault.UNKNOWN_OPERATION, "There is no such operation");
    } else if (status == Fault.SERVICE_UNAVAILABLE.status()) {
      return Answer.of(
          Fault.SERVICE_UNAVAILABLE, "The service is busy or shutting down: try again later");
    } else if (status == Fault.SERVICE_FAILURE.status()) {
      return Answer.of(Fault.SERVICE_FAILURE, "The service failed");
    } else {
      return Answer.of(Fault.BAD_REQUEST, "The HTTP request is malformed or not supported");
    }
  }

  /** The HTTP status to send. */
  public int status() {
    return answer.status();
  }

  /** The headers to send, without those of the connection and without Content-Length. */
  public Map<String, String> headers() {
    return new TreeMap<>(answer.headers());
  }

  /** The body to send. */
  public byte[] body() {
    return answer.bytes();
  }
}
