package io.chatrooms.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads that run out of stack, at every depth of an operation, leave no lock behind. */
class StackOverflowTest {
  private static final int THREADS = Boolean.getBoolean("thorough") ? 2_000 : 200;
  private static final AccountId ACCOUNT = new AccountId("account");
  private static final RoomId ROOM = new RoomId("room");
  private static final MemberId MEMBER = new MemberId("member");

  private final InMemoryStore store = InMemoryStore.create();

  private void operate() {
    store.rooms().save(room());
    store.memberships().list(ACCOUNT, ROOM, MEMBER, null, 1);
    store.memberships().removeAllOf(ACCOUNT, MEMBER);
  }

  private static Room room() {
    return Room.builder()
        .accountId(ACCOUNT)
        .roomId(ROOM)
        .name("room")
        .createdBy("creator")
        .createdAt(Instant.EPOCH)
        .build();
  }

  /** Operates with hardly any stack left, and then with a little more, and so on. */
  @SuppressWarnings("InfiniteRecursion") // until there is no stack left
  private void descend() {
    try {
      descend();
    } catch (StackOverflowError e) {
      operate();
      throw e;
    }
  }

  @Test
  void anotherThreadWaitsForNobody() throws Exception {
    store
        .accounts()
        .save(Account.builder().accountId(ACCOUNT).type(AccountType.ENTERPRISE_LWA).build());
    store.rooms().save(room());
    store
        .members()
        .save(Member.builder().accountId(ACCOUNT).memberId(MEMBER).type(MemberType.USER).build());
    operate(); // A class whose initialization runs out of stack cannot be used afterwards.
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(null, this::overflow, "deep " + i, 200_000 + 64 * i);
      thread.setDaemon(true); // If it waits for a lock for ever, the test fails all the same.
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(30));
      assertThat(thread.isAlive()).as("%s waits for a lock", thread.getName()).isFalse();
    }

    assertThat(CompletableFuture.runAsync(this::operate))
        .as("an operation afterwards")
        .succeedsWithin(30, TimeUnit.SECONDS);
  }

  private void overflow() {
    try {
      descend();
    } catch (StackOverflowError e) {
      // That is what the test is about.
    }
  }
}
