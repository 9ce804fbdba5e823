package io.chatrooms.http;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.http.Exchange.Known;
import io.chatrooms.http.Exchange.Work;
import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.Fault;
import io.chatrooms.http.wire.JsonBody;
import io.chatrooms.http.wire.Libraries;
import io.chatrooms.http.wire.MalformedException;
import io.chatrooms.http.wire.Percent;
import io.chatrooms.http.wire.Query;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves the clients of Amazon Chime (the AWS CLI and SDKs) in their protocol. It serves the ten
 * actions of chat rooms and rejects all other requests as unknown operations. GetRoomMembership has
 * no place in the protocol.
 *
 * <p>Map it to {@code /*} or to a path prefix, and configure that URL as the clients' endpoint. The
 * servlet reads bodies asynchronously, so it and every filter in front of it must be registered
 * with async support. Ids are percent-encoded in paths: a container that rejects {@code %2F} in a
 * path rejects ids that contain a slash.
 *
 * <p>AWS clients turn every answer into a result or a typed exception. A body may have at most 1
 * MiB, and all bodies together a sixteenth of the heap, at most 64 MiB. If a request has no answer
 * when its timeout expires (after 30 seconds by default), the client gets BadRequest if the body is
 * incomplete, and otherwise ServiceUnavailable, with an unknown outcome if the action had begun.
 *
 * <p>The {@link System.Logger} {@code io.chatrooms.http} gets each request's id, action, status and
 * duration, and for failures a stack trace without exception messages.
 */
public final class ChimeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Logged instead of an action's name. */
  private static final String UNKNOWN = "UnknownOperation";

  /**
   * The caller if the account id is invalid, in which case {@link Authentication} is not called.
   */
  private static final Caller ANY_CALLER = Caller.accountAdministrator(new AccountId("any"), "any");

  private final transient Operations operations;
  private final transient @Nullable Authentication host;
  private final transient SignatureV4 signatures;
  private final transient boolean loopbackOnly;
  private final transient InstantSource clock;
  private final transient @Nullable Executor executor;
  private final transient BodyMemory memory = new BodyMemory();
  private final transient long timeoutMillis;
  private final transient Duration longestWait;

  private ChimeServlet(Builder builder) {
    this.operations = new Operations(builder.chatRooms);
    this.host = builder.host;
    this.signatures =
        new SignatureV4(
            builder.credentials == null ? key -> Optional.empty() : builder.credentials,
            builder.clock);
    this.loopbackOnly = builder.loopbackOnly;
    this.clock = builder.clock;
    this.executor = builder.executor;
    this.timeoutMillis = builder.timeout.toMillis();
    this.longestWait = builder.longestWait == null ? builder.timeout : builder.longestWait;
  }

  /** Returns a builder of servlets that serve the actions of these chat rooms. */
  public static Builder builder(ChatRooms chatRooms) {
    return new Builder(chatRooms);
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
          "ChimeServlet and every filter in front of it must be registered with async support");
    }
    Requested requested = requested(request);
    ServletInputStream in = request.getInputStream();
    new Exchange(
            request.startAsync(request, response),
            in,
            requested.check,
            executor,
            longestWait,
            memory,
            clock,
            new RequestLog(requested.action))
        .begin(timeoutMillis);
  }

  private Requested requested(HttpServletRequest request) {
    try {
      WireRequest wire = WireRequest.of(request);
      List<String> path = path(request);
      List<Operation> here = operations.at(wire, path);
      Operation operation = Operations.forMethod(here, wire.method());
      String refusal = loopbackOnly ? Loopback.refusal(wire, request.getScheme()) : null;
      Function<byte[], Work> check;
      if (refusal != null) {
        check = body -> new Known(Answer.of(Fault.FORBIDDEN, refusal));
      } else if (operation == null) {
        check = body -> new Known(Operations.unknown(here));
      } else {
        check = check(operation, path, request, wire);
      }
      return new Requested(operation == null ? UNKNOWN : operation.name(), check);
    } catch (MalformedException e) {
      return new Requested(UNKNOWN, body -> refused(Fault.BAD_REQUEST, e.why()));
    }
  }

  /**
   * The undecoded path segments below the servlet's mapping; empty if the path as it was sent is
   * not below it.
   */
  private static List<String> path(HttpServletRequest request) throws MalformedException {
    // A default servlet, mapped to "/", gets the whole path as its servlet path and no path info.
    String servletPath = request.getPathInfo() == null ? "" : request.getServletPath();
    List<String> mount = List.of((request.getContextPath() + servletPath).split("/", -1));
    List<String> path = List.of(request.getRequestURI().split("/", -1));
    if (path.size() < mount.size()) {
      return List.of();
    }
    for (int i = 0; i < mount.size(); i++) {
      if (!mount.get(i).equals(path.get(i)) && !mount.get(i).equals(Percent.decode(path.get(i)))) {
        return List.of(); // the container decoded %2F into a separator of segments
      }
    }
    return path.subList(mount.size(), path.size());
  }

  /**
   * Finds the work once the body is complete. The host's {@link Authentication} is called now, on
   * the container's thread.
   */
  private Function<byte[], Work> check(
      Operation operation, List<String> path, HttpServletRequest request, WireRequest wire) {
    if (host == null) {
      return body -> signedWork(operation, path, wire, body);
    }
    try {
      Caller caller = callerOf(operation, path, request, host);
      return body -> work(operation, path, wire.query(), caller, body);
    } catch (RuntimeException | Error e) {
      return body -> {
        throw e;
      };
    }
  }

  private static Caller callerOf(
      Operation operation, List<String> path, HttpServletRequest request, Authentication host) {
    AccountId accountId;
    try {
      accountId = new AccountId(operation.accountId(path));
    } catch (MalformedException | IllegalArgumentException e) {
      return ANY_CALLER; // the action rejects the account id, ANY-03
    }
    return requireNonNull(host.callerOf(request, accountId), "caller");
  }

  private Work signedWork(
      Operation operation, List<String> path, WireRequest request, byte[] body) {
    Caller caller;
    try {
      caller = signatures.signer(request, body);
    } catch (MalformedException e) {
      return refused(Fault.UNAUTHORIZED_CLIENT, e.why());
    } catch (ClockSkewException e) {
      return refused(Fault.CLOCK_SKEW, e.why());
    }
    return work(operation, path, request.query(), caller, body);
  }

  private static Work work(
      Operation operation, List<String> path, Query query, Caller caller, byte[] body) {
    if (caller instanceof Caller.Unauthenticated) { // The action asks no store then.
      return new Known(empty(operation, caller).get());
    }
    try {
      Input input = new Input(operation.labels(path), query, JsonBody.read(body));
      return operation.action().work(caller, input);
    } catch (MalformedException e) {
      return malformed(operation, caller, e.why());
    }
  }

  /**
   * The answer to a request that the action never sees. The action decides on an empty request in
   * its place: ANY-01 and ANY-02 precede the BadRequest. It asks the rate, and no store.
   */
  private static Known malformed(Operation operation, Caller caller, String why) {
    Answer answer = empty(operation, caller).get();
    return answer.status() == Fault.BAD_REQUEST.status()
        ? refused(Fault.BAD_REQUEST, why)
        : new Known(answer);
  }

  private static Work empty(Operation operation, Caller caller) {
    try {
      return operation.action().work(caller, Input.EMPTY);
    } catch (MalformedException e) {
      throw new IllegalStateException("an empty request was read as malformed", e);
    }
  }

  private static Known refused(Fault fault, String why) {
    return new Known(Answer.of(fault, why));
  }

  /** The name of the requested action, and what finds the work once the body is complete. */
  private record Requested(String action, Function<byte[], Work> check) {}

  /**
   * Builds servlets. Callers are authenticated either by {@link #signatureV4} or by {@link
   * #authenticatedBy}; one of the two is required, and the later call wins.
   */
  public static final class Builder {
    private final ChatRooms chatRooms;
    private @Nullable Authentication host;
    private @Nullable Credentials credentials;
    private boolean loopbackOnly;
    private InstantSource clock = Clock.systemUTC();
    private @Nullable Executor executor;
    private Duration timeout = Duration.ofSeconds(30);
    private @Nullable Duration longestWait;

    private Builder(ChatRooms chatRooms) {
      this.chatRooms = requireNonNull(chatRooms, "chatRooms");
    }

    /** Authenticates callers by AWS Signature Version 4, with these access keys. */
    public Builder signatureV4(Credentials credentials) {
      this.credentials = requireNonNull(credentials, "credentials");
      this.host = null;
      return this;
    }

    /** Lets the host authenticate callers; signatures are ignored. */
    public Builder authenticatedBy(Authentication host) {
      this.host = requireNonNull(host, "host");
      this.credentials = null;
      return this;
    }

    /**
     * Serves only requests whose {@code Host} is localhost or a loopback address, and whose {@code
     * Origin}, if any, is the same; others get Forbidden. A server without authentication needs it
     * so that web pages in a browser on the same machine cannot use the server. It does not replace
     * listening on the loopback address only.
     */
    public Builder loopbackOnly() {
      this.loopbackOnly = true;
      return this;
    }

    /**
     * The clock that signature dates are checked against, and that the {@code Date} of answers is
     * taken from; the system clock by default.
     */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Runs the action once a request's body is complete and checked; by default {@link
     * jakarta.servlet.AsyncContext#start} does, on the container's threads. If it rejects the task,
     * the client gets ServiceUnavailable at once. What needs no action, such as a wrong signature,
     * is answered on the container's threads.
     */
    public Builder executor(Executor executor) {
      this.executor = requireNonNull(executor, "executor");
      return this;
    }

    /**
     * The longest time from a request's headers to its answer; 30 seconds by default.
     *
     * @throws IllegalArgumentException if the timeout is shorter than 1 ms
     */
    public Builder timeout(Duration timeout) {
      if (timeout.toMillis() < 1) {
        throw new IllegalArgumentException("timeout must be at least 1 ms: " + timeout);
      }
      this.timeout = timeout;
      return this;
    }

    /**
     * The longest time that an action waits for the executor; by default, as long as the request
     * has until its timeout. After it the client gets ServiceUnavailable, and the action never
     * runs: it leaves the queue of a {@link java.util.concurrent.ThreadPoolExecutor}, and any other
     * executor keeps a task that does nothing.
     *
     * @throws IllegalArgumentException if the time is shorter than 1 ms
     */
    public Builder longestWait(Duration longestWait) {
      if (longestWait.toMillis() < 1) {
        throw new IllegalArgumentException("longestWait must be at least 1 ms: " + longestWait);
      }
      this.longestWait = longestWait;
      return this;
    }

    /**
     * Returns the servlet.
     *
     * @throws IllegalStateException if neither {@link #signatureV4} nor {@link #authenticatedBy}
     *     was called, or if Jackson is too old; the message names the library
     */
    public ChimeServlet build() {
      if (host == null && credentials == null) {
        throw new IllegalStateException(
            "call signatureV4(...) or authenticatedBy(...) before build()");
      }
      Libraries.require();
      return new ChimeServlet(this);
    }
  }
}
