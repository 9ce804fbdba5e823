package io.chatrooms.server;

import static java.util.stream.Collectors.toSet;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.http.Credential;
import io.chatrooms.http.Credentials;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The credentials from a file, which is read once, at startup. */
final class CredentialsFile implements Credentials {
  private final Map<String, Credential> byAccessKey;

  private CredentialsFile(Map<String, Credential> byAccessKey) {
    this.byAccessKey = Map.copyOf(byAccessKey);
  }

  static CredentialsFile parse(JsonFile file) throws ConfigurationException {
    Map<String, Credential> byAccessKey = new HashMap<>();
    for (JsonFile element : file.elements()) {
      element.object(
          "AccessKeyId", "SecretAccessKey", "SessionToken", "AccountId", "CallerKind", "CallerId");
      Optional<String> token = element.field("SessionToken").optionalText();
      String secret = element.field("SecretAccessKey").text();
      Caller.Authenticated caller = caller(element);
      Credential credential = element.create(() -> new Credential(secret, token, caller));
      String key = element.field("AccessKeyId").text();
      if (!key.matches("[^/,\\s]+")) {
        throw element.field("AccessKeyId").error("must not contain '/', ',' or white space");
      }
      if (byAccessKey.put(key, credential) != null) {
        throw element.field("AccessKeyId").error("is a duplicate");
      }
    }
    if (byAccessKey.isEmpty()) {
      throw file.error("contains no credentials");
    }
    return new CredentialsFile(byAccessKey);
  }

  private static Caller.Authenticated caller(JsonFile element) throws ConfigurationException {
    AccountId accountId = element.field("AccountId").as(AccountId::new);
    JsonFile id = element.field("CallerId");
    if (id.text().isBlank()) {
      throw id.error("must not be blank");
    }
    boolean member =
        element
            .field("CallerKind")
            .oneOf(Map.of("AccountAdministrator", Boolean.FALSE, "Member", Boolean.TRUE));
    return member
        ? Caller.member(accountId, id.as(MemberId::new))
        : id.as(identifier -> Caller.accountAdministrator(accountId, identifier));
  }

  /** The accounts of all callers. */
  Set<AccountId> accounts() {
    return byAccessKey.values().stream()
        .map(credential -> credential.caller().accountId())
        .collect(toSet());
  }

  @Override
  public Optional<Credential> find(String accessKeyId) {
    return Optional.ofNullable(byAccessKey.get(accessKeyId));
  }
}
