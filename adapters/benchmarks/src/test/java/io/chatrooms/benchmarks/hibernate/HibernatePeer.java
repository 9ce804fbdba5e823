package io.chatrooms.benchmarks.hibernate;

import io.chatrooms.benchmarks.Peer;
import jakarta.persistence.LockModeType;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/**
 * The usual transaction with entities: find the account, find the room with a pessimistic lock,
 * find the member, look for the membership, count, persist, commit. It holds the limit of the room
 * only.
 */
public final class HibernatePeer implements Peer {
  private static final String COUNT =
      """
      select count(m) from Membership m
        where m.key.accountId = :accountId and m.key.roomId = :roomId""";

  private final String accountId;
  private final Tables tables;
  private final SessionFactory sessions;

  /** Takes connections that are not in auto-commit mode, and are at READ COMMITTED. */
  public HibernatePeer(DataSource connections, Tables tables, String accountId) {
    this.accountId = accountId;
    this.tables = tables;
    Configuration configuration = new Configuration();
    configuration.addAnnotatedClasses(Account.class, Room.class, Member.class, Membership.class);
    configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, connections);
    // Else it asks each connection for its mode, and sets it.
    configuration.setProperty(AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true);
    this.sessions = configuration.buildSessionFactory();
  }

  @Override
  public String name() {
    return "Hibernate";
  }

  @Override
  public Tables tables() {
    return tables;
  }

  @Override
  public Adder adder() {
    return (room, member) -> sessions.fromTransaction(session -> add(session, room, member));
  }

  @Override
  public void close() {
    sessions.close();
  }

  private boolean add(Session session, String roomId, String memberId) {
    if (session.find(Account.class, accountId) == null) return false;
    Room room =
        session.find(Room.class, new Room.Key(accountId, roomId), LockModeType.PESSIMISTIC_WRITE);
    if (room == null) return false;
    if (session.find(Member.class, new Member.Key(accountId, memberId)) == null) return false;
    Membership.Key key = new Membership.Key(accountId, roomId, memberId);
    if (session.find(Membership.class, key) != null) return false;
    long members =
        session
            .createSelectionQuery(COUNT, Long.class)
            .setParameter("accountId", accountId)
            .setParameter("roomId", roomId)
            .getSingleResult();
    if (members >= room.membershipLimit()) return false;
    session.persist(
        new Membership(key, Membership.Role.MEMBER, "administrator", System.currentTimeMillis()));
    return true;
  }
}
