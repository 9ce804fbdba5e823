/** What all ports share: the two failures of a store, and the page of a listing. */
@NullMarked
package io.chatrooms.core.store;

import org.jspecify.annotations.NullMarked;
