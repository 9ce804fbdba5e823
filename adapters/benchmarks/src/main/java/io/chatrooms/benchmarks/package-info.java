/** Measures the speed and the memory of the stores. */
@NullMarked
package io.chatrooms.benchmarks;

import org.jspecify.annotations.NullMarked;
