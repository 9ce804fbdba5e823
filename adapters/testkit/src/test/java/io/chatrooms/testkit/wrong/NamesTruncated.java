package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.Member;

final class NamesTruncated extends WrongStore {
  NamesTruncated(Setup setup) {
    super(setup);
  }

  @Override
  public void save(Member member) {
    String name = member.fullName();
    super.save(
        Member.builder()
            .from(member)
            .fullName(name.substring(0, Math.min(255, name.length())))
            .build());
  }
}
