/**
 * The RoomMembership aggregate; the facts that a decision is made on, from the account to the
 * membership; the changes that a decision asks for; and the ports whose numbered promises make the
 * rules hold under any interleaving.
 */
@NullMarked
package io.chatrooms.core.membership;

import org.jspecify.annotations.NullMarked;
