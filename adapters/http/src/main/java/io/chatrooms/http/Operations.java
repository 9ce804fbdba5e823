package io.chatrooms.http;

import static java.util.stream.Collectors.joining;

import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.Fault;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations that a servlet knows. */
final class Operations {
  /** The parameter that tells operations of one path and method apart. */
  private static final String VARIANT = "operation=";

  private final List<Operation> all;

  Operations(List<Operation> all) {
    this.all = List.copyOf(all);
  }

  /** What is asked for; null if it is unknown. */
  @Nullable Operation asked(WireRequest request, List<String> path) {
    return at(request, path)
        .filter(operation -> operation.method().equals(request.method()))
        .findFirst()
        .orElse(null);
  }

  private Stream<Operation> at(WireRequest request, List<String> path) {
    String variant =
        Stream.of(request.query().split("&", -1))
            .filter(parameter -> parameter.startsWith(VARIANT))
            .map(parameter -> parameter.substring(VARIANT.length()))
            .findFirst()
            .orElse(null);
    return all.stream().filter(operation -> operation.isAt(path, variant));
  }

  /** What is said of anything else. */
  Answer unknown(WireRequest request, List<String> path) {
    String methods = at(request, path).map(Operation::method).sorted().collect(joining(", "));
    if (methods.isEmpty()) {
      return Answer.of(Fault.UNKNOWN_OPERATION, "There is no such operation");
    }
    return Answer.of(Fault.UNKNOWN_OPERATION, "There is no operation of this method here")
        .withStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED)
        .with("Allow", methods);
  }
}
