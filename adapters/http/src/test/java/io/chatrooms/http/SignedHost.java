package io.chatrooms.http;

import io.chatrooms.core.Store;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.RequestRate;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.testkit.FailingStore;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.chime.ChimeClient;

/**
 * A host that serves signed requests, and the unmodified AWS SDK for Java as its client. It has the
 * documented example, in a store that can be made to fail. New rooms have the ids room-1, room-2
 * and so on.
 */
final class SignedHost implements AutoCloseable {
  private static final String SECRET = "a secret";

  final FailingStore store;

  /** The time of the actions' clock. */
  volatile Instant now = Instant.parse("2019-12-02T22:36:41.969Z");

  volatile RequestRate rate = RequestRate.unlimited();

  private final Map<String, Credential> credentials = new ConcurrentHashMap<>();
  private final AtomicInteger rooms = new AtomicInteger();
  private final List<ChimeClient> clients = new ArrayList<>();
  private final JettyHost jetty;

  SignedHost(Store documented) throws Exception {
    store = new FailingStore(documented);
    ChatRooms chatRooms =
        ChatRooms.builder(store, () -> now)
            .rate(caller -> rate.count(caller))
            .roomIds(() -> new RoomId("room-" + rooms.incrementAndGet()))
            .build();
    jetty =
        JettyHost.start(
            chatRooms,
            servlet -> servlet.signatureV4(key -> Optional.ofNullable(credentials.get(key))));
  }

  static SignedHost start() throws Exception {
    return new SignedHost(DocumentedExample.store());
  }

  /** A client whose requests are this caller's. It does not retry. */
  ChimeClient client(Caller.Authenticated caller) {
    String key = "KEY" + credentials.size();
    credentials.put(key, new Credential(SECRET, caller));
    return client(key, SECRET);
  }

  ChimeClient alejandro() {
    return client(DocumentedExample.ALEJANDRO);
  }

  ChimeClient member(String id) {
    return client(Caller.member(DocumentedExample.ACCOUNT, new MemberId(id)));
  }

  ChimeClient client(String key, String secret) {
    ChimeClient client =
        ChimeClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + jetty.port()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
            .overrideConfiguration(
                configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    clients.add(client);
    return client;
  }

  SignedHost withRoom(String id, InvitePolicy policy, int limit) {
    store
        .rooms()
        .save(
            Room.builder()
                .from(DocumentedExample.room(new RoomId(id)))
                .invitePolicy(policy)
                .membershipLimit(limit)
                .build());
    return this;
  }

  SignedHost withUser(String id) {
    return withMember(id, MemberType.USER, MemberState.REGISTERED);
  }

  SignedHost withMember(String id, MemberType type, MemberState state) {
    store
        .members()
        .save(
            Member.builder()
                .accountId(DocumentedExample.ACCOUNT)
                .memberId(new MemberId(id))
                .type(type)
                .state(state)
                .build());
    return this;
  }

  @Override
  public void close() {
    clients.forEach(ChimeClient::close);
    jetty.close();
  }
}
