package io.chatrooms.http.wire;

/** A refusal as the wire tells it: the status, the type that clients go by, and the code. */
public enum Fault {
  /** The request cannot be meant. */
  BAD_REQUEST(400, "BadRequestException", "BadRequest"),
  /** A limit is reached. */
  RESOURCE_LIMIT_EXCEEDED(400, "ResourceLimitExceededException", "ResourceLimitExceeded"),
  /** Nobody knows who asks. */
  UNAUTHORIZED_CLIENT(401, "UnauthorizedClientException", "Unauthorized"),
  /** Not allowed. */
  FORBIDDEN(403, "ForbiddenException", "Forbidden"),
  /** Something named does not exist. */
  NOT_FOUND(404, "NotFoundException", "NotFound"),
  /** Contradicts what stands. */
  CONFLICT(409, "ConflictException", "Conflict"),
  /** Asks too often. */
  THROTTLED_CLIENT(429, "ThrottledClientException", "Throttled"),
  /** Broken. */
  SERVICE_FAILURE(500, "ServiceFailureException", "ServiceFailure"),
  /** Worth trying later. */
  SERVICE_UNAVAILABLE(503, "ServiceUnavailableException", "ServiceUnavailable"),
  /** No action is asked for in this way: an error common to all of AWS. */
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

  /** The name of the exception that clients throw. */
  public String type() {
    return type;
  }

  /** The code in the body. */
  public String code() {
    return code;
  }
}
