/** The domain of chatrooms. Its parts stand in the packages below this one. */
@NullMarked
package io.chatrooms.core;

import org.jspecify.annotations.NullMarked;
