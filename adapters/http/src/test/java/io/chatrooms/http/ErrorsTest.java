package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.RequestRate;
import io.chatrooms.http.RawHttp.Reply;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any Error is answered at once and reported; a library that is too old fails the build. */
class ErrorsTest {
  private static final Logger LOGGER = Logger.getLogger("io.chatrooms.http");
  private static final byte[] BODY = "{\"MemberId\": \"nobody\"}".getBytes(UTF_8);

  /** Longer than a client waits: an answer means that no timeout was needed. */
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final List<Throwable> reported = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getThrown() != null) {
            reported.add(line.getThrown());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void addHandler() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void removeHandler() {
    LOGGER.removeHandler(handler);
  }

  private static Reply signedRequest(RequestRate rate, UnaryOperator<ChimeServlet.Builder> settings)
      throws Exception {
    try (JettyHost host =
            JettyHost.start(rate, servlet -> settings.apply(servlet).timeout(TIMEOUT));
        RawHttp http = new RawHttp(host.port())) {
      StringBuilder head = new StringBuilder("POST " + DocumentedExample.PATH + " HTTP/1.1\r\n");
      Signing.post(Map.of("Host", "localhost"), Instant.now(), BODY)
          .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      return http.send(head + "Content-Length: " + BODY.length + "\r\n\r\n").send(BODY).reply();
    }
  }

  private void isServiceFailure(Reply reply, Class<? extends Error> type) {
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.type()).isEqualTo("ServiceFailureException");
    assertThat(reply.body()).contains("\"Code\":\"ServiceFailure\"");
    assertThat(reported).singleElement().asString().contains(type.getName());
  }

  @Test
  void anErrorOfTheCredentialsIsAServiceFailure() throws Exception {
    isServiceFailure(
        signedRequest(
            RequestRate.unlimited(),
            servlet ->
                servlet.signatureV4(
                    key -> {
                      throw new NoClassDefFoundError("a/Library");
                    })),
        NoClassDefFoundError.class);
  }

  @Test
  void anErrorOfTheRateIsAServiceFailure() throws Exception {
    isServiceFailure(
        signedRequest(
            caller -> {
              throw new StackOverflowError();
            },
            servlet -> servlet.signatureV4(Signing.CREDENTIALS)),
        StackOverflowError.class);
  }

  @Test
  void anErrorOfTheHostsAuthenticationIsAServiceFailure() throws Exception {
    isServiceFailure(
        signedRequest(
            RequestRate.unlimited(),
            servlet ->
                servlet.authenticatedBy(
                    (request, account) -> {
                      throw new OutOfMemoryError();
                    })),
        OutOfMemoryError.class);
  }

  @Test
  void anErrorOfTheExecutorIsAServiceFailure() throws Exception {
    isServiceFailure(
        signedRequest(
            RequestRate.unlimited(),
            servlet ->
                servlet.executor(
                    task -> {
                      throw new AssertionError();
                    })),
        AssertionError.class);
  }

  /** The clock is asked for the date of the signature and for that of the answer. */
  @Test
  void anErrorOfTheClockIsAServiceFailure() throws Exception {
    isServiceFailure(
        signedRequest(
            RequestRate.unlimited(),
            servlet ->
                servlet
                    .signatureV4(Signing.CREDENTIALS)
                    .clock(
                        () -> {
                          throw new LinkageError();
                        })),
        LinkageError.class);
  }

  @Test
  void anErrorOfTheLogDoesNotPreventTheAnswer() throws Exception {
    Handler failing =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            throw new NoClassDefFoundError("a/Formatter");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    LOGGER.addHandler(failing);
    try {
      assertThat(signedRequest(RequestRate.unlimited(), servlet -> servlet).status())
          .isEqualTo(404);
    } finally {
      LOGGER.removeHandler(failing);
    }
  }

  /** An Error that cannot be logged either: its own methods fail. */
  @Test
  void anErrorThatCannotBeReportedIsAServiceFailure() throws Exception {
    Reply reply =
        signedRequest(
            caller -> {
              throw new Unreportable();
            },
            servlet -> servlet);
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.type()).isEqualTo("ServiceFailureException");
  }

  private static final class Unreportable extends Error {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      throw this;
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw this;
    }
  }

  /** The class path of this test without one class, which is what an older version is. */
  private static final class Older extends URLClassLoader {
    private final String missing;

    Older(String missing) throws MalformedURLException {
      super(classPath(), ErrorsTest.class.getClassLoader());
      this.missing = missing;
    }

    private static URL[] classPath() throws MalformedURLException {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      return urls.toArray(new URL[0]);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(missing)) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("io.chatrooms.http.")
          && !name.startsWith("tools.jackson.")
          && !name.startsWith("com.fasterxml.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "com.fasterxml.jackson.annotation.JsonSerializeAs,"
        + " com.fasterxml.jackson.core:jackson-annotations 2.21 or newer",
    "com.fasterxml.jackson.annotation.JsonFormat,"
        + " com.fasterxml.jackson.core:jackson-annotations 2.21 or newer",
    "tools.jackson.core.StreamReadConstraints,"
        + " tools.jackson.core:jackson-core and jackson-databind 3.1 or newer",
    "tools.jackson.core.exc.StreamConstraintsException,"
        + " tools.jackson.core:jackson-core and jackson-databind 3.1 or newer",
    "tools.jackson.databind.json.JsonMapper,"
        + " tools.jackson.core:jackson-core and jackson-databind 3.1 or newer"
  })
  void anOlderLibraryFailsTheBuildAndIsNamed(String missing, String needed) throws Exception {
    assertThatThrownBy(() -> build(missing))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(needed)
        .cause()
        .isInstanceOf(LinkageError.class);
  }

  @Test
  void theLibrariesOfTheClassPathAreNewEnough() throws Exception {
    build("none");
  }

  private static void build(String missing) throws IOException, ReflectiveOperationException {
    ChatRooms chatRooms = ChatRooms.of(DocumentedExample.store(), Clock.systemUTC());
    try (Older older = new Older(missing)) {
      Object builder =
          older
              .loadClass(ChimeServlet.class.getName())
              .getMethod("builder", ChatRooms.class)
              .invoke(null, chatRooms);
      Class<?> credentials = older.loadClass(Credentials.class.getName());
      Class<?> type = builder.getClass();
      type.getMethod("signatureV4", credentials)
          .invoke(
              builder,
              Proxy.newProxyInstance(
                  older, new Class<?>[] {credentials}, (proxy, method, arguments) -> null));
      type.getMethod("build").invoke(builder);
    }
  }
}
