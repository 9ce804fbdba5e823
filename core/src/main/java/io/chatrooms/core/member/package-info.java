/** Who can be in a room: users, bots and webhooks, and the port that remembers them. */
@NullMarked
package io.chatrooms.core.member;

import org.jspecify.annotations.NullMarked;
