/**
 * The domain of chatrooms. Its packages are one per aggregate, the actions, and what they share.
 */
@NullMarked
package io.chatrooms.core;

import org.jspecify.annotations.NullMarked;
