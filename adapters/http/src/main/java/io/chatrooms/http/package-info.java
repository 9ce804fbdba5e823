/**
 * The API's actions over HTTP. {@code Exchange} reads a request without blocking a thread, {@code
 * Operations} finds the requested action, {@code SignatureV4} or the host authenticates the caller,
 * the action answers, and {@code wire} encodes the answer.
 */
@NullMarked
package io.chatrooms.http;

import org.jspecify.annotations.NullMarked;
