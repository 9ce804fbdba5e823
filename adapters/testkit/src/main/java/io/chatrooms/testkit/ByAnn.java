package io.chatrooms.testkit;

import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;

import io.chatrooms.core.membership.Role;

/** What ANN does with ANN_UPPER in LOUNGE, where she is an administrator unless said otherwise. */
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
  },
  INVITATION_BY_A_PLAIN_MEMBER {
    @Override
    void prepare(Fixture fixture) {
      fixture.delete(ANN, LOUNGE, ANN);
      fixture.given(LOUNGE, ANN, Role.MEMBER);
    }

    @Override
    Object on(Fixture fixture) {
      return fixture.create(ANN, LOUNGE, ANN_UPPER, Role.MEMBER);
    }
  };

  /** What only an administrator may do. */
  static ByAnn[] asAdministrator() {
    return new ByAnn[] {ADDITION, PROMOTION, REMOVAL};
  }

  abstract void prepare(Fixture fixture);

  abstract Object on(Fixture fixture);
}
