package io.chatrooms.http;

import io.chatrooms.core.action.ChatRooms;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;

final class Mounting {
  static void mount(ServletContext context, ChatRooms chatRooms, Credentials credentials) {
    ChimeServlet servlet = ChimeServlet.builder(chatRooms).signatureV4(credentials).build();
    ServletRegistration.Dynamic registration = context.addServlet("chime", servlet);
    registration.setAsyncSupported(true);
    registration.addMapping("/*");
  }
}
