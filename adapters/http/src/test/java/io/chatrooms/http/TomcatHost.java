package io.chatrooms.http;

import io.chatrooms.core.action.ChatRooms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;

/** A host that mounts the servlet in Tomcat, with HTTP/1.1 and HTTP/2 on the same port. */
final class TomcatHost implements AutoCloseable {
  private final Tomcat tomcat = new Tomcat();

  private TomcatHost(ChimeServlet servlet) throws IOException, LifecycleException {
    Path directory = Files.createTempDirectory("tomcat");
    directory.toFile().deleteOnExit();
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "chime", servlet).setAsyncSupported(true);
    context.addServletMapping("/*", "chime");
    tomcat.start();
  }

  static TomcatHost start(UnaryOperator<ChimeServlet.Builder> settings)
      throws IOException, LifecycleException {
    ChatRooms chatRooms = ChatRooms.of(DocumentedExample.store(), Clock.systemUTC());
    return new TomcatHost(settings.apply(ChimeServlet.builder(chatRooms)).build());
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }
}
