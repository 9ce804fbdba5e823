package io.chatrooms.http.standalone;

import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.Fault;
import io.chatrooms.http.wire.RequestLog;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty refuses by itself, such as headers that are too large, in the API's words too. */
final class ContainerErrors extends ErrorHandler {
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    Answer answer = answer(code);
    // A version or a method of HTTP that nobody speaks is the client's, whatever its number.
    int status =
        code > Fault.SERVICE_FAILURE.status() && code != answer.status() ? answer.status() : code;
    RequestLog log = new RequestLog("NoOperation");
    log.answered(status, status == Fault.SERVICE_FAILURE.status() ? cause : null);
    response.setStatus(status);
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.getHeaders().put(header.getKey(), header.getValue());
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.bytes().length);
    response.getHeaders().put(Answer.REQUEST_ID, log.requestId());
    response.write(true, ByteBuffer.wrap(answer.bytes()), callback);
  }

  private static Answer answer(int code) {
    if (code == HttpStatus.NOT_FOUND_404) {
      return Answer.of(Fault.UNKNOWN_OPERATION, "There is no such operation");
    } else if (code == Fault.SERVICE_UNAVAILABLE.status()) {
      return Answer.of(Fault.SERVICE_UNAVAILABLE, "The service is stopping, or busy");
    } else if (code == Fault.SERVICE_FAILURE.status()) {
      return Answer.of(Fault.SERVICE_FAILURE, "The service failed");
    } else {
      return Answer.of(Fault.BAD_REQUEST, "The request is not one of HTTP that can be answered");
    }
  }
}
