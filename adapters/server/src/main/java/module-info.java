/** An executable server of the HTTP protocol of Amazon Chime's chat rooms. */
module io.chatrooms.server {
  requires com.zaxxer.hikari;
  requires io.chatrooms.batching;
  requires io.chatrooms.bucket4j;
  requires io.chatrooms.core;
  requires io.chatrooms.http;
  requires io.chatrooms.inmemory;
  requires io.chatrooms.jdbc;
  requires java.logging;
  requires java.management;
  requires java.sql;
  requires jdk.management;
  requires static org.jspecify;
  requires micrometer.core;
  requires micrometer.registry.prometheus;
  requires org.eclipse.jetty.ee10.servlet;
  requires org.eclipse.jetty.http;
  requires org.eclipse.jetty.io;
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.util;
  requires tools.jackson.databind;

  // The JDK instantiates ShutdownSafeLogManager.
  exports io.chatrooms.server to
      java.logging;
}
