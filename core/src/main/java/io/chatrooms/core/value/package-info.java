/**
 * What every value of the domain obeys, each rule written once: which text may be an id, in which
 * order ids stand, how fine a time is, and how the aggregates are generated. Not exported.
 */
@NullMarked
package io.chatrooms.core.value;

import org.jspecify.annotations.NullMarked;
