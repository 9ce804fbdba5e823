/**
 * What all values of the domain share, each rule written once: valid text, the order of ids, the
 * precision of times, and the style of generated aggregates. Not exported.
 */
@NullMarked
package io.chatrooms.core.value;

import org.jspecify.annotations.NullMarked;
