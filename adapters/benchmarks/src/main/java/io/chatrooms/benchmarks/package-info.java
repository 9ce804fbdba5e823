/** How fast the stores are, and how large they grow. */
@NullMarked
package io.chatrooms.benchmarks;

import org.jspecify.annotations.NullMarked;
