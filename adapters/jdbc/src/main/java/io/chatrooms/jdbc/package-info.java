/**
 * A store in a relational database. The rules are in the core; this package reads the facts that a
 * decision is made on, and confirms the change that it comes to.
 *
 * <p>All transactions lock in one order: account, room, members by id, key of the membership. A
 * lock on an account is shared, so changes in its rooms do not wait for each other (except on H2,
 * which has one kind of row lock). A room and a member are locked exclusively while their
 * memberships change.
 *
 * <p>Rooms count their memberships and their administrators, and members count their rooms, in
 * columns that always equal the rows. Accounts, rooms and members have versions: a save raises the
 * version of its row, and a role change or a removal raises the room's. Adds raise none. PostgreSQL
 * confirms a change in one statement that compares versions ({@code PostgreSqlConfirmation}); H2
 * and MariaDB compare the facts themselves under locks ({@code LockingConfirmation}).
 */
@NullMarked
package io.chatrooms.jdbc;

import org.jspecify.annotations.NullMarked;
