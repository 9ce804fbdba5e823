package io.chatrooms.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.store.TokenKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What a page token leads to, and that it shows nothing and cannot be made. */
class PageTokensProperties {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final TokenKey KEY = TokenKey.random();

  private final PageTokens tokens = new PageTokens(KEY);

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ascii().excludeChars('\0').ofMinLength(1).ofMaxLength(128),
        Arbitraries.of("\u00E9", "\uD83D\uDE00", "a", "/", "\n", "=")
            .list()
            .ofMinSize(1)
            .ofMaxSize(128)
            .map(parts -> String.join("", parts)));
  }

  @Provide
  Arbitrary<String> questions() {
    return Arbitraries.strings().alpha().ofMaxLength(5).map(Digest::of);
  }

  @Property
  void aTokenLeadsToItsIdForTheSameQuestion(
      @ForAll("questions") String question, @ForAll("ids") String id) {
    String token = tokens.after(question, id);

    assertThat(tokens.idIn(question, token)).contains(id);
    assertThat(tokens.after(question, id)).as("the same page").isEqualTo(token);
  }

  @Property
  void aTokenWorksWithTheSameKeyElsewhereAndWithNoOther(
      @ForAll("questions") String question, @ForAll("ids") String id) {
    String token = tokens.after(question, id);

    assertThat(new PageTokens(TokenKey.of(KEY.bytes())).idIn(question, token)).contains(id);
    assertThat(new PageTokens(TokenKey.random()).idIn(question, token)).isEmpty();
  }

  @Property
  void aTokenIsForNoOtherQuestion(
      @ForAll("questions") String question,
      @ForAll("questions") String other,
      @ForAll("ids") String id) {
    Assume.that(!question.equals(other));

    assertThat(tokens.idIn(other, tokens.after(question, id))).isEmpty();
    assertThat(tokens.after(other, id)).isNotEqualTo(tokens.after(question, id));
  }

  /** Any character: those of the nonce, of the id, and of the checksum. */
  @Property(tries = 50)
  void aTokenWithAnotherCharacterAnywhereIsRejected(
      @ForAll("questions") String question,
      @ForAll("ids") String id,
      @ForAll @IntRange(min = 1, max = 63) int shift) {
    String token = tokens.after(question, id);

    for (int i = 0; i < token.length(); i++) {
      char other = ALPHABET.charAt((ALPHABET.indexOf(token.charAt(i)) + shift) % ALPHABET.length());
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens.idIn(question, changed)).as("changed at %s", i).isEmpty();
    }
  }

  @Property
  void aPartOfATokenAndATokenWithMoreAreRejected(
      @ForAll("questions") String question,
      @ForAll("ids") String id,
      @ForAll @IntRange(max = 1_000) int at) {
    String token = tokens.after(question, id);
    int cut = at % token.length();

    assertThat(tokens.idIn(question, token.substring(0, cut))).isEmpty();
    assertThat(tokens.idIn(question, token.substring(cut + 1))).isEmpty();
    assertThat(tokens.idIn(question, token + token.charAt(cut))).isEmpty();
    assertThat(tokens.idIn(question, token + "=")).isEmpty();
    assertThat(tokens.idIn(question, token + token)).isEmpty();
  }

  @Property
  void noOtherTextIsAToken(@ForAll("questions") String question, @ForAll String text) {
    assertThat(tokens.idIn(question, text)).isEmpty();
  }

  @Example
  void aLongTextIsNotAToken() {
    assertThat(tokens.idIn(Digest.of("question"), "A".repeat(1_000_000))).isEmpty();
  }

  @Property
  void aTokenDoesNotShowTheId(@ForAll("questions") String question, @ForAll("ids") String id) {
    Assume.that(id.length() >= 4);
    String token = tokens.after(question, id);
    String bytes = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1);

    assertThat(token).doesNotContain(id).matches("[-_A-Za-z0-9]+");
    assertThat(bytes)
        .doesNotContain(
            new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  @Property
  void theLengthTellsTheLengthOfTheIdOnlyRoughly(
      @ForAll @IntRange(min = 1, max = 127) int one,
      @ForAll @IntRange(min = 1, max = 127) int other) {
    String question = Digest.of("question");
    boolean sameLength =
        tokens.after(question, "a".repeat(one)).length()
            == tokens.after(question, "b".repeat(other)).length();

    assertThat(sameLength).isEqualTo(one / 64 == other / 64);
  }
}
