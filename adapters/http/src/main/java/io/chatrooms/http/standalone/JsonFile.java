package io.chatrooms.http.standalone;

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
 * A value in a file of JSON, and where it stands. Whatever is not as it has to be is a mistake,
 * which is told with the line or the path, and without the value: it may be secret.
 *
 * @param file what the file is called
 * @param path where in the file, such as {@code Rooms[2].Name}; empty at the top
 */
record JsonFile(String file, String path, @Nullable JsonNode json) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static JsonFile read(Path file) throws MistakeException {
    try {
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new MistakeException(
          "%s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()));
    }
  }

  static JsonFile parse(String file, byte[] bytes) throws MistakeException {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new JsonFile(file, "", MAPPER.readTree(text));
    } catch (CharacterCodingException e) {
      throw new MistakeException(file + " is not UTF-8");
    } catch (StreamConstraintsException e) {
      throw new MistakeException(file + " nests too deep, or holds too much");
    } catch (JacksonException e) {
      throw new MistakeException(
          "%s, line %d, column %d: this is not JSON, or a field is named twice"
              .formatted(file, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }

  MistakeException mistake(String what) {
    return new MistakeException(file + ": " + (path.isEmpty() ? "the whole" : path) + " " + what);
  }

  /** The elements of an array; none if there is no array. */
  List<JsonFile> elements() throws MistakeException {
    List<JsonFile> elements = new ArrayList<>();
    if (json != null && !json.isNull()) {
      if (!json.isArray()) {
        throw mistake("is not an array");
      }
      for (JsonNode element : json) {
        elements.add(new JsonFile(file, path + "[" + elements.size() + "]", element));
      }
    }
    return elements;
  }

  /** The same, which has to be an object with no fields but these. */
  JsonFile object(String... fields) throws MistakeException {
    if (json == null || !json.isObject()) {
      throw mistake("is not an object");
    }
    for (String name : json.propertyNames()) {
      if (!List.of(fields).contains(name)) {
        throw field(name).mistake("is not known: known are " + String.join(", ", fields));
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

  String text() throws MistakeException {
    if (json == null || json.isNull()) {
      throw mistake("is missing");
    }
    if (!json.isString()) {
      throw mistake("is not text");
    }
    return json.stringValue();
  }

  Optional<String> optionalText() throws MistakeException {
    return isAbsent() ? Optional.empty() : Optional.of(text());
  }

  int number() throws MistakeException {
    if (json == null || !json.isInt()) {
      throw mistake("is not a whole number");
    }
    return json.intValue();
  }

  /** The value that the text names. */
  <T> T oneOf(Map<String, T> names) throws MistakeException {
    T value = names.get(text());
    if (value == null) {
      throw mistake("is none of " + names.keySet().stream().sorted().toList());
    }
    return value;
  }

  /** The text as what the domain makes of it. */
  <T> T as(Function<String, T> type) throws MistakeException {
    String text = text();
    return made(() -> type.apply(text));
  }

  /** What the domain makes of this object; what it refuses is a mistake here. */
  <T> T made(Supplier<T> making) throws MistakeException {
    try {
      return making.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw mistake("is refused: " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return "JsonFile[" + file + ": " + path + "]";
  }
}
