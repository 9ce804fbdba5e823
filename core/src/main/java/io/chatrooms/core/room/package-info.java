/** The Room aggregate and the port that stores it. */
@NullMarked
package io.chatrooms.core.room;

import org.jspecify.annotations.NullMarked;
