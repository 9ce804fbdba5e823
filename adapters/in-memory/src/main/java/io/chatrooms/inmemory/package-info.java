/**
 * A store that keeps everything in memory: a faithful fake for tests, and a store for a host whose
 * data need not outlive the process. Each room and each member has a lock; locks of rooms are taken
 * first. A membership is in the index of its room and in the index of its member, both sorted.
 */
@NullMarked
package io.chatrooms.inmemory;

import org.jspecify.annotations.NullMarked;
