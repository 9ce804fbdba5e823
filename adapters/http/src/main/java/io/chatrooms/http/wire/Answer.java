package io.chatrooms.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer, ready to be sent. {@code toString} leaves out the body.
 *
 * @param status the HTTP status
 * @param headers all headers but those of the connection
 * @param body JSON
 * @param cause what went wrong, for the host's log and for nobody else; null if nothing did
 */
public record Answer(
    int status, Map<String, String> headers, String body, @Nullable Throwable cause) {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** The name of the header that a client's log has, and the server's too. */
  public static final String REQUEST_ID = "x-amzn-RequestId";

  /** A copy of all parts. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** What was asked for. */
  public static Answer of(int status, ObjectNode body) {
    return new Answer(
        status, Map.of("Content-Type", "application/json"), MAPPER.writeValueAsString(body), null);
  }

  /** A refusal, in a sentence for the client. */
  public static Answer of(Fault fault, String message) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("Code", fault.code()).put("Message", message);
    return of(fault.status(), body).with("x-amzn-ErrorType", fault.type());
  }

  /** The same, with a header more. */
  public Answer with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body, cause);
  }

  /** The same under another status, for a fault that HTTP tells more exactly. */
  public Answer withStatus(int other) {
    return new Answer(other, headers, body, cause);
  }

  /** The same, which also says when to ask again: in whole seconds, rounded up, at least one. */
  public Answer retryAfter(Duration wait) {
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    return with("Retry-After", Long.toString(Math.max(1, seconds)));
  }

  /** The same, because of this. */
  public Answer because(@Nullable Throwable why) {
    return new Answer(status, headers, body, why);
  }

  /** The body as it is sent, in UTF-8. */
  public byte[] bytes() {
    return body.getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return "Answer[status=" + status + "]";
  }
}
