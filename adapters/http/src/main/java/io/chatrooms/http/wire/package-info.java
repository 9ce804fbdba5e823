/** What goes over the wire: JSON, percent-encoding, answers and faults. Not exported. */
@NullMarked
package io.chatrooms.http.wire;

import org.jspecify.annotations.NullMarked;
