package io.chatrooms.testkit.wrong;

import io.chatrooms.core.store.StoreUnavailableException;
import java.util.function.Supplier;

final class DriversExceptionsThrown extends WrongStore {
  DriversExceptionsThrown(Setup setup) {
    super(setup);
  }

  @Override
  protected <T> T locked(Supplier<T> action) {
    try {
      return super.locked(action);
    } catch (StoreUnavailableException e) {
      throw new IllegalStateException("connection reset", e);
    }
  }
}
