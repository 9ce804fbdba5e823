package io.chatrooms.jdbc;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Proposal;
import java.util.List;

/** Makes what several proposals ask for: the write of the membership port for several changes. */
interface BatchConfirmation {
  /**
   * See {@link io.chatrooms.core.membership.RoomMembershipRepository#confirmAll}.
   *
   * @param proposals one or more, of this account, decided on what a {@link FactsReader} read
   */
  List<List<MembershipFacts>> confirm(AccountId accountId, List<Proposal> proposals);
}
