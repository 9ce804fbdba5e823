package io.chatrooms.testkit;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The members that a host keeps. */
final class HostMembers implements MemberDirectory {
  private final Map<List<Object>, Member> members = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile Runnable meanwhile = () -> {};

  void save(Member member) {
    members.put(List.of(member.accountId(), member.memberId()), member);
  }

  void remove(AccountId accountId, MemberId memberId) {
    members.remove(List.of(accountId, memberId));
  }

  /** About how many members the store has asked, each counted whenever it asked. */
  int asked() {
    return asked.get();
  }

  /** How many times the store has asked, about one member or about many. */
  int questions() {
    return questions.get();
  }

  /** Runs while the store waits for the host's answer. */
  void meanwhile(Runnable happening) {
    meanwhile = happening;
  }

  @Override
  public Optional<Member> find(AccountId accountId, MemberId memberId) {
    return Optional.ofNullable(findAll(accountId, List.of(memberId)).get(memberId));
  }

  @Override
  public Map<MemberId, Member> findAll(AccountId accountId, Collection<MemberId> memberIds) {
    questions.incrementAndGet();
    asked.addAndGet(memberIds.size());
    meanwhile.run();
    Map<MemberId, Member> found = new HashMap<>();
    for (MemberId memberId : memberIds) {
      Member member = members.get(List.of(accountId, memberId));
      if (member != null) {
        found.put(memberId, member);
      }
    }
    return found;
  }
}
