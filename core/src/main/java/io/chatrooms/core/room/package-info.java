/** The Room aggregate, and the token that creates one once. */
@NullMarked
package io.chatrooms.core.room;

import org.jspecify.annotations.NullMarked;
