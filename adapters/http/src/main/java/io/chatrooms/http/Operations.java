package io.chatrooms.http;

import static java.util.stream.Collectors.joining;

import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.Fault;
import io.chatrooms.http.wire.MalformedException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations that a servlet serves. */
final class Operations {
  /** The query parameter that distinguishes operations with the same path and method. */
  private static final String VARIANT = "operation";

  private final List<Operation> all;

  Operations(List<Operation> all) {
    this.all = List.copyOf(all);
  }

  /** The operations with this path and variant, whatever their method. */
  List<Operation> at(WireRequest request, List<String> path) throws MalformedException {
    String variant = request.query().value(VARIANT).orElse(null);
    return all.stream().filter(operation -> operation.isAt(path, variant)).toList();
  }

  /** The one of these operations that has this method; null if none has. */
  static @Nullable Operation forMethod(List<Operation> here, String method) {
    return here.stream()
        .filter(operation -> operation.method().equals(method))
        .findFirst()
        .orElse(null);
  }

  /** The answer if none of these operations has the request's method. */
  static Answer unknown(List<Operation> here) {
    if (here.isEmpty()) {
      return Answer.of(Fault.UNKNOWN_OPERATION, "There is no such operation");
    }
    return Answer.of(Fault.UNKNOWN_OPERATION, "The method is not allowed for this path")
        .withStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED)
        .with("Allow", here.stream().map(Operation::method).sorted().collect(joining(", ")));
  }
}
