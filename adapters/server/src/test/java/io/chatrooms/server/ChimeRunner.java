package io.chatrooms.server;

import io.chatrooms.core.action.Caller;
import io.chatrooms.http.Credential;
import io.chatrooms.testkit.RuleCase;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.chime.ChimeClient;
import software.amazon.awssdk.services.chime.model.ChimeException;
import software.amazon.awssdk.services.chime.model.Member;
import software.amazon.awssdk.services.chime.model.MembershipItem;
import software.amazon.awssdk.services.chime.model.Room;
import software.amazon.awssdk.services.chime.model.RoomMembership;

/**
 * Executes the requests of rule cases with the AWS SDK for Java, each signed for its caller. A
 * caller who is not authenticated has an access key that nobody knows.
 *
 * <p>An outcome has what the client tells. That is less than a case does: of a refusal its kind, of
 * a deletion that it was made, and of a batch the {@code Errors} instead of the {@code Items}.
 */
final class ChimeRunner implements RuleCase.Runner, AutoCloseable {
  private static final String SECRET = "the secret of every caller";

  private final Keys keys;
  private final Instant now;
  private final ChimeClient client;

  /**
   * Creates a runner.
   *
   * @param now the time that is called so; any earlier one is {@code before}
   */
  ChimeRunner(URI server, Keys keys, Instant now) {
    this.keys = keys;
    this.now = now;
    this.client =
        ChimeClient.builder()
            .endpointOverride(server)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("NOBODY", SECRET)))
            .overrideConfiguration(
                configuration -> configuration.retryStrategy(retries -> retries.maxAttempts(1)))
            .build();
  }

  /** The access keys of the callers. */
  static final class Keys {
    private final Map<Caller, String> keys = new ConcurrentHashMap<>();
    private final Map<String, Credential> credentials = new ConcurrentHashMap<>();

    private String keyOf(Caller caller) {
      return caller instanceof Caller.Authenticated known
          ? keys.computeIfAbsent(known, any -> newKey(known))
          : "NOBODY";
    }

    private String newKey(Caller.Authenticated caller) {
      String key = "KEY" + credentials.size();
      credentials.put(key, new Credential(SECRET, caller));
      return key;
    }

    Optional<Credential> find(String key) {
      return Optional.ofNullable(credentials.get(key));
    }
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public Map<String, @Nullable Object> execute(RuleCase.Request request) {
    try {
      return answer(new Fields(request.fields()), request);
    } catch (ChimeException e) {
      String name = e.getClass().getSimpleName();
      return object(
          "Kind",
          name.substring(0, name.length() - "Exception".length()),
          "RetryAfter",
          e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After").orElse(null));
    }
  }

  private Map<String, @Nullable Object> answer(Fields fields, RuleCase.Request request) {
    Consumer<AwsRequestOverrideConfiguration.Builder> signed =
        configuration ->
            configuration.credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keys.keyOf(request.caller()), SECRET)));
    String account = fields.text("AccountId");
    String room = fields.text("RoomId");
    String member = fields.text("MemberId");
    String role = fields.text("Role");
    String name = fields.text("Name");
    Integer maxResults = fields.number("MaxResults");
    String nextToken = fields.text("NextToken");
    return switch (request.action()) {
      case "CreateRoomMembership" ->
          object(
              "Kind",
              "Created",
              "RoomMembership",
              fields(
                  client
                      .createRoomMembership(
                          r ->
                              r.overrideConfiguration(signed)
                                  .accountId(account)
                                  .roomId(room)
                                  .memberId(member)
                                  .role(role))
                      .roomMembership()));
      case "BatchCreateRoomMembership" ->
          object(
              "Kind",
              "Processed",
              "Errors",
              client
                  .batchCreateRoomMembership(
                      r ->
                          r.overrideConfiguration(signed)
                              .accountId(account)
                              .roomId(room)
                              .membershipItemList(fields.items()))
                  .errors()
                  .stream()
                  .map(
                      error ->
                          object("MemberId", error.memberId(), "Kind", error.errorCodeAsString()))
                  .toList());
      case "UpdateRoomMembership" ->
          object(
              "Kind",
              "Updated",
              "RoomMembership",
              fields(
                  client
                      .updateRoomMembership(
                          r ->
                              r.overrideConfiguration(signed)
                                  .accountId(account)
                                  .roomId(room)
                                  .memberId(member)
                                  .role(role))
                      .roomMembership()));
      case "DeleteRoomMembership" ->
          deleted(
              () ->
                  client.deleteRoomMembership(
                      r ->
                          r.overrideConfiguration(signed)
                              .accountId(account)
                              .roomId(room)
                              .memberId(member)));
      case "ListRoomMemberships" -> {
        var page =
            client.listRoomMemberships(
                r ->
                    r.overrideConfiguration(signed)
                        .accountId(account)
                        .roomId(room)
                        .maxResults(maxResults)
                        .nextToken(nextToken));
        yield object(
            "Kind",
            "Listed",
            "RoomMemberships",
            page.roomMemberships().stream().map(this::fields).toList(),
            "NextToken",
            page.nextToken());
      }
      case "CreateRoom" ->
          object(
              "Kind",
              "Created",
              "Room",
              fields(
                  client
                      .createRoom(
                          r ->
                              r.overrideConfiguration(signed)
                                  .accountId(account)
                                  .name(name)
                                  .clientRequestToken(fields.text("ClientRequestToken")))
                      .room()));
      case "GetRoom" ->
          object(
              "Kind",
              "Found",
              "Room",
              fields(
                  client
                      .getRoom(r -> r.overrideConfiguration(signed).accountId(account).roomId(room))
                      .room()));
      case "UpdateRoom" ->
          object(
              "Kind",
              "Updated",
              "Room",
              fields(
                  client
                      .updateRoom(
                          r ->
                              r.overrideConfiguration(signed)
                                  .accountId(account)
                                  .roomId(room)
                                  .name(name))
                      .room()));
      case "DeleteRoom" ->
          deleted(
              () ->
                  client.deleteRoom(
                      r -> r.overrideConfiguration(signed).accountId(account).roomId(room)));
      case "ListRooms" -> {
        var page =
            client.listRooms(
                r ->
                    r.overrideConfiguration(signed)
                        .accountId(account)
                        .memberId(member)
                        .maxResults(maxResults)
                        .nextToken(nextToken));
        yield object(
            "Kind",
            "Listed",
            "Rooms",
            page.rooms().stream().map(this::fields).toList(),
            "NextToken",
            page.nextToken());
      }
      default -> throw new IllegalArgumentException("the client has no " + request.action());
    };
  }

  private static Map<String, @Nullable Object> deleted(Runnable request) {
    request.run();
    return object("Kind", "Deleted");
  }

  private Map<String, @Nullable Object> fields(RoomMembership membership) {
    Member member = membership.member();
    return object(
        "RoomId",
        membership.roomId(),
        "Member",
        object(
            "AccountId",
            member.accountId(),
            "MemberId",
            member.memberId(),
            "MemberType",
            member.memberTypeAsString(),
            "Email",
            member.email(),
            "FullName",
            member.fullName()),
        "Role",
        membership.roleAsString(),
        "InvitedBy",
        membership.invitedBy(),
        "UpdatedTimestamp",
        time(membership.updatedTimestamp()));
  }

  private Map<String, @Nullable Object> fields(Room room) {
    return object(
        "AccountId",
        room.accountId(),
        "RoomId",
        room.roomId(),
        "Name",
        room.name(),
        "CreatedBy",
        room.createdBy(),
        "CreatedTimestamp",
        time(room.createdTimestamp()),
        "UpdatedTimestamp",
        time(room.updatedTimestamp()));
  }

  private String time(Instant time) {
    return time.equals(now) ? "now" : time.isBefore(now) ? "before" : time.toString();
  }

  private static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  /** The fields of a request by their names. */
  private record Fields(Map<String, @Nullable Object> json) {
    @Nullable String text(String name) {
      return (String) json.get(name);
    }

    @Nullable Integer number(String name) {
      return (Integer) json.get(name);
    }

    @Nullable Collection<MembershipItem> items() {
      if (!(json.get("MembershipItemList") instanceof List<?> list)) {
        return null;
      }
      List<MembershipItem> items = new ArrayList<>();
      for (Object element : list) {
        items.add(
            element instanceof Map<?, ?> item
                ? MembershipItem.builder()
                    .memberId((String) item.get("MemberId"))
                    .role((String) item.get("Role"))
                    .build()
                : null);
      }
      return items;
    }
  }
}
