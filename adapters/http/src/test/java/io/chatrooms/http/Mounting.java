package io.chatrooms.http;

import io.chatrooms.core.action.CreateRoomMembership;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;

final class Mounting {
  static void mount(ServletContext context, CreateRoomMembership action, Credentials credentials) {
    ChimeServlet servlet =
        ChimeServlet.builder().createRoomMembership(action).signatureV4(credentials).build();
    ServletRegistration.Dynamic registration = context.addServlet("chime", servlet);
    registration.setAsyncSupported(true);
    registration.addMapping("/*");
  }
}
