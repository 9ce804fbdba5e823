package io.chatrooms.inmemory;

import io.chatrooms.core.Store;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.testkit.MembersElsewhere;
import io.chatrooms.testkit.StoreContract;

class InMemoryStoreContractTest extends StoreContract implements MembersElsewhere {
  @Override
  public Store newStore(int memberRoomLimit) {
    return InMemoryStore.builder().memberRoomLimit(memberRoomLimit).build();
  }

  @Override
  public Store newStore(int memberRoomLimit, MemberDirectory host) {
    return InMemoryStore.builder().memberRoomLimit(memberRoomLimit).membersFrom(host).build();
  }
}
