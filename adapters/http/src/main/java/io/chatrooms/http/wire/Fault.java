package io.chatrooms.http.wire;

/** The errors of the protocol. */
public enum Fault {
  /** The request is invalid. */
  BAD_REQUEST(400, "BadRequestException", "BadRequest"),
  /** A limit is reached. */
  RESOURCE_LIMIT_EXCEEDED(400, "ResourceLimitExceededException", "ResourceLimitExceeded"),
  /** The caller is not authenticated. */
  UNAUTHORIZED_CLIENT(401, "UnauthorizedClientException", "Unauthorized"),
  /**
   * The signature is valid except for its date. Not one of the API's errors: AWS clients recognize
   * it, correct their clock by the answer's Date header, and try again.
   */
  CLOCK_SKEW(403, "RequestTimeTooSkewed", "RequestTimeTooSkewed"),
  /** The caller may not do this. */
  FORBIDDEN(403, "ForbiddenException", "Forbidden"),
  /** A resource named in the request does not exist. */
  NOT_FOUND(404, "NotFoundException", "NotFound"),
  /** The request conflicts with the current state. */
  CONFLICT(409, "ConflictException", "Conflict"),
  /** The caller sends too many requests. */
  THROTTLED_CLIENT(429, "ThrottledClientException", "Throttled"),
  /** The service failed. */
  SERVICE_FAILURE(500, "ServiceFailureException", "ServiceFailure"),
  /** The service is temporarily unavailable. */
  SERVICE_UNAVAILABLE(503, "ServiceUnavailableException", "ServiceUnavailable"),
  /** No action has this path and method. The error is common to all AWS services. */
  UNKNOWN_OPERATION(404, "UnknownOperationException", "UnknownOperation");

  private final int status;
  private final String type;
  private final String code;

  Fault(int status, String type, String code) {
    this.status = status;
    this.type = type;
    this.code = code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The value of the header x-amzn-ErrorType, which selects the clients' exception. */
  public String type() {
    return type;
  }

  /** The value of the body's Code field. */
  public String code() {
    return code;
  }
}
