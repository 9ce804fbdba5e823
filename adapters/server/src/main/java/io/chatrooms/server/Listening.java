package io.chatrooms.server;

import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address and a port to listen on.
 *
 * @param port 0 for any free port
 */
record Listening(InetAddress address, int port) {
  static Listening at(Option option, String address, int port) throws ConfigurationException {
    try {
      return new Listening(InetAddress.getByName(address), port);
    } catch (UnknownHostException e) {
      throw new ConfigurationException(option.flag() + " is not an address");
    }
  }

  /** The same address with the port that was chosen. */
  Listening on(int chosen) {
    return new Listening(address, chosen);
  }

  String host() {
    return address.getHostAddress();
  }

  String url() {
    String host = address instanceof Inet6Address ? "[" + host() + "]" : host();
    return "http://" + host + ":" + port;
  }

  /** What to throw if a server cannot start here. */
  IllegalStateException failed(Exception e) {
    Throwable cause = e instanceof BindException ? e : e.getCause();
    if (!(cause instanceof BindException)) {
      return new IllegalStateException("Jetty cannot start: " + e, e);
    }
    String reason = String.valueOf(cause.getMessage());
    return new IllegalStateException(
        reason.contains("in use")
            ? "port " + port + " is in use"
            : "cannot listen on " + url() + ": " + reason,
        e);
  }
}
