package io.chatrooms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.http.wire.MalformedException;
import io.chatrooms.http.wire.Query;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies signatures made by AWS's own signer (botocore 1.43.11), and rejects altered requests.
 */
class SignatureV4Test {
  private static final Instant SIGNED_AT = Instant.parse("2019-12-02T22:36:41Z");
  private static final Caller.Authenticated CALLER =
      Caller.accountAdministrator(new AccountId("12a3456b"), "alejandro");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String PLAIN =
      "1b33f66afaff4ee1ed0b5f7cfc04630a199a817a21b5f28b0fecf56067cbad53";
  private static final String WITH_TOKEN =
      "af247f08d57a3c113b675bbcaae8de9d421018b8ef8f9102af8485f7541321d7";
  private static final String IN_QUERY =
      "9eeda1de3668282c0132b80875c5374cb299f691a8d20610a0ae4b85a0beaaf0";
  private static final String PATH = "/accounts/12a3456b/rooms/abcd/memberships";
  private static final String BODY = "{\"MemberId\": \"jane\"}";
  private static final String TOKEN = "the/session+token==";

  private Optional<String> token = Optional.empty();
  private Instant now = SIGNED_AT;
  private String path = PATH;
  private String query = "";
  private String body = BODY;
  private final Map<String, List<String>> headers = new HashMap<>();

  SignatureV4Test() {
    put("host", "localhost:8080");
    put("content-type", "application/json");
    put("x-amz-date", "20191202T223641Z");
    sign("content-type;host;x-amz-date", PLAIN);
  }

  private void put(String header, String value) {
    headers.put(header, List.of(value));
  }

