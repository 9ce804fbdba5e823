/** An application with Hibernate and the usual entities. Hibernate fills the fields. */
package io.chatrooms.benchmarks.hibernate;
