/**
 * A store that keeps everything in memory: a faithful fake for tests, and a store for a host that
 * needs none that lasts. Rooms and members each have their locks, taken rooms first; a membership
 * stands in the room's seats and in the member's, each sorted in chunks.
 */
@NullMarked
package io.chatrooms.inmemory;

import org.jspecify.annotations.NullMarked;
