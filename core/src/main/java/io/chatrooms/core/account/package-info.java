/** The tenant: accounts, and the port that remembers them. */
@NullMarked
package io.chatrooms.core.account;

import org.jspecify.annotations.NullMarked;
