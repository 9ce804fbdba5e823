/**
 * Stores that are wrong on purpose: each breaks one promise in a way that stores do, and {@link
 * io.chatrooms.testkit.wrong.WrongStoresTest} expects the test of that promise to catch it.
 */
@NullMarked
package io.chatrooms.testkit.wrong;

import org.jspecify.annotations.NullMarked;
