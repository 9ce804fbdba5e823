package io.chatrooms.inmemory;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberRepository;
import java.util.Optional;

final class InMemoryMemberRepository implements MemberRepository {
  private final Tables tables;

  InMemoryMemberRepository(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Member> find(AccountId accountId, MemberId memberId) {
    return Optional.ofNullable(tables.members.get(new MemberKey(accountId, memberId)))
        .map(MemberEntry::member);
  }

  @Override
  public void save(Member member) {
    MemberKey key = new MemberKey(member.accountId(), member.memberId());
    tables.locks.holding(
        key,
        () -> {
          MemberEntry entry = tables.memberEntry(key);
          Member existing = entry.member();
          if (existing != null) {
            existing.requireReplaceableBy(member);
          }
          entry.replaceMember(member);
          return entry;
        });
  }

  @Override
  public boolean remove(AccountId accountId, MemberId memberId) {
    MemberKey key = new MemberKey(accountId, memberId);
    return tables.holdingWithItsRooms(
        key,
        rooms -> {
          rooms.forEach(room -> tables.unlink(room, key));
          return tables.members.remove(key) != null;
        });
  }
}
