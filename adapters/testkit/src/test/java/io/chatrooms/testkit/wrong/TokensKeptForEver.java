package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.room.IdempotencyToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class TokensKeptForEver extends WrongStore {
  TokensKeptForEver(Setup setup) {
    super(setup);
  }

  private final Map<Object, NewRoomFacts.Earlier> tokens = new ConcurrentHashMap<>();

  @Override
  protected void apply(RoomCreated change) {
    super.apply(change);
    change
        .token()
        .ifPresent(
            token ->
                tokens.put(
                    List.of(change.room().accountId(), token.key()),
                    new NewRoomFacts.Earlier(change.room(), token.content())));
  }

  @Override
  protected Optional<NewRoomFacts.Earlier> createdWith(
      AccountId accountId, IdempotencyToken token) {
    return Optional.ofNullable(tokens.get(List.of(accountId, token.key())));
  }
}
