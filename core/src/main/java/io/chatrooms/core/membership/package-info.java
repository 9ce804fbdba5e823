/**
 * One member in one room: the aggregate, and the port whose promises make the rules hold under any
 * interleaving.
 */
@NullMarked
package io.chatrooms.core.membership;

import org.jspecify.annotations.NullMarked;
