/**
 * The actions. {@link io.chatrooms.core.action.ChatRooms} hands them out. An action reads the
 * facts, a pure function decides, and the store confirms. Every outcome is a value of the action's
 * sealed result and names the {@link io.chatrooms.core.action.Rule} that decided it.
 */
@NullMarked
package io.chatrooms.core.action;

import org.jspecify.annotations.NullMarked;
