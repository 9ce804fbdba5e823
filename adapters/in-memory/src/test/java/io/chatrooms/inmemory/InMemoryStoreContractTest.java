package io.chatrooms.inmemory;

import io.chatrooms.core.Store;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.testkit.MembersElsewhere;
import io.chatrooms.testkit.StoreContract;

class InMemoryStoreContractTest extends StoreContract implements MembersElsewhere {
  @Override
  public Store newStore(int memberRoomLimit, int accountRoomLimit) {
    return InMemoryStore.builder()
        .memberRoomLimit(memberRoomLimit)
        .accountRoomLimit(accountRoomLimit)
        .build();
  }

  @Override
  public Store newStore(int memberRoomLimit, MemberDirectory host) {
    return InMemoryStore.builder().memberRoomLimit(memberRoomLimit).membersFrom(host).build();
  }
}
