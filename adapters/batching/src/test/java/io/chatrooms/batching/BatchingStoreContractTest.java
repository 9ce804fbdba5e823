package io.chatrooms.batching;

import io.chatrooms.core.Store;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.inmemory.InMemoryStore;
import io.chatrooms.testkit.MembersElsewhere;
import io.chatrooms.testkit.StoreContract;

/** One statement on its way for an account, so that in a race nearly everybody is in a group. */
class BatchingStoreContractTest extends StoreContract implements MembersElsewhere {
  @Override
  public Store newStore(int memberRoomLimit, int accountRoomLimit) {
    return batching(
        InMemoryStore.builder()
            .memberRoomLimit(memberRoomLimit)
            .accountRoomLimit(accountRoomLimit)
            .build());
  }

  @Override
  public Store newStore(int memberRoomLimit, MemberDirectory host) {
    return batching(
        InMemoryStore.builder().memberRoomLimit(memberRoomLimit).membersFrom(host).build());
  }

  private static Store batching(Store inside) {
    return BatchingStore.around(inside).largestGroup(4).onTheirWay(1).build();
  }
}
