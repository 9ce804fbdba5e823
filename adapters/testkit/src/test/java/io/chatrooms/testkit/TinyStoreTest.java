package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.member.MemberDirectory;

class TinyStoreTest extends StoreContract
    implements SurvivesRestart, SeveralInstances, JoinsTransactions, MembersElsewhere {
  @Override
  public Store newStore(int memberRoomLimit) {
    return new TinyStore(memberRoomLimit, null, new TinyData());
  }

  @Override
  public Store newStore(int memberRoomLimit, MemberDirectory host) {
    return new TinyStore(memberRoomLimit, host, new TinyData());
  }

  @Override
  public Store restart(Store store) {
    return another(store);
  }

  @Override
  public Store another(Store store) {
    return over(((TinyStore) store).data(), store);
  }

  private static Store over(TinyData data, Store like) {
    TinyStore tiny = (TinyStore) like;
    return new TinyStore(tiny.memberRoomLimit(), tiny.host(), data);
  }

  @Override
  public HostTransaction begin(Store store) {
    TinyData copy = ((TinyStore) store).data().begin();
    Store joined = over(copy, store);
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
        // The copy is forgotten.
      }
    };
  }
}
