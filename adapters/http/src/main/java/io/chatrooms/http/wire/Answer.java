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
 * An HTTP answer. {@code toString} shows the status only.
 *
 * @param status the HTTP status
 * @param headers the headers, except those that the container or the exchange sets
 * @param body the body, in JSON; empty if the status allows none
 * @param cause the failure behind the answer, for the host's log only; null if there is none
 */
public record Answer(
    int status, Map<String, String> headers, String body, @Nullable Throwable cause) {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** The answer to a request that leaves nothing to say. It has no body. */
  public static final Answer NO_CONTENT = new Answer(204, Map.of(), "", null);

  /** The header with the request's id, which the log has too. */
  public static final String REQUEST_ID = "x-amzn-RequestId";

  /** Creates an answer. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Returns an answer with this JSON body. */
  public static Answer of(int status, ObjectNode body) {
    return new Answer(
        status, Map.of("Content-Type", "application/json"), MAPPER.writeValueAsString(body), null);
  }

  /** Returns an error answer with this message for the client. */
  public static Answer of(Fault fault, String message) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("Code", fault.code()).put("Message", message);
    return of(fault.status(), body).with("x-amzn-ErrorType", fault.type());
  }

  /** Returns a copy with another header. */
  public Answer with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body, cause);
  }

  /** Returns a copy with this status, where HTTP has a more specific one than the fault. */
  public Answer withStatus(int other) {
    return new Answer(other, headers, body, cause);
  }

  /** Returns a copy with a Retry-After header, in whole seconds, rounded up, at least 1. */
  public Answer retryAfter(Duration wait) {
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    return with("Retry-After", Long.toString(Math.max(1, seconds)));
  }

  /** Returns a copy with this cause. */
  public Answer because(@Nullable Throwable why) {
    return new Answer(status, headers, body, why);
  }

  /** The body in UTF-8. */
  public byte[] bytes() {
    return body.getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return "Answer[status=" + status + "]";
  }
}
