package io.chatrooms.http;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.Fault;
import io.chatrooms.http.wire.RequestLog;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The body is read asynchronously, without a waiting thread. When it is
 * complete, it is checked at once, and the executor runs the action. There is exactly one answer:
 * the check's, the action's or a timeout's, whichever comes first.
 */
final class Exchange implements ReadListener, AsyncListener {
  private static final int MAX_BODY = 1 << 20;

  /**
   * A too large body is read up to here, because many clients read no answer before they have sent
   * it.
   */
  private static final int MAX_READ = 8 << 20;

  private static final int PIECE = 8 << 10;

  /**
   * A body may arrive in this many reads, and in one more for every {@link #LEAST_PER_READ} bytes:
   * each read takes the same processor time, however few bytes it has.
   */
  private static final int FREE_READS = 256;

  private static final int LEAST_PER_READ = 64;

  /** Created in advance, since the failure may be that nothing can be created. */
  private static final Answer FAILED = Answer.of(Fault.SERVICE_FAILURE, "The service failed");

  private final AsyncContext context;
  private final ServletInputStream in;
  private final HttpServletResponse response;
  private final Function<byte[], Work> check;
  private final Executor executor;
  private final Duration longestWait;
  private final BodyMemory memory;
  private final InstantSource clock;
  private final RequestLog log;

  /** All pieces are full, except the last one. */
  private final List<byte[]> pieces = new ArrayList<>();

