package io.chatrooms.http;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.UnauthorizedClient;
import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.Fault;
import io.chatrooms.http.wire.JsonBody;
import io.chatrooms.http.wire.MalformedException;
import io.chatrooms.http.wire.Percent;
import io.chatrooms.http.wire.RequestLog;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers the clients of Amazon Chime (AWS's CLI and SDKs) in their protocol, by the use cases that
 * it is given. Any other action is an unknown operation.
 *
 * <p>Mount it where clients find it, at {@code /*} or below, and give them that URL as their
 * endpoint. It reads bodies without holding a thread, so it and all filters in front of it have to
 * support asynchronous processing. Ids stand percent-encoded in paths: a container that refuses
 * {@code %2F} there by itself refuses ids with a slash.
 *
 * <p>Whatever is sent, the answer is one that an AWS client turns into its typed exception. A body
 * of more than 1 MiB is cut off, and bodies that are under way hold 64 MiB at most together. A
 * request that is not answered within the time-out, 30 seconds unless told otherwise, is answered
 * then: as a bad request if its body is still on the way, else as ServiceUnavailable, with the
 * outcome unknown.
 *
 * <p>What is logged, to {@link System.Logger} {@code io.chatrooms.http}, are request id, action,
 * status and time, and the stack trace of a failure without its messages.
 */
public final class ChimeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** In place of an action's name, in the log. */
  private static final String UNKNOWN = "UnknownOperation";

  private static final Caller SOMEBODY =
      Caller.accountAdministrator(new AccountId("somebody"), "somebody");

  private final transient Operations operations;
  private final transient @Nullable Authentication host;
  private final transient SignatureV4 signatures;
  private final transient @Nullable Executor executor;
  private final transient BodyMemory memory = new BodyMemory();
  private final transient long timeoutMillis;

  private ChimeServlet(Builder builder) {
    this.operations = new Operations(builder.operations);
    this.host = builder.host;
    this.signatures =
        new SignatureV4(
            builder.credentials == null ? key -> Optional.empty() : builder.credentials,
            builder.clock);
    this.executor = builder.executor;
    this.timeoutMillis = builder.timeout.toMillis();
  }

  /** A builder of servlets that know no action yet. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String getServletInfo() {
    return "chatrooms";
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (!request.isAsyncSupported()) {
      throw new ServletException(
          "ChimeServlet, and every filter before it, has to be registered with async support");
    }
    Asked asked = asked(request);
    ServletInputStream in = request.getInputStream();
    new Exchange(
            request.startAsync(request, response),
            in,
            asked.work,
            executor,
            memory,
            new RequestLog(asked.action))
        .begin(timeoutMillis);
  }

  private Asked asked(HttpServletRequest request) {
    try {
      WireRequest wire = WireRequest.of(request);
      List<String> path = path(request);
      List<Operation> here = operations.at(wire, path);
      Operation operation = Operations.asked(here, wire.method());
      return operation == null
          ? new Asked(UNKNOWN, body -> Operations.unknown(here))
          : new Asked(operation.name(), work(operation, path, request, wire));
    } catch (MalformedException e) {
      return new Asked(UNKNOWN, body -> Answer.of(Fault.BAD_REQUEST, e.why()));
    }
  }

  /**
   * The segments below where the servlet is mounted, as they were sent; none if it is not there.
   */
  private static List<String> path(HttpServletRequest request) throws MalformedException {
    // Mounted as the default, at "/", the servlet is at the context's path, whatever it is told.
    String servletPath = request.getPathInfo() == null ? "" : request.getServletPath();
    List<String> mount = List.of((request.getContextPath() + servletPath).split("/", -1));
    List<String> path = List.of(request.getRequestURI().split("/", -1));
    if (path.size() < mount.size()) {
      return List.of();
    }
    for (int i = 0; i < mount.size(); i++) {
      if (!mount.get(i).equals(path.get(i)) && !mount.get(i).equals(Percent.decode(path.get(i)))) {
        return List.of(); // a slash in a segment, that the container took for one between them
      }
    }
    return path.subList(mount.size(), path.size());
  }

  /** What there is to do once the body is there. The host is asked now, on its own thread. */
  private Function<byte[], Answer> work(
      Operation operation, List<String> path, HttpServletRequest request, WireRequest wire) {
    try {
      Map<String, String> labels = operation.labels(path);
      Signer signer = signer(request, labels.getOrDefault(Operation.ACCOUNT_ID, ""));
      return body -> outcome(operation, labels, signer, wire, body);
    } catch (MalformedException e) {
      return body -> Answer.of(Fault.BAD_REQUEST, e.why());
    } catch (RuntimeException e) {
      return body -> {
        throw e;
      };
    }
  }

  private Signer signer(HttpServletRequest request, String account) {
    if (host == null) {
      return signatures::signer;
    }
    AccountId accountId;
    try {
      accountId = new AccountId(account);
    } catch (IllegalArgumentException e) {
      return (wire, body) -> SOMEBODY; // rule CRM-03, whoever it is
    }
    Caller caller = requireNonNull(host.callerOf(request, accountId), "the host's caller");
    return (wire, body) -> caller;
  }

  private static Answer outcome(
      Operation operation,
      Map<String, String> labels,
      Signer signer,
      WireRequest request,
      byte[] body) {
    Caller caller;
    try {
      caller = signer.of(request, body);
    } catch (MalformedException e) {
      return Answer.of(Fault.UNAUTHORIZED_CLIENT, e.why());
    }
    if (caller instanceof Caller.Unauthenticated) {
      return new Refusals().unauthorizedClient(new UnauthorizedClient()); // before a bad request
    }
    try {
      if (body.length > 0) {
        requireJson(request);
      }
      return operation.action().answer(caller, labels, JsonBody.read(body));
    } catch (MalformedException e) {
      return Answer.of(Fault.BAD_REQUEST, e.why());
    }
  }

  private static void requireJson(WireRequest request) throws MalformedException {
    String type = request.header("content-type");
    String bare = type == null ? "" : type.split(";", 2)[0].strip();
    if (!bare.equalsIgnoreCase("application/json")) {
      throw new MalformedException("The Content-Type of the body is not application/json");
    }
  }

  /** The API's name for what is asked, and what there is to do once the body is there. */
  private record Asked(String action, Function<byte[], Answer> work) {}

  /** Tells who sent a request with this body. */
  private interface Signer {
    Caller of(WireRequest request, byte[] body) throws MalformedException;
  }

  /**
   * Builds servlets. It needs to be told who asks: by {@link #signatureV4} or by {@link
   * #authenticatedBy}.
   */
  public static final class Builder {
    private final List<Operation> operations = new ArrayList<>();
    private @Nullable Authentication host;
    private @Nullable Credentials credentials;
    private InstantSource clock = Clock.systemUTC();
    private @Nullable Executor executor;
    private Duration timeout = Duration.ofSeconds(30);

    private Builder() {}

    /** Answers CreateRoomMembership. */
    public Builder createRoomMembership(CreateRoomMembership action) {
      requireNonNull(action, "action");
      operations.add(
          Operation.of(
              "CreateRoomMembership",
              "POST",
              "/accounts/{AccountId}/rooms/{RoomId}/memberships",
              (caller, labels, body) ->
                  action
                      .execute(
                          caller,
                          CreateRoomMembershipRequest.builder()
                              .accountId(labels.get(Operation.ACCOUNT_ID))
                              .roomId(labels.get("RoomId"))
                              .memberId(body.text("MemberId"))
                              .role(body.text("Role"))
                              .build())
                      .match(new CreateRoomMembershipAnswers())));
      return this;
    }

    /** Who asks is told by the signature of each request, version 4, with one of these keys. */
    public Builder signatureV4(Credentials credentials) {
      this.credentials = requireNonNull(credentials, "credentials");
      this.host = null;
      return this;
    }

    /** Who asks is told by the host; signatures are ignored. */
    public Builder authenticatedBy(Authentication host) {
      this.host = requireNonNull(host, "host");
      this.credentials = null;
      return this;
    }

    /** What the time of a signature is held against; the system's clock unless told otherwise. */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Where the work is done once a request is read; on the container's threads ({@link
     * jakarta.servlet.AsyncContext#start}) unless told otherwise. When it rejects a task, the
     * client is told ServiceUnavailable at once.
     */
    public Builder executor(Executor executor) {
      this.executor = requireNonNull(executor, "executor");
      return this;
    }

    /**
     * How long a request may take from its headers to its answer; 30 seconds unless told otherwise.
     *
     * @throws IllegalArgumentException if it is shorter than a millisecond
     */
    public Builder timeout(Duration timeout) {
      if (timeout.toMillis() < 1) {
        throw new IllegalArgumentException("a time-out is a millisecond or more");
      }
      this.timeout = timeout;
      return this;
    }

    /**
     * The servlet.
     *
     * @throws IllegalStateException if nothing tells who asks
     */
    public ChimeServlet build() {
      if (host == null && credentials == null) {
        throw new IllegalStateException(
            "who asks is told by signatureV4(...) or by authenticatedBy(...)");
      }
      return new ChimeServlet(this);
    }
  }
}
