package io.chatrooms.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON object in a request's body. Fields that nobody asks for are ignored, as the API does.
 */
public final class JsonBody {
  private static final int DEEPEST = 32;

  /** Each takes many times the memory of its text. */
  private static final int MOST_TOKENS = 10_000;

  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEEPEST)
                      .maxTokenCount(MOST_TOKENS)
                      .build())
              .build());

  private final ObjectNode json;

  private JsonBody(ObjectNode json) {
    this.json = json;
  }

  /**
   * Reads it; no body at all is an object without fields.
   *
   * @throws MalformedException if the body is not one JSON object in UTF-8, names a field twice,
   *     nests more than 32 deep, or has more than 10,000 tokens
   */
  public static JsonBody read(byte[] body) throws MalformedException {
    if (body.length == 0) {
      return new JsonBody(JsonNodeFactory.instance.objectNode());
    }
    String text = decoded(body);
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return new JsonBody(object);
      }
      throw new MalformedException("The body is not a JSON object");
    } catch (StreamConstraintsException e) {
      throw new MalformedException("The body nests too deep, or holds too much");
    } catch (JacksonException e) {
      throw new MalformedException(
          "The body is not JSON, or names a field twice, at line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }

  private static String decoded(byte[] body) throws MalformedException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("The body is not UTF-8");
    }
  }

  /**
   * The text in this field; null if the field is absent, or null.
   *
   * @throws MalformedException if it is there, and not text
   */
  public @Nullable String text(String field) throws MalformedException {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new MalformedException(field + " is not text");
    }
    return value.stringValue();
  }
}
