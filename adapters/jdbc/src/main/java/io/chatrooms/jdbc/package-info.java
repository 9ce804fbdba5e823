/**
 * A store in a relational database. The rules stay in the core: here are the statements that read
 * facts, and that confirm a decision while nothing it relied on can change.
 *
 * <p>Everyone locks in one order: account, room, members by id. An account is locked against change
 * only, so adds to its rooms don't wait for each other (except on H2, which knows but one kind of
 * lock); a room and a member are locked until the end of whatever changes who is in them. What a
 * decision saw is known again by the versions of the rows; whatever is written to an account, a
 * room or a member raises its version, and so does a removal from a room or a change of role in it
 * raise the room's. Plain adds raise none.
 */
@NullMarked
package io.chatrooms.jdbc;

import org.jspecify.annotations.NullMarked;
