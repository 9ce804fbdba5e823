package io.chatrooms.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
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

/** A JSON object in a request's body. Unknown fields are ignored, as in the API. */
public final class JsonBody {
  private static final int MAX_DEPTH = 32;

  /** Limits memory: a parsed token takes many times the memory of its text. */
  private static final int MAX_TOKENS = 10_000;

  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxTokenCount(MAX_TOKENS)
                      .build())
              .build());

  /** An object without fields. */
  public static final JsonBody EMPTY = new JsonBody(JsonNodeFactory.instance.objectNode());

  private final ObjectNode json;

  private JsonBody(ObjectNode json) {
    this.json = json;
  }

  /**
   * Parses a body. An empty body is an object without fields.
   *
   * @throws MalformedException if the body is not one JSON object in UTF-8, has a duplicate field,
   *     is nested more than 32 levels deep, or has more than 10,000 tokens
   */
  public static JsonBody read(byte[] body) throws MalformedException {
    if (body.length == 0) {
      return EMPTY;
    }
    String text = decoded(body);
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return new JsonBody(object);
      }
      throw new MalformedException("The body is not a JSON object");
    } catch (StreamConstraintsException e) {
      throw new MalformedException(
          "The body is nested too deeply or has too many or too long values");
    } catch (JacksonException e) {
      throw new MalformedException(
          "The body is not valid JSON or has a duplicate field, at line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    }
  }

  private static String decoded(byte[] body) throws MalformedException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("The body is not valid UTF-8");
    }
  }

  /**
   * Returns the string in this field; null if the field is absent or null.
   *
   * @throws MalformedException if the field is not a string
   */
  public @Nullable String text(String field) throws MalformedException {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new MalformedException(field + " is not a string");
    }
    return value.stringValue();
  }

  /**
   * Returns the objects in this field; null if the field is absent or null. An element that is null
   * is an object without fields.
   *
   * @throws MalformedException if the field is not an array of objects
   */
  public @Nullable List<JsonBody> objects(String field) throws MalformedException {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isArray()) {
      throw new MalformedException(field + " is not an array");
    }
    List<JsonBody> objects = new ArrayList<>(value.size());
    for (JsonNode element : value) {
      if (element instanceof ObjectNode object) {
        objects.add(new JsonBody(object));
      } else if (element.isNull()) {
        objects.add(EMPTY);
      } else {
        throw new MalformedException(field + " has an element that is not an object");
      }
    }
    return objects;
  }
}
