package io.chatrooms.core.account;

/** The kind of an account. Rooms exist only in the Enterprise kinds. */
public enum AccountType {
  /** {@code Team}: has members, but no rooms. */
  TEAM,
  /** {@code EnterpriseDirectory}. */
  ENTERPRISE_DIRECTORY,
  /** {@code EnterpriseLWA}. */
  ENTERPRISE_LWA,
  /** {@code EnterpriseOIDC}. */
  ENTERPRISE_OIDC
}
