package io.chatrooms.testkit;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The members that a host keeps. */
final class HostMembers implements MemberDirectory {
  private final Map<List<Object>, Member> members = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Runnable meanwhile = () -> {};

  void save(Member member) {
    members.put(List.of(member.accountId(), member.memberId()), member);
  }

  void remove(AccountId accountId, MemberId memberId) {
    members.remove(List.of(accountId, memberId));
  }

  /** How many times the store has asked. */
  int asked() {
    return asked.get();
  }

  /** Runs while the store waits for the host's answer. */
  void meanwhile(Runnable happening) {
    meanwhile = happening;
  }

  @Override
  public Optional<Member> find(AccountId accountId, MemberId memberId) {
    asked.incrementAndGet();
    meanwhile.run();
    return Optional.ofNullable(members.get(List.of(accountId, memberId)));
  }
}
