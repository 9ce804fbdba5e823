/** A store around a store, whose callers share statements. */
@NullMarked
package io.chatrooms.batching;

import org.jspecify.annotations.NullMarked;
