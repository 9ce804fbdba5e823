/**
 * The server that stands alone: the servlet on Jetty, over a store that is chosen by a URL, with a
 * world and credentials from files. Not exported.
 */
@NullMarked
package io.chatrooms.http.standalone;

import org.jspecify.annotations.NullMarked;
