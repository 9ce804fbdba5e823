/** What the ports to a store have in common: how it fails, and how it answers page by page. */
@NullMarked
package io.chatrooms.core.store;

import org.jspecify.annotations.NullMarked;
