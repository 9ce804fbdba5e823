/**
 * What a caller can ask for. An action reads the facts, a pure function decides, and the store
 * confirms; every outcome is a value of a sealed type, and every rule has a number ({@link
 * io.chatrooms.core.action.Rule}).
 */
@NullMarked
package io.chatrooms.core.action;

import org.jspecify.annotations.NullMarked;
