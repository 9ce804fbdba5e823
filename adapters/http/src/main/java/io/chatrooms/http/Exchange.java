package io.chatrooms.http;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The body is read asynchronously, without a waiting thread, and the
 * work starts when the body is complete. There is exactly one answer: the work's or the timeout's,
 * whichever comes first.
 */
final class Exchange implements ReadListener, AsyncListener {
  private static final int MAX_BODY = 1 << 20;

  /**
   * A too large body is read up to here, because many clients read no answer before they have sent
   * it.
   */
  private static final int MAX_READ = 8 << 20;

  private static final int CHUNK = 8 << 10;

  /** Created in advance, since the failure may be that nothing can be created. */
  private static final Answer FAILED = Answer.of(Fault.SERVICE_FAILURE, "The service failed");

  private final AsyncContext context;
  private final ServletInputStream in;
  private final HttpServletResponse response;
  private final Function<byte[], Answer> work;
  private final Executor executor;
  private final BodyMemory memory;
  private final InstantSource clock;
  private final RequestLog log;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final byte[] chunk = new byte[CHUNK];
  private final AtomicLong reserved = new AtomicLong();
  private long read;
  private volatile boolean working;

  /** Held while an answer is written: no other thread may use the response or complete it. */
  private final ReentrantLock answering = new ReentrantLock();

  private volatile boolean answered;

  /** The answer's body until it is handed to the container. */
  private byte @Nullable [] unsent;

  /**
   * Creates an exchange for a started context.
   *
   * @param executor runs the work; null to run it on the container's threads
   * @param clock the time in the answer's Date header
   */
  Exchange(
      AsyncContext context,
      ServletInputStream in,
      Function<byte[], Answer> work,
      @Nullable Executor executor,
      BodyMemory memory,
      InstantSource clock,
      RequestLog log) {
    this.context = context;
    this.in = in;
    this.response = (HttpServletResponse) context.getResponse();
    this.work = work;
    this.executor = executor == null ? context::start : executor;
    this.memory = memory;
    this.clock = clock;
    this.log = log;
  }

  /** Starts reading; the answer is sent within this time. */
  void begin(long timeoutMillis) {
    context.setTimeout(timeoutMillis);
    context.addListener(this);
    if (context.getRequest().getContentLengthLong() > MAX_READ) {
      answer(closing(tooLarge()));
    } else {
      in.setReadListener(this);
    }
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!answered && in.isReady()) {
      int count = in.read(chunk);
      if (count < 0) {
        return;
      }
      read += count;
      if (read > MAX_READ) {
        answer(closing(tooLarge()));
      } else if (read <= MAX_BODY && reserve(read - BodyMemory.UNCOUNTED)) {
        body.write(chunk, 0, count);
      } else if (read <= MAX_BODY) {
        answer(closing(busy()));
      }
    }
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
    byte[] bytes = body.toByteArray();
    body.reset();
    working = true;
    try {
      executor.execute(() -> answerTo(bytes));
    } catch (RejectedExecutionException e) {
      working = false;
      answer(busy());
    } catch (RuntimeException | Error e) {
      working = false;
      answer(failed(e));
    }
  }

  private void answerTo(byte[] bytes) {
    try {
      if (!answered) { // the timeout may have expired while the task was queued
        answer(outcome(bytes));
      }
    } catch (RuntimeException | Error e) { // not even a failure could be answered
      abandon();
      throw e;
    } finally {
      release();
    }
  }

  private Answer outcome(byte[] bytes) {
    try {
      return work.apply(bytes);
    } catch (StoreUnavailableException e) { // thrown by Credentials or by the host
      return Answer.of(Fault.SERVICE_UNAVAILABLE, "The service is unavailable: try again later")
          .because(e);
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  private static Answer failed(Throwable cause) {
    return FAILED.because(cause);
  }

  private static Answer busy() {
    return Answer.of(Fault.SERVICE_UNAVAILABLE, "The service is busy: try again later");
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
      boolean listening = false;
      try {
        response.getOutputStream().setWriteListener(new Sending());
        listening = true;
      } finally {
        if (!listening) {
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
    response.setContentLength(unsent.length);
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

  /** Ends the exchange at once and without a body. */
  private void abandon() {
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

  /** Sends the body when the container can take it, and completes once all of it is written. */
  private final class Sending implements WriteListener {
    @Override
    public void onWritePossible() throws IOException {
      answering.lock();
      try {
        sendIfPossible();
        if (unsent == null && response.getOutputStream().isReady()) {
          complete();
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
    end(
        working
            ? outcomeUnknown()
            : closing(Answer.of(Fault.BAD_REQUEST, "The body did not arrive in time")));
  }

  /** Most likely the client closed the connection. */
  @Override
  public void onError(Throwable broken) {
    end(
        working
            ? outcomeUnknown().because(broken)
            : closing(Answer.of(Fault.BAD_REQUEST, "The body was not received completely")));
  }

  @Override
  public void onError(AsyncEvent event) {
    onError(event.getThrowable());
  }

  @Override
  public void onComplete(AsyncEvent event) {
    if (!working) {
      release();
    }
  }

  private void release() {
    memory.release(reserved.getAndSet(0));
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