  private final AtomicLong reserved = new AtomicLong();
  private long read;
  private long reads;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.RECEIVING);

  /** The work that waits for the executor. */
  private volatile @Nullable Work waiting;

  private final Runnable task = this::run;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();

  /**
   * Held while an answer is written: no other thread may use the response or complete it. The
   * container calls listeners under locks of its own, so its methods that take those locks must not
   * be called while this one is held.
   */
  private final ReentrantLock answering = new ReentrantLock();

  private volatile boolean answered;

  /** The answer's body until it is handed to the container. */
  private byte @Nullable [] unsent;

  /**
   * Creates an exchange for a started context.
   *
   * @param check what a request with this body asks for
   * @param executor runs actions; null to run them on the container's threads
   * @param longestWait the longest time that an action waits for the executor
   * @param clock the time in the answer's Date header
   */
  Exchange(
      AsyncContext context,
      ServletInputStream in,
      Function<byte[], Work> check,
      @Nullable Executor executor,
      Duration longestWait,
      BodyMemory memory,
      InstantSource clock,
      RequestLog log) {
    this.context = context;
    this.in = in;
    this.response = (HttpServletResponse) context.getResponse();
    this.check = check;
    this.executor = executor == null ? context::start : executor;
    this.longestWait = longestWait;
    this.memory = memory;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Starts reading; the answer is sent within this time.
   *
   * <p>The listener for writing is set here and not with the answer. Set on another thread than the
   * container's, Tomcat waits for the lock under which it calls listeners.
   */
  void begin(long timeoutMillis) throws IOException {
    context.setTimeout(timeoutMillis);
    context.addListener(this);
    response.getOutputStream().setWriteListener(new Sending());
    if (context.getRequest().getContentLengthLong() > MAX_READ) {
      answer(closing(tooLarge()));
    } else {
      in.setReadListener(this);
    }
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!answered && in.isReady()) {
      byte[] piece = piece();
      int start = (int) (read % PIECE);
      int count = in.read(piece, start, PIECE - start);
      if (count < 0) {
        return;
      }
      read += count;
      reads++;
      if (read > MAX_READ) {
        answer(closing(tooLarge()));
      } else if (reads > FREE_READS + read / LEAST_PER_READ) {
        answer(closing(tooSmallPieces()));
      } else if (read <= MAX_BODY && !reserve(read - BodyMemory.UNCOUNTED)) {
        answer(closing(busy()));
      }
    }
  }

  /** The piece that the next bytes belong to. The bytes of a too large body are not kept. */
  private byte[] piece() {
    if (read > MAX_BODY && pieces.size() > 1) {
      pieces.subList(1, pieces.size()).clear();
      release();
    } else if (read <= MAX_BODY && read == (long) pieces.size() * PIECE) {
      pieces.add(new byte[PIECE]);
    }
    return pieces.get(pieces.size() - 1);
  }

  private byte[] joined() {
    byte[] body = new byte[(int) read];
    int start = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, body, start, Math.min(PIECE, body.length - start));
      start += PIECE;
    }
    pieces.clear();
    return body;
  }

  private boolean reserve(long counted) {
    long more = counted - reserved.get();
    if (more > 0) {
      if (!memory.reserve(more)) {
        return false;
      }
      reserved.addAndGet(more);
    }
    return true;
  }

  @Override
  public void onAllDataRead() {
    if (answered) {
      return; // the body was not read to its end
    }
    if (read > MAX_BODY) {
      answer(tooLarge());
      return;
    }
    Work work = checked(joined());
    if (work instanceof Known known) {
      answer(known.answer());
    } else {
      enqueue(work);
    }
  }

  private Work checked(byte[] body) {
    try {
      return check.apply(body);
    } catch (StoreUnavailableException e) { // thrown by Credentials
      return new Known(unavailable(e));
    } catch (RuntimeException | Error e) {
      return new Known(failed(e));
    }
  }

  private void enqueue(Work work) {
    waiting = work;
    if (!stage.compareAndSet(Stage.RECEIVING, Stage.WAITING)) {
      return; // it was answered while it was checked
    }
    try {
      executor.execute(task);
      var unused =
          begun
              .orTimeout(longestWait.toMillis(), TimeUnit.MILLISECONDS)
              .exceptionally(
                  late -> {
                    waitedTooLong();
                    return null;
                  });
    } catch (RejectedExecutionException e) {
      refuse(busy());
    } catch (RuntimeException | Error e) {
      refuse(failed(e));
    }
  }

  /** Answers, unless the executor has begun the work all the same. */
  private void refuse(Answer answer) {
    if (abandon()) {
      answer(answer);
    } else {
      log.failedLate(answer.cause());
    }
  }

  /**
   * The timer's thread, which calls this, serves the whole JVM: it must not wait for the log or for
   * the client.
   */
  private void waitedTooLong() {
    if (abandon()) {
      try {
        context.start(() -> answer(busy()));
      } catch (RuntimeException e) { // The container has no thread, or is about to call onTimeout.
        answer(busy());
      }
    }
  }

  /** The work never runs, if it has not begun. Returns false if it has, or was abandoned before. */
  private boolean abandon() {
    if (!stage.compareAndSet(Stage.WAITING, Stage.ABANDONED)) {
      return false;
    }
    waiting = null; // with its body, which would stay for as long as the executor keeps the task
    if (executor instanceof ThreadPoolExecutor pool) {
      pool.remove(task);
    }
    return true;
  }

  private void run() {
    begun.complete(null);
    if (!stage.compareAndSet(Stage.WAITING, Stage.WORKING)) {
      return; // it was answered while it waited
    }
    Work work = requireNonNull(waiting);
    waiting = null;
    try {
      answer(outcome(work));
    } catch (RuntimeException | Error e) { // not even a failure could be answered
      breakOff();
      throw e;
    } finally {
      release();
    }
  }

  private static Answer outcome(Work work) {
    try {
      return work.get();
    } catch (StoreUnavailableException e) { // thrown by the host
      return unavailable(e);
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  private static Answer unavailable(StoreUnavailableException cause) {
    return Answer.of(Fault.SERVICE_UNAVAILABLE, "The service is unavailable: try again later")
        .because(cause);
  }

  /** A host may want to end the process when memory runs out, so its handler is told. */
  private static Answer failed(Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
    }
    return FAILED.because(cause);
  }

  private static Answer busy() {
    return Answer.of(Fault.SERVICE_UNAVAILABLE, "The service is busy: try again later");
  }

  private static Answer tooSmallPieces() {
    return Answer.of(Fault.BAD_REQUEST, "The body arrives in too small pieces");
  }

  private static Answer tooLarge() {
    return Answer.of(Fault.BAD_REQUEST, "The body is larger than 1 MiB");
  }

  private static Answer outcomeUnknown() {
    return Answer.of(
        Fault.SERVICE_UNAVAILABLE,
        "The service took too long: it is unknown whether the request was carried out");
  }

  /**
   * Closes the connection, since the unread rest of the body would be taken for the next request.
   */
  private static Answer closing(Answer answer) {
    return answer.with("Connection", "close");
  }

  /**
   * Sends this answer, unless another one was started. A client that does not read blocks no
   * thread: the container calls back when it can take the body.
   */
  private void answer(Answer answer) {
    answering.lock();
    try {
      if (!start(answer)) {
        return;
      }
      boolean sending = false;
      try {
        send();
        sending = true;
      } finally {
        if (!sending) {
          complete();
        }
      }
    } catch (IOException | IllegalStateException e) {
      // The client is gone, or the container has just called onTimeout or onError, which answers.
    } finally {
      answering.unlock();
    }
  }

  /**
   * Sends this answer, or the one that was started meanwhile, before returning: after onTimeout or
   * onError the container accepts output only from that call.
   */
  private void end(Answer answer) {
    answering.lock();
    try {
      start(answer);
      sendIfPossible();
    } catch (IOException | IllegalStateException e) {
      // The client is gone.
    } finally {
      complete();
      answering.unlock();
    }
  }

  /** Writes the status and headers; returns false if another answer was started. */
  private boolean start(Answer answer) {
    if (answered) {
      log.failedLate(answer.cause());
      return false;
    }
    answered = true;
    log(answer);
    unsent = answer.bytes();
    response.setStatus(answer.status());
    response.setHeader(Answer.REQUEST_ID, log.requestId());
    setDate();
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.setHeader(header.getKey(), header.getValue());
    }
    if (answer.status() != HttpServletResponse.SC_NO_CONTENT) { // HTTP forbids a length then
      response.setContentLength(unsent.length);
    }
    return true;
  }

  /** Clients correct their clock by this header. */
  private void setDate() {
    try {
      response.setDateHeader("Date", clock.millis());
    } catch (RuntimeException | Error e) {
      // A failing clock must not prevent the answer: the container sets its own date.
    }
  }

  /** A failing log must not prevent the answer. */
  private void log(Answer answer) {
    try {
      log.answered(answer.status(), answer.cause());
    } catch (RuntimeException | Error e) {
      // The log is the only place to report it.
    }
  }

  private void sendIfPossible() throws IOException {
    ServletOutputStream out = response.getOutputStream();
    byte[] bytes = unsent;
    if (bytes != null && out.isReady()) {
      unsent = null;
      out.write(bytes);
    }
  }

  /**
   * Sends the body if the container can take it, and completes if all of it is written. Otherwise
   * the container calls back.
   */
  private void send() throws IOException {
    sendIfPossible();
    if (unsent == null && response.getOutputStream().isReady()) {
      complete();
    }
  }

  /** Ends the exchange at once and without a body. */
  private void breakOff() {
    answering.lock();
    try {
      answered = true;
      response.reset();
      response.setStatus(Fault.SERVICE_FAILURE.status());
    } catch (IllegalStateException e) {
      // The headers are sent already: the client sees that the body is not complete.
    } finally {
      complete();
      answering.unlock();
    }
  }

  private void complete() {
    try {
      context.complete();
    } catch (IllegalStateException e) {
      // It is complete, or the container completes it after onTimeout or onError.
    }
  }

  /** The container calls it once at the beginning, too, when there is no answer yet. */
  private final class Sending implements WriteListener {
    @Override
    public void onWritePossible() throws IOException {
      answering.lock();
      try {
        if (answered) {
          send();
        }
      } finally {
        answering.unlock();
      }
    }

    @Override
    public void onError(Throwable broken) {
      complete();
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    end(withoutOutcome("The body did not arrive in time", null));
  }

  /** Most likely the client closed the connection. */
  @Override
  public void onError(Throwable broken) {
    end(withoutOutcome("The body was not received completely", broken));
  }

  /** The answer if the work has no outcome yet. What has not begun never does. */
  private Answer withoutOutcome(String incomplete, @Nullable Throwable cause) {
    if (stage.compareAndSet(Stage.RECEIVING, Stage.ABANDONED)) {
      return closing(Answer.of(Fault.BAD_REQUEST, incomplete));
    }
    abandon();
    return stage.get() == Stage.WORKING ? outcomeUnknown().because(cause) : busy();
  }

  @Override
  public void onError(AsyncEvent event) {
    onError(event.getThrowable());
  }

  @Override
  public void onComplete(AsyncEvent event) {
    if (stage.get() != Stage.WORKING) {
      release();
    }
  }

  private void release() {
    memory.release(reserved.getAndSet(0));
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}

  /** How far a request has come. */
  private enum Stage {
    /** Its body is incomplete, or it is being checked. */
    RECEIVING,
    /** Its action waits for the executor. */
    WAITING,
    /** Its action runs, or has ended. */
    WORKING,
    /** Its action never runs. */
    ABANDONED
  }

  /** What a complete request asks for. */
  @FunctionalInterface
  interface Work extends Supplier<Answer> {}

  /** An answer that needs no action. */
  record Known(Answer answer) implements Work {
    @Override
    public Answer get() {
      return answer;
    }
  }
}
