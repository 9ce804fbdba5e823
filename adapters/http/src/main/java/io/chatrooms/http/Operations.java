package io.chatrooms.http;

import static java.util.stream.Collectors.joining;

import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.Fault;
import io.chatrooms.http.wire.MalformedException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations that a servlet knows. */
final class Operations {
  /** The parameter that tells operations of one path and method apart. */
  private static final String VARIANT = "operation";

  private final List<Operation> all;

  Operations(List<Operation> all) {
    this.all = List.copyOf(all);
  }

  /** Those that are asked for at this place, by whatever method. */
  List<Operation> at(WireRequest request, List<String> path) throws MalformedException {
    String variant = request.query().value(VARIANT).orElse(null);
    return all.stream().filter(operation -> operation.isAt(path, variant)).toList();
  }

  /** The one of them that is asked for by this method; null if none is. */
  static @Nullable Operation asked(List<Operation> here, String method) {
    return here.stream()
        .filter(operation -> operation.method().equals(method))
        .findFirst()
        .orElse(null);
  }

  /** What is said where none is asked for. */
  static Answer unknown(List<Operation> here) {
    if (here.isEmpty()) {
      return Answer.of(Fault.UNKNOWN_OPERATION, "There is no such operation");
    }
    return Answer.of(Fault.UNKNOWN_OPERATION, "There is no operation of this method here")
        .withStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED)
        .with("Allow", here.stream().map(Operation::method).sorted().collect(joining(", ")));
  }
}
