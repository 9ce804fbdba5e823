/**
 * Stores that are wrong on purpose. {@link io.chatrooms.testkit.wrong.WrongStores} lists them, and
 * {@link io.chatrooms.testkit.wrong.WrongStoresTest} checks that the kit catches each of them.
 */
@NullMarked
package io.chatrooms.testkit.wrong;

import org.jspecify.annotations.NullMarked;
