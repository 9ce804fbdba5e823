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
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The body is read as it comes in, without a thread that waits for it;
 * only when it is there the work begins. There is one answer, whoever comes first: the work, or the
 * time-out.
 */
final class Exchange implements ReadListener, AsyncListener {
  private static final int LARGEST_BODY = 1 << 20;

  /** Up to here a body that is too large is read, since many a client listens only at its end. */
  private static final int CUT_OFF = 8 << 20;

  private static final int CHUNK = 8 << 10;

  private final AsyncContext context;
  private final ServletInputStream in;
  private final HttpServletResponse response;
  private final Function<byte[], Answer> work;
  private final Executor executor;
  private final BodyMemory memory;
  private final RequestLog log;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final byte[] chunk = new byte[CHUNK];
  private final AtomicLong held = new AtomicLong();
  private long read;
  private volatile boolean working;

  /** Held while an answer is given: nobody else may touch the response, or take it back. */
  private final ReentrantLock answering = new ReentrantLock();

  private volatile boolean answered;

  /** The body of the answer, until it is handed to the container. */
  private byte @Nullable [] unsent;

  /**
   * An exchange that has begun with this context.
   *
   * @param executor where the work is done; null for the container's threads
   */
  Exchange(
      AsyncContext context,
      ServletInputStream in,
      Function<byte[], Answer> work,
      @Nullable Executor executor,
      BodyMemory memory,
      RequestLog log) {
    this.context = context;
    this.in = in;
    this.response = (HttpServletResponse) context.getResponse();
    this.work = work;
    this.executor = executor == null ? context::start : executor;
    this.memory = memory;
    this.log = log;
  }

  /** Reads, works and answers, in this time or less. */
  void begin(long timeoutMillis) {
    context.setTimeout(timeoutMillis);
    context.addListener(this);
    if (context.getRequest().getContentLengthLong() > CUT_OFF) {
      answer(closing(tooLarge()));
    } else {
      in.setReadListener(this);
    }
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!answered && in.isReady()) {
      int some = in.read(chunk);
      if (some < 0) {
        return;
      }
      read += some;
      if (read > CUT_OFF) {
        answer(closing(tooLarge()));
      } else if (read <= LARGEST_BODY && holds(read - BodyMemory.UNCOUNTED)) {
        body.write(chunk, 0, some);
      } else if (read <= LARGEST_BODY) {
        answer(closing(busy()));
      }
    }
  }

  private boolean holds(long counted) {
    long more = counted - held.get();
    if (more > 0) {
      if (!memory.take(more)) {
        return false;
      }
      held.addAndGet(more);
    }
    return true;
  }

  @Override
  public void onAllDataRead() {
    if (answered) {
      return; // and what was read is not all
    }
    if (read > LARGEST_BODY) {
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
      if (!answered) { // else it waited for so long that the client was sent away
        answer(outcome(bytes));
      }
    } finally {
      giveBack();
    }
  }

  private Answer outcome(byte[] bytes) {
    try {
      return work.apply(bytes);
    } catch (StoreUnavailableException e) { // of the credentials, or of the host's own
      return Answer.of(Fault.SERVICE_UNAVAILABLE, "The service is unavailable: try again later")
          .because(e);
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  private static Answer failed(Throwable cause) {
    return Answer.of(Fault.SERVICE_FAILURE, "The service failed").because(cause);
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
        "The service took too long, and it is not known whether the request was carried out");
  }

  /** What is left of the request would be taken for the next one. */
  private static Answer closing(Answer answer) {
    return answer.with("Connection", "close");
  }

  /**
   * Answers, unless somebody did. A client that does not read holds no thread: the container asks
   * for the body when it may be sent.
   */
  private void answer(Answer answer) {
    answering.lock();
    try {
      if (!begins(answer)) {
        return;
      }
      boolean asked = false;
      try {
        response.getOutputStream().setWriteListener(new Sending());
        asked = true;
      } finally {
        if (!asked) {
          complete();
        }
      }
    } catch (IOException | IllegalStateException e) {
      // The client is gone, or the container has just told of the end, by onTimeout or onError.
    } finally {
      answering.unlock();
    }
  }

  /**
   * Answers at once, or sends what somebody answered at the same moment: once a container has told
   * of the end it takes that from this thread alone, and before it returns.
   */
  private void end(Answer answer) {
    answering.lock();
    try {
      begins(answer);
      sendIfPossible();
    } catch (IOException | IllegalStateException e) {
      // The client is gone.
    } finally {
      complete();
      answering.unlock();
    }
  }

  /** False if another answer was begun. */
  private boolean begins(Answer answer) {
    if (answered) {
      log.cameTooLate(answer.cause());
      return false;
    }
    answered = true;
    logged(answer);
    unsent = answer.bytes();
    response.setStatus(answer.status());
    response.setHeader(Answer.REQUEST_ID, log.requestId());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.setHeader(header.getKey(), header.getValue());
    }
    response.setContentLength(unsent.length);
    return true;
  }

  /** A log that fails is no reason not to answer. */
  private void logged(Answer answer) {
    try {
      log.answered(answer.status(), answer.cause());
    } catch (RuntimeException e) {
      // Where would one say so?
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

  private void complete() {
    try {
      context.complete();
    } catch (IllegalStateException e) {
      // It is complete, or the container asks for that itself, by onTimeout or onError.
    }
  }

  /** Sends the body when it may be sent, and is done when all of it is taken. */
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

  /** The client broke off, most likely. */
  @Override
  public void onError(Throwable broken) {
    end(
        working
            ? outcomeUnknown().because(broken)
            : closing(Answer.of(Fault.BAD_REQUEST, "The body broke off")));
  }

  @Override
  public void onError(AsyncEvent event) {
    onError(event.getThrowable());
  }

  @Override
  public void onComplete(AsyncEvent event) {
    if (!working) {
      giveBack();
    }
  }

  private void giveBack() {
    memory.giveBack(held.getAndSet(0));
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
