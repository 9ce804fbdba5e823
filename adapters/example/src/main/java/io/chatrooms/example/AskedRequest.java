package io.chatrooms.example;

import static io.chatrooms.example.Embedding.ACCOUNT;
import static io.chatrooms.example.Embedding.ALEJANDRO;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.member.MemberId;
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

/**
 * A request as a line of JSON: {@code AccountId}, {@code RoomId}, {@code MemberId}, {@code Role}
 * and {@code Caller}. Each may be absent or null, which is the same. A field with another name is
 * ignored, as in the API, unless it differs from one of these in case only. The action decides what
 * an absent field means.
 *
 * @param caller who asks: text that begins with {@code arn:} is an administrator of the documented
 *     account, other text is one of its members, and an object is any caller; if it is absent, the
 *     documented caller asks
 * @param request what is asked
 */
record AskedRequest(Caller caller, CreateRoomMembership.Request request) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> FIELDS =
      List.of("AccountId", "RoomId", "MemberId", "Role", "Caller");
  private static final List<String> CALLER_FIELDS = List.of("CallerKind", "AccountId", "CallerId");

  static AskedRequest parse(String line) throws MalformedLineException {
    JsonNode json = read(line);
    if (!json.isObject()) {
      throw new MalformedLineException("the line is " + kind(json) + ", not a JSON object");
    }
    requireKnownCase(json, FIELDS);
    return new AskedRequest(
        caller(json.get("Caller")),
        new CreateRoomMembership.Request(
            text(json, "AccountId"),
            text(json, "RoomId"),
            text(json, "MemberId"),
            text(json, "Role")));
  }

  /** A field in the wrong case would silently be ignored. */
  private static void requireKnownCase(JsonNode json, List<String> known)
      throws MalformedLineException {
    for (String name : json.propertyNames()) {
      for (String field : known) {
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

  private static Caller caller(@Nullable JsonNode json) throws MalformedLineException {
    try {
      if (json == null || json.isNull()) {
        return Caller.accountAdministrator(ACCOUNT, ALEJANDRO);
      } else if (json.isString()) {
        String text = json.stringValue();
        return text.startsWith("arn:")
            ? Caller.accountAdministrator(ACCOUNT, text)
            : Caller.member(ACCOUNT, new MemberId(text));
      } else if (json.isObject()) {
        return callerOfKind(json);
      }
    } catch (IllegalArgumentException e) { // Its message never repeats the text.
      throw new MalformedLineException("Caller is not valid: " + e.getMessage());
    }
    throw new MalformedLineException("Caller is " + kind(json) + ", not text or an object");
  }

  private static Caller callerOfKind(JsonNode json) throws MalformedLineException {
    requireKnownCase(json, CALLER_FIELDS);
    String kind = text(json, "CallerKind");
    String account = text(json, "AccountId");
    String id = text(json, "CallerId");
    AccountId accountId = account == null ? ACCOUNT : new AccountId(account);
    if ("Unauthenticated".equals(kind)) {
      return Caller.unauthenticated();
    } else if ("AccountAdministrator".equals(kind)) {
      return Caller.accountAdministrator(accountId, id == null ? ALEJANDRO : id);
    } else if ("Member".equals(kind) && id != null) {
      return Caller.member(accountId, new MemberId(id));
    } else if ("Member".equals(kind)) {
      throw new MalformedLineException("CallerId is missing");
    } else {
      throw new MalformedLineException(
          "CallerKind is not AccountAdministrator, Member or Unauthenticated");
    }
  }

  /** Null if the field is absent. */
  private static @Nullable String text(JsonNode json, String field) throws MalformedLineException {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return null;
    } else if (value.isString()) {
      return value.stringValue();
    } else {
      throw new MalformedLineException(field + " is " + kind(value) + ", not text");
    }
  }

  private static String kind(JsonNode json) {
    return switch (json.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> "text";
      case NUMBER -> "a number";
      default -> json.toString().toLowerCase(Locale.ROOT);
    };
  }
}