  private void sign(String signed, String signature) {
    put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20191202/us-east-1/chime/aws4_request,"
            + " SignedHeaders=%s, Signature=%s".formatted(signed, signature));
  }

  private String authorization() {
    return headers.getOrDefault("authorization", List.of()).get(0);
  }

  private Caller.Authenticated signer() throws Exception {
    Credentials credentials =
        key ->
            key.equals("AKIDEXAMPLE")
                ? Optional.of(new Credential(SECRET, token, CALLER))
                : Optional.empty();
    return new SignatureV4(credentials, () -> now)
        .signer(new WireRequest("POST", path, Query.parse(query), headers), body.getBytes(UTF_8));
  }

  private void isRefused(String why) {
    assertThatThrownBy(this::signer)
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining(SECRET)
        .hasMessageNotContaining(TOKEN);
  }

  @Test
  void aValidSignatureIdentifiesTheCaller() throws Exception {
    assertThat(signer()).isEqualTo(CALLER);
  }

  @Test
  void unsignedHeadersMayChange() throws Exception {
    put("user-agent", "any");
    put("amz-sdk-request", "attempt=2");
    assertThat(signer()).isEqualTo(CALLER);
  }

  @Test
  void surroundingWhiteSpaceInHeadersIsIgnored() throws Exception {
    put("content-type", "\t application/json ");
    assertThat(signer()).isEqualTo(CALLER);
  }

  @Test
  void pathsAreEncodedTwiceAndParametersAreSorted() throws Exception {
    path = "/accounts/a%20b/rooms/%2F%25%C3%A9%F0%9F%98%80~/memberships";
    query = "operation=batch-create&b=2&a=%20x";
    body = "";
    sign(
        "content-type;host;x-amz-date",
        "70686fee594c04c7d20825151c89e2da49ad5736cb2449aaf89cce7478c2206c");
    assertThat(signer()).isEqualTo(CALLER);
  }

  /** Signers remove these segments, so a signature could be used for another path. */
  @ParameterizedTest
  @ValueSource(strings = {"/accounts/12a3456b/rooms/abcd/x/../memberships", "/./accounts", "/.."})
  void dotSegmentsAreRejected(String dots) {
    path = dots;
    isRefused("a . or .. segment");
  }

  @Test
  void aSessionTokenMustBelongToTheAccessKey() throws Exception {
    token = Optional.of(TOKEN);
    put("x-amz-security-token", TOKEN);
    sign("content-type;host;x-amz-date;x-amz-security-token", WITH_TOKEN);
    assertThat(signer()).isEqualTo(CALLER);

    token = Optional.of("another");
    isRefused("session token");
    token = Optional.empty();
    isRefused("session token");
  }

  @Test
  void aTemporaryAccessKeyRequiresItsSessionToken() {
    token = Optional.of(TOKEN);
    isRefused("session token");
  }

  @ParameterizedTest
  @CsvSource({"2019-12-02T22:31:41Z", "2019-12-02T22:41:41Z", "2019-12-02T22:36:41.999Z"})
  void aDateWithinFiveMinutesIsAccepted(Instant clock) throws Exception {
    now = clock;
    assertThat(signer()).isEqualTo(CALLER);
  }

  @ParameterizedTest
  @CsvSource({"2019-12-02T22:31:40.999Z", "2019-12-02T22:41:41.001Z", "2026-01-01T00:00:00Z"})
  void aDateBeyondFiveMinutesIsRejected(Instant clock) {
    now = clock;
    assertThatThrownBy(this::signer)
        .isInstanceOf(ClockSkewException.class)
        .hasMessageContaining("more than 5 minutes");
  }

  /** A client that corrected its clock for another reason would fail again. */
  @Test
  void aDateBeyondFiveMinutesIsToldOnlyIfAllElseIsRight() {
    now = SIGNED_AT.plusSeconds(3_600);
    body = "{}";
    isRefused("unknown or the signature");
    body = BODY;
    token = Optional.of(TOKEN);
    isRefused("session token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mon, 02 Dec 2019 22:36:41 -0000",
        "Mon, 02 Dec 2019 22:36:41 GMT",
        "Mon, 2 Dec 2019 23:36:41 +0100",
        "20191202T223641Z"
      })
  void theDateHeaderReplacesTheXAmzDateHeader(String date) throws Exception {
    headers.remove("x-amz-date");
    put("date", date);
    sign("content-type;host", "df1f7c756c9aef06a8c4e5a3cac44be6d41bbb8b1928c311f0563fcfe8502baf");
    assertThat(signer()).isEqualTo(CALLER);
    now = SIGNED_AT.plusSeconds(301);
    assertThatThrownBy(this::signer).isInstanceOf(ClockSkewException.class);
  }

  @Test
  void theDateHeaderMayBeSigned() throws Exception {
    headers.remove("x-amz-date");
    put("date", "Mon, 02 Dec 2019 22:36:41 -0000");
    sign(
        "content-type;date;host",
        "0e3a39fc0f5de3073ee74983165259fad78920bc3d5402b22ddc6401180ab649");
    assertThat(signer()).isEqualTo(CALLER);
  }

  @Test
  void theXAmzDateHeaderPrecedesTheDateHeader() throws Exception {
    put("date", "Mon, 02 Dec 2013 22:36:41 GMT");
    assertThat(signer()).isEqualTo(CALLER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256 Credential=C, SignedHeaders=H, Signature=S",
        "AWS4-HMAC-SHA256 Credential=C,Signature=S,SignedHeaders=H",
        "AWS4-HMAC-SHA256 Signature=S , SignedHeaders=H , Credential=C",
        "AWS4-HMAC-SHA256  SignedHeaders=H,\tCredential=C,  Signature=S",
        "AWS4-HMAC-SHA256 SignedHeaders=H, Signature=S, Credential=C ",
        "AWS4-HMAC-SHA256 Signature=S, Credential=C, SignedHeaders=H"
      })
  void thePartsOfTheAuthorizationHeaderMayHaveAnyOrder(String parts) throws Exception {
    put(
        "authorization",
        parts
            .replace("=C", "=AKIDEXAMPLE/20191202/us-east-1/chime/aws4_request")
            .replace("=H", "=content-type;host;x-amz-date")
            .replace("=S", "=" + PLAIN));
    assertThat(signer()).isEqualTo(CALLER);
  }

  private void signInQuery(String signature) {
    headers.remove("authorization");
    headers.remove("x-amz-date");
    query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20191202%2Fus-east-1"
            + "%2Fchime%2Faws4_request&X-Amz-Date=20191202T223641Z&X-Amz-Expires=900"
            + "&X-Amz-SignedHeaders=content-type%3Bhost&X-Amz-Signature="
            + signature;
  }

  @Test
  void aSignatureInTheQueryIsVerified() throws Exception {
    signInQuery(IN_QUERY);
    assertThat(signer()).isEqualTo(CALLER);
    String signed = query;
    query = signed.replace("Expires=900", "Expires=901");
    isRefused("unknown or the signature");
    query = signed + "&operation=batch-create";
    isRefused("unknown or the signature");
    query = signed;
    body = "{}";
    isRefused("unknown or the signature");
    body = BODY;
    put("x-amz-target", "injected");
    isRefused("x-amz-target must be signed");
  }

  @ParameterizedTest
  @CsvSource({"2019-12-02T22:31:41Z", "2019-12-02T22:51:41Z"})
  void aSignatureInTheQueryIsValidUntilItExpires(Instant clock) throws Exception {
    signInQuery(IN_QUERY);
    now = clock;
    assertThat(signer()).isEqualTo(CALLER);
  }

  @Test
  void aSignatureInTheQueryExpires() {
    signInQuery(IN_QUERY);
    now = Instant.parse("2019-12-02T22:51:41.001Z");
    isRefused("expired");
    now = Instant.parse("2019-12-02T22:31:40.999Z");
    isRefused("5 minutes after the server's time");
  }

  @Test
  void aSignatureInTheQueryHasItsSessionTokenThere() throws Exception {
    token = Optional.of(TOKEN);
    signInQuery("b62e974d9aac4ca0542f53d907f50d9044a7fd7e4ee47e9bdc7d01f51d533106");
    query += "&X-Amz-Security-Token=the%2Fsession%2Btoken%3D%3D";
    assertThat(signer()).isEqualTo(CALLER);
    token = Optional.empty();
    isRefused("session token");
  }

  @ParameterizedTest
  @CsvSource({
    "Expires=900, Expires=604801, X-Amz-Expires",
    "Expires=900, Expires=0, X-Amz-Expires",
    "Expires=900, Expires=-1, X-Amz-Expires",
    "Expires=900, Expires=9999999999, X-Amz-Expires",
    "Expires=900, Expires=\u0661, X-Amz-Expires",
    "X-Amz-Expires=900, x=y, X-Amz-Expires",
    "X-Amz-Date=20191202T223641Z, X-Amz-Date=now, X-Amz-Date in the query",
    "X-Amz-Date=20191202T223641Z, x=y, X-Amz-Date in the query",
    "X-Amz-Date=2019, X-Amz-Date=20190101T000000Z&X-Amz-Date=2019, more than one",
    "HMAC-SHA256, HMAC-SHA512, The query is not AWS4-HMAC-SHA256",
    "X-Amz-Credential, x, The query is not AWS4-HMAC-SHA256",
    "X-Amz-SignedHeaders, x, The query is not AWS4-HMAC-SHA256",
    "%2Fchime%2F, %2Fs3%2F, service other than chime",
    "%2F20191202, %2F20191203, The date in the credential scope differs"
  })
  void aMalformedSignatureInTheQueryIsRejected(String part, String instead, String why)
      throws Exception {
    signInQuery(IN_QUERY);
    String signed = query.replaceFirst(part, instead.replace("\u0661", "%D9%A1"));
    assertThat(signed).isNotEqualTo(query);
    query = signed;
    isRefused(why);
  }

  @Test
  void aRequestIsSignedInOnePlaceOnly() {
    String authorization = authorization();
    signInQuery(IN_QUERY);
    put("authorization", authorization);
    isRefused("signed twice");
  }

  @Test
  void bodyPathQueryAndHostAreSigned() {
    body = "{\"MemberId\": \"joan\"}";
    isRefused("unknown or the signature");
    body = BODY;
    path = "/accounts/12a3456b/rooms/abce/memberships";
    isRefused("unknown or the signature");
    path = PATH;
    query = "operation=batch-create";
    isRefused("unknown or the signature");
    query = "";
    put("host", "elsewhere:8080");
    isRefused("unknown or the signature");
  }

  @Test
  void anUnknownKeyAndAWrongSignatureLookTheSame() {
    put("authorization", authorization().replace("AKIDEXAMPLE", "NOBODY"));
    isRefused("The access key is unknown or the signature does not match");
    sign("content-type;host;x-amz-date", "0".repeat(64));
    isRefused("The access key is unknown or the signature does not match");
  }

  @Test
  void aBodyHashInAHeaderMustMatchTheBody() {
    put("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    sign("content-type;host;x-amz-content-sha256;x-amz-date", PLAIN);
    isRefused("does not match the body");
  }

  @Test
  void theHostAndAllAmzHeadersMustBeSigned() {
    sign("content-type;x-amz-date", PLAIN);
    isRefused("header host must be signed");
    sign("content-type;host", PLAIN);
    isRefused("x-amz-date must be signed");
    sign("content-type;host;x-amz-date", PLAIN);
    put("x-amz-target", "injected");
    isRefused("x-amz-target must be signed");
  }

  @Test
  void theHostHeaderIsRequired() {
    headers.remove("host");
    sign("content-type;x-amz-date", PLAIN);
    isRefused("header host must be signed");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "a, a=",
    "a=, a=",
    "b=2&a=1, a=1&b=2",
    "a=2&a=1, a=1&a=2",
    "a=1=2, a=1%3D2",
    "=1, =1",
    "&&a=1&, a=1",
    "%61=%2f, a=%2F",
    "a+b=c+d, a%2Bb=c%2Bd",
    "a=~-._*, a=~-._%2A",
    "a-b=1&a=1, a=1&a-b=1"
  })
  void theCanonicalQueryIsSortedAndEncoded(String query, String canonical) throws Exception {
    assertThat(Query.parse(query).canonical()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "'', /",
    "/, /",
    "//, /",
    "/a, /a",
    "/a/, /a/",
    "/a//b, /a/b",
    "/a%20b, /a%2520b",
    "/a/~-._*, /a/~-._%2A"
  })
  void theCanonicalPathHasNoEmptySegments(String path, String canonical) {
    assertThat(SignatureV4.canonicalPath(path)).isEqualTo(canonical);
  }

  @Test
  void aMalformedQueryIsRejected() {
    query = "a=%zz";
    isRefused("The query contains a percent sign");
  }

  @Test
  void aRepeatedSessionTokenIsRejected() {
    token = Optional.of(TOKEN);
    sign(
        "content-type;host;x-amz-date;x-amz-security-token",
        "1111111111111111111111111111111111111111111111111111111111111111");
    headers.put("x-amz-security-token", List.of(TOKEN, TOKEN));
    isRefused("unknown or the signature");
  }

  @Test
  void signedHeadersMustBeSortedAndPresent() {
    sign("host;content-type;x-amz-date", PLAIN);
    isRefused("not sorted");
    sign("content-type;host;host;x-amz-date", PLAIN);
    isRefused("names a header twice");
    sign("accept;content-type;host;x-amz-date", PLAIN);
    isRefused("missing");
  }

  @Test
  void theCredentialScopeMustMatchTheDateAndTheService() {
    String authorization = authorization();
    put("authorization", authorization.replace("20191202", "20191203"));
    isRefused("differs from the date");
    put("authorization", authorization.replace("/chime/", "/s3/"));
    isRefused("service other than chime");
    put("authorization", authorization.replace("us-east-1", "eu-west-1"));
    isRefused("unknown or the signature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "now", "2019-12-02T22:36:41Z", "20191302T223641Z", "20191202T253641Z"})
  void aMalformedDateIsRejected(String date) {
    put("x-amz-date", date);
    isRefused("X-Amz-Date");
  }

  @Test
  void aMissingOrRepeatedDateIsRejected() {
    headers.put("x-amz-date", List.of("20191202T223641Z", "20191202T223641Z"));
    isRefused("X-Amz-Date");
    headers.remove("x-amz-date");
    isRefused("X-Amz-Date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic YTpi",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA512 Credential=a/20191202/r/chime/aws4_request, SignedHeaders=host,"
            + " Signature=00",
        "AWS4-HMAC-SHA256 Credential=a/20191202/r/chime, SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=a/20191202/r/chime/aws4_request, SignedHeaders=host,"
            + " Signature=xyz"
      })
  void aMalformedAuthorizationHeaderIsRejected(String authorization) {
    put("authorization", authorization);
    isRefused("Authorization header is not AWS4-HMAC-SHA256");
  }

  @Test
  void aMissingOrRepeatedAuthorizationHeaderIsRejected() {
    String authorization = authorization();
    headers.put("authorization", List.of(authorization, authorization));
    isRefused("Authorization");
    headers.remove("authorization");
    isRefused("not signed");
  }

  @Test
  void toStringHasNoSecrets() {
    Credential credential = new Credential(SECRET, Optional.of(TOKEN), CALLER);
    assertThat(credential.toString()).contains("alejandro").doesNotContain(SECRET, TOKEN);
    assertThatThrownBy(() -> new Credential("", CALLER))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
