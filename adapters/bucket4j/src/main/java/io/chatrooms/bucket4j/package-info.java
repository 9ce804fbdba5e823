/**
 * A request rate for each caller, with token buckets in the memory of one process. Several
 * processes that serve the same callers count separately.
 */
@NullMarked
package io.chatrooms.bucket4j;

import org.jspecify.annotations.NullMarked;
