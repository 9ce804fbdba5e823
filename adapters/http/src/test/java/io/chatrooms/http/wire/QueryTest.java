package io.chatrooms.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryTest {
  /** Forms write a space so; the protocol's clients write it as %20. */
  @Test
  void aPlusIsAPlus() throws Exception {
    Query query = Query.parse("member-id=a+b&next-token=c%2Bd%20e");

    assertThat(query.value("member-id")).contains("a+b");
    assertThat(query.value("next-token")).contains("c+d e");
    assertThat(query.canonical()).isEqualTo("member-id=a%2Bb&next-token=c%2Bd%20e");
  }

  @Test
  void aParameterWithoutAValueIsThereAndEmpty() throws Exception {
    Query query = Query.parse("operation&member-id=&&max-results==1");

    assertThat(query.value("operation")).contains("");
    assertThat(query.value("member-id")).contains("");
    assertThat(query.value("max-results")).contains("=1");
    assertThat(query.value("next-token")).isEmpty();
    assertThat(query.canonical()).isEqualTo("max-results=%3D1&member-id=&operation=");
  }
}
