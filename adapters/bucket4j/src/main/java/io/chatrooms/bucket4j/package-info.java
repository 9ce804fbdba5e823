/**
 * A request rate for each caller, by token buckets that live in the memory of one process. Several
 * processes that serve the same callers count separately.
 */
@NullMarked
package io.chatrooms.bucket4j;

import org.jspecify.annotations.NullMarked;
