/** Rooms, and the port that remembers them. */
@NullMarked
package io.chatrooms.core.room;

import org.jspecify.annotations.NullMarked;
