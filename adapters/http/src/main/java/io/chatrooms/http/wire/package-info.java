/** The parts of the protocol: JSON, percent-encoding, answers, errors and the log. Not exported. */
@NullMarked
package io.chatrooms.http.wire;

import org.jspecify.annotations.NullMarked;
