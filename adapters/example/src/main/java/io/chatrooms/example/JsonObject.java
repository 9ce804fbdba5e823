package io.chatrooms.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A JSON object whose fields are read by name. A field that is null is absent. */
final class JsonObject {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode json;

  private JsonObject(JsonNode json) {
    this.json = json;
  }

  /** The object on this line, which may have these fields and others. */
  static JsonObject parse(String line, String... fields) throws MalformedLineException {
    JsonNode json = read(line);
    if (!json.isObject()) {
      throw new MalformedLineException("the line is " + kind(json) + ", not a JSON object");
    }
    return of(json, fields);
  }

  /** An object that may have these fields and others. */
  static JsonObject of(JsonNode object, String... fields) throws MalformedLineException {
    requireKnownCase(object, fields);
    return new JsonObject(object);
  }

  /** A field in the wrong case would silently be ignored. */
  private static void requireKnownCase(JsonNode json, String... fields)
      throws MalformedLineException {
    for (String name : json.propertyNames()) {
      for (String field : fields) {
        if (name.equalsIgnoreCase(field) && !name.equals(field)) {
          throw new MalformedLineException(
              "there is no field " + name + ": did you mean " + field + "?");
        }
      }
    }
  }

  private static JsonNode read(String line) throws MalformedLineException {
    try (JsonParser parser = MAPPER.createParser(line)) {
      JsonNode json = MAPPER.readTree(parser);
      if (parser.nextToken() != null) {
        throw new MalformedLineException("the line has something after the JSON object");
      }
      return json;
    } catch (StreamConstraintsException e) {
      throw new MalformedLineException(
          "the JSON is nested too deeply, or a key or a number in it is too long");
    } catch (DatabindException e) {
      throw new MalformedLineException("an object has the same key twice" + column(e));
    } catch (JacksonException e) {
      throw new MalformedLineException("the line is not valid JSON" + column(e));
    }
  }

  private static String column(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    return location == null || location.getColumnNr() < 1
        ? ""
        : " (column " + location.getColumnNr() + ")";
  }

  /** The value of this field; null if it is absent. */
  @Nullable JsonNode value(String field) {
    JsonNode value = json.get(field);
    return value == null || value.isNull() ? null : value;
  }

  /** The text of this field; null if it is absent. */
  @Nullable String text(String field) throws MalformedLineException {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    } else if (value.isString()) {
      return value.stringValue();
    } else {
      throw new MalformedLineException(field + " is " + kind(value) + ", not text");
    }
  }

  /** The whole number of this field; null if it is absent. */
  @Nullable Integer number(String field) throws MalformedLineException {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    } else if (value.isIntegralNumber() && value.canConvertToInt()) {
      return value.intValue();
    } else {
      throw new MalformedLineException(field + " is not a whole number, or too large a one");
    }
  }

  /** The objects of this field, which may have these fields and others; null if it is absent. */
  @Nullable List<JsonObject> objects(String field, String... fields) throws MalformedLineException {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    } else if (!value.isArray()) {
      throw new MalformedLineException(field + " is " + kind(value) + ", not an array");
    }
    List<JsonObject> objects = new ArrayList<>();
    for (JsonNode element : value) {
      if (element.isObject()) {
        objects.add(of(element, fields));
      } else if (element.isNull()) {
        objects.add(new JsonObject(JsonNodeFactory.instance.objectNode()));
      } else {
        throw new MalformedLineException(
            "an item of " + field + " is " + kind(element) + ", not an object");
      }
    }
    return objects;
  }

  /** What kind of value it is, in words. */
  static String kind(JsonNode json) {
    return switch (json.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> "text";
      case NUMBER -> "a number";
      default -> json.toString().toLowerCase(Locale.ROOT);
    };
  }
}
