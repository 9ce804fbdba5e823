package io.chatrooms.testkit;

import java.util.List;

/** Ids that some databases, collations and key schemes take for the same. */
final class ConfusableIds {
  /** All of them. No two are the same. */
  static final List<String> ALL =
      List.of(
          "bob",
          "Bob",
          "BOB",
          "bob ",
          " bob",
          "bob  ",
          "bob\t",
          "bob\n",
          "\u00e9",
          "e\u0301",
          "\u00c9",
          "\ufb01",
          "fi",
          "\u0131",
          "i",
          "I",
          "\u0130",
          "stra\u00dfe",
          "strasse",
          "\u212b",
          "\u00c5",
          "A\u030a",
          "a:b",
          "a",
          "a/b",
          "a|b",
          "a\\b",
          "a%b",
          "a_b",
          "a'b",
          "a\"b",
          "a;b",
          "a\u001fb",
          "b",
          "0",
          "00",
          "0.0",
          "null",
          "NULL",
          "\u200b",
          "\u2800",
          "\u00a0x",
          "x\u00a0",
          "x",
          "\uff5e",
          "\ufffd",
          "\ud83d\ude00",
          "\ud800\udc00",
          "\udbff\udfff",
          "\ue000");

  private ConfusableIds() {}
}
