package io.chatrooms.http;

import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.Fault;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * One request and its answer. The body is read as it comes in, without a thread that waits for it;
 * only when it is there the work begins. There is one answer, whoever comes first: the work, or the
 * time-out.
 */
final class Exchange implements ReadListener, AsyncListener {
  static final int LARGEST_BODY = 1 << 20;

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
  private final AtomicBoolean answered = new AtomicBoolean();
  private long read;
  private long held;
  private volatile boolean working;

  Exchange(
      AsyncContext context,
      ServletInputStream in,
      Function<byte[], Answer> work,
      Executor executor,
      BodyMemory memory,
      RequestLog log) {
    this.context = context;
    this.in = in;
    this.response = (HttpServletResponse) context.getResponse();
    this.work = work;
    this.executor = executor;
    this.memory = memory;
    this.log = log;
  }

  /** Reads, works and answers, in this time or less. */
  void begin(long timeoutMillis) {
    context.setTimeout(timeoutMillis);
    context.addListener(this);
    if (context.getRequest().getContentLengthLong() > CUT_OFF) {
      answer(tooLarge().with("Connection", "close"));
    } else {
      in.setReadListener(this);
    }
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (in.isReady()) {
      int some = in.read(chunk);
      if (some < 0) {
        return;
      }
      read += some;
      if (read <= LARGEST_BODY && holds(read - BodyMemory.UNCOUNTED)) {
        body.write(chunk, 0, some);
      } else if (read <= LARGEST_BODY) {
        answer(busy().with("Connection", "close"));
        return;
      } else if (read > CUT_OFF) {
        answer(tooLarge().with("Connection", "close"));
        return;
      }
    }
  }

  private boolean holds(long counted) {
    if (counted > held) {
      if (!memory.take(counted - held)) {
        return false;
      }
      held = counted;
    }
    return true;
  }

  @Override
  public void onAllDataRead() {
    if (read > LARGEST_BODY) {
      answer(tooLarge());
      return;
    }
    byte[] bytes = body.toByteArray();
    working = true;
    try {
      executor.execute(() -> answer(outcome(bytes)));
    } catch (RejectedExecutionException e) {
      answer(busy());
    }
  }

  private Answer outcome(byte[] bytes) {
    try {
      return work.apply(bytes);
    } catch (StoreUnavailableException e) { // of the credentials, or of the host's own
      return Answer.of(Fault.SERVICE_UNAVAILABLE, "The service is unavailable: try again later")
          .because(e);
    } catch (RuntimeException | Error e) {
      return Answer.of(Fault.SERVICE_FAILURE, "The service failed").because(e);
    }
  }

  private static Answer busy() {
    return Answer.of(Fault.SERVICE_UNAVAILABLE, "The service is busy: try again later");
  }

  private static Answer tooLarge() {
    return Answer.of(Fault.BAD_REQUEST, "The body is larger than 1 MiB");
  }

  /** Answers, unless somebody did. */
  void answer(Answer answer) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    try {
      log.answered(answer.status(), answer.cause());
      byte[] bytes = answer.bytes();
      response.setStatus(answer.status());
      response.setHeader(Answer.REQUEST_ID, log.requestId());
      for (Map.Entry<String, String> header : answer.headers().entrySet()) {
        response.setHeader(header.getKey(), header.getValue());
      }
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
      context.complete();
    } catch (IOException | IllegalStateException e) {
      giveUp(); // the client is gone, and nobody is left to tell
    }
  }

  private void giveUp() {
    try {
      context.complete();
    } catch (IllegalStateException e) {
      // The container was quicker.
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    answer(
        working
            ? Answer.of(
                Fault.SERVICE_UNAVAILABLE,
                "The service took too long, and it is not known whether the request was carried"
                    + " out")
            : Answer.of(Fault.BAD_REQUEST, "The body did not arrive in time")
                .with("Connection", "close"));
  }

  /** The client broke off while it sent its body. */
  @Override
  public void onError(Throwable broken) {
    answer(Answer.of(Fault.BAD_REQUEST, "The body broke off").with("Connection", "close"));
  }

  @Override
  public void onError(AsyncEvent event) {
    onError(event.getThrowable());
  }

  @Override
  public void onComplete(AsyncEvent event) {
    memory.giveBack(held);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
