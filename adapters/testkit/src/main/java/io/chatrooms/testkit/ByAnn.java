package io.chatrooms.testkit;

import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;

import io.chatrooms.core.membership.Role;

/** What ANN, an administrator of LOUNGE, does with ANN_UPPER there. */
enum ByAnn {
  ADDITION {
    @Override
    void prepare(Fixture fixture) {
      // Nobody is added twice.
    }

    @Override
    Object on(Fixture fixture) {
      return fixture.create(ANN, LOUNGE, ANN_UPPER, Role.ADMINISTRATOR);
    }
  },
  PROMOTION {
    @Override
    void prepare(Fixture fixture) {
      fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
    }

    @Override
    Object on(Fixture fixture) {
      return fixture.update(ANN, LOUNGE, ANN_UPPER, Role.ADMINISTRATOR);
    }
  },
  REMOVAL {
    @Override
    void prepare(Fixture fixture) {
      fixture.given(LOUNGE, ANN_UPPER, Role.MEMBER);
    }

    @Override
    Object on(Fixture fixture) {
      return fixture.delete(ANN, LOUNGE, ANN_UPPER);
    }
  };

  abstract void prepare(Fixture fixture);

  abstract Object on(Fixture fixture);
}
