package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

final class DirectoryAskedOnce extends WrongStore {

  DirectoryAskedOnce(Setup setup) {
    super(setup.withHost(caching(setup.host())));
  }

  private static @Nullable MemberDirectory caching(@Nullable MemberDirectory host) {
    if (host == null) {
      return null;
    }
    Map<List<Object>, Optional<Member>> cache = new ConcurrentHashMap<>();
    return (account, member) ->
        cache.computeIfAbsent(List.of(account, member), key -> host.find(account, member));
  }
}
