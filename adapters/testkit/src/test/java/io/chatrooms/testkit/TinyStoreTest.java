package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.room.Room;
import org.jspecify.annotations.Nullable;

/** {@link TinyStore} keeps the contract, with everything that a store can declare. */
public class TinyStoreTest extends StoreContract
    implements SurvivesRestart, SeveralInstances, JoinsTransactions, MembersElsewhere, CanBeCutOff {
  /** For JUnit, and for stores that extend {@link TinyStore}. */
  protected TinyStoreTest() {}

  /** Makes a store over the data. */
  protected TinyStore make(
      int memberRoomLimit, int accountRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    return new TinyStore(memberRoomLimit, accountRoomLimit, host, data);
  }

  @Override
  public Store newStore(int memberRoomLimit, int accountRoomLimit) {
    return make(memberRoomLimit, accountRoomLimit, null, new TinyData());
  }

  @Override
  public Store newStore(int memberRoomLimit, MemberDirectory host) {
    return make(memberRoomLimit, Room.DEFAULT_ACCOUNT_LIMIT, host, new TinyData());
  }

  @Override
  public Store restart(Store store) {
    return another(store);
  }

  @Override
  public Store another(Store store) {
    TinyStore tiny = (TinyStore) store;
    return make(tiny.memberRoomLimit(), tiny.accountRoomLimit(), tiny.host(), tiny.data());
  }

  @Override
  public void cutOff(Store store) {
    ((TinyStore) store).data().cutOff();
  }

  @Override
  public HostTransaction begin(Store store) {
    TinyStore tiny = (TinyStore) store;
    TinyData copy = tiny.data().begin();
    Store joined = make(tiny.memberRoomLimit(), tiny.accountRoomLimit(), tiny.host(), copy);
    return new HostTransaction() {
      @Override
      public Store store() {
        return joined;
      }

      @Override
      public void commit() {
        copy.commit();
      }

      @Override
      public void rollback() {
        // The copy is discarded.
      }
    };
  }
}
