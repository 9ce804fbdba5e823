/**
 * The API's actions over HTTP. A request is read without holding a thread; the {@code Operations}
 * table says which action it asks for; {@code SignatureV4} or the host says who asks; the use case
 * answers, and {@code wire} writes that down in the API's words.
 */
@NullMarked
package io.chatrooms.http;

import org.jspecify.annotations.NullMarked;
