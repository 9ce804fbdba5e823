package io.chatrooms.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value in a JSON file, and its location. Errors name the location, as a line or as a path, but
 * not the value, which may be secret.
 *
 * @param file the name of the file
 * @param path the path to the value, such as {@code Rooms[2].Name}; empty for the whole document
 * @param json the value; null if it is missing
 */
record JsonFile(String file, String path, @Nullable JsonNode json) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static JsonFile read(Path file) throws ConfigurationException {
    try {
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()));
    }
  }

  static JsonFile parse(String file, byte[] bytes) throws ConfigurationException {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new JsonFile(file, "", MAPPER.readTree(text));
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(file + " is not valid UTF-8");
    } catch (StreamConstraintsException e) {
      throw new ConfigurationException(file + " is nested too deeply or has too long values");
    } catch (JacksonException e) {
      throw new ConfigurationException(
          "%s, line %s, column %s: invalid JSON or a duplicate field"
              .formatted(file, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }

  ConfigurationException error(String problem) {
    return new ConfigurationException(
        file + ": " + (path.isEmpty() ? "the document" : path) + " " + problem);
  }

  /** The elements of this array; none if it is missing or null. */
  List<JsonFile> elements() throws ConfigurationException {
    List<JsonFile> elements = new ArrayList<>();
    if (json != null && !json.isNull()) {
      if (!json.isArray()) {
        throw error("is not an array");
      }
      for (JsonNode element : json) {
        elements.add(new JsonFile(file, path + "[" + elements.size() + "]", element));
      }
    }
    return elements;
  }

  /** Returns this value after checking that it is an object without other fields than these. */
  JsonFile object(String... fields) throws ConfigurationException {
    if (json == null || !json.isObject()) {
      throw error("is not an object");
    }
    for (String name : json.propertyNames()) {
      if (!List.of(fields).contains(name)) {
        throw field(name).error("is unknown; known fields are " + String.join(", ", fields));
      }
    }
    return this;
  }

  JsonFile field(String name) {
    return new JsonFile(
        file, path.isEmpty() ? name : path + "." + name, json == null ? null : json.get(name));
  }

  boolean isAbsent() {
    return json == null || json.isNull();
  }

  String text() throws ConfigurationException {
    if (json == null || json.isNull()) {
      throw error("is missing");
    }
    if (!json.isString()) {
      throw error("is not a string");
    }
    return json.stringValue();
  }

  Optional<String> optionalText() throws ConfigurationException {
    return isAbsent() ? Optional.empty() : Optional.of(text());
  }

  int number() throws ConfigurationException {
    if (json == null || !json.isInt()) {
      throw error("is not an integer");
    }
    return json.intValue();
  }

  /** The value that this string stands for. */
  <T> T oneOf(Map<String, T> names) throws ConfigurationException {
    T value = names.get(text());
    if (value == null) {
      throw error("is not one of " + names.keySet().stream().sorted().toList());
    }
    return value;
  }

  /** Converts this string to a type of the domain. */
  <T> T as(Function<String, T> type) throws ConfigurationException {
    String text = text();
    return create(() -> type.apply(text));
  }

  /**
   * Creates a domain object from this value and reports the domain's exception as an error here.
   */
  <T> T create(Supplier<T> constructor) throws ConfigurationException {
    try {
      return constructor.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw error("is invalid: " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return "JsonFile[" + file + ": " + path + "]";
  }
}
