package io.chatrooms.core.account;

/** The type of an account. Only Enterprise accounts have rooms. */
public enum AccountType {
  /** {@code Team}: members, but no rooms. */
  TEAM,
  /** {@code EnterpriseDirectory}. */
  ENTERPRISE_DIRECTORY,
  /** {@code EnterpriseLWA}. */
  ENTERPRISE_LWA,
  /** {@code EnterpriseOIDC}. */
  ENTERPRISE_OIDC
}
