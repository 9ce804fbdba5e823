/**
 * The executable server: {@link io.chatrooms.http.ChimeServlet} in Jetty, with a store selected by
 * a JDBC URL, and initial data and credentials from files.
 */
@NullMarked
package io.chatrooms.server;

import org.jspecify.annotations.NullMarked;
