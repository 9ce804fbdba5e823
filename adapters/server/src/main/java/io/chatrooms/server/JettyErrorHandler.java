package io.chatrooms.server;

import io.chatrooms.http.ContainerError;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the protocol what Jetty rejects itself, such as malformed HTTP or too large headers. A
 * connection that the client closed in the middle of a request is no failure of the service.
 */
final class JettyErrorHandler extends ErrorHandler {
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
    int status = cause instanceof EofException ? HttpStatus.BAD_REQUEST_400 : code;
    ContainerError error = ContainerError.log(status, cause);
    byte[] body = error.body();
    response.setStatus(error.status());
    for (Map.Entry<String, String> header : error.headers().entrySet()) {
      response.getHeaders().put(header.getKey(), header.getValue());
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    // Jetty closes the connection after what it cannot parse: a client must not use it again.
    response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
