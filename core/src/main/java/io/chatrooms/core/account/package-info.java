/** The tenant: the Account aggregate and the port that stores it. */
@NullMarked
package io.chatrooms.core.account;

import org.jspecify.annotations.NullMarked;
