package io.chatrooms.http.wire;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request's query parameters. Signatures and routing use the same decoded parameters, so that a
 * signature covers exactly what is routed. {@code toString} shows their number only.
 */
public final class Query {
  /** A query without parameters. */
  public static final Query EMPTY = new Query(List.of());

  private final List<Parameter> parameters;

  private Query(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /**
   * Parses a query string, given without its question mark.
   *
   * @throws MalformedException if it is not valid percent-encoding
   */
  public static Query parse(String query) throws MalformedException {
    List<Parameter> parameters = new ArrayList<>();
    for (String parameter : query.split("&", -1)) {
      if (!parameter.isEmpty()) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        parameters.add(new Parameter(decoded(name), decoded(value)));
      }
    }
    return new Query(parameters);
  }

  private static String decoded(String text) throws MalformedException {
    try {
      return Percent.decode(text);
    } catch (MalformedException e) {
      throw new MalformedException("The query " + e.why());
    }
  }

  /**
   * Returns the value of this parameter; empty if there is none.
   *
   * @throws MalformedException if the parameter is repeated: a signature does not cover the order
   *     of the values
   */
  public Optional<String> value(String name) throws MalformedException {
    List<String> values =
        parameters.stream().filter(p -> p.name.equals(name)).map(Parameter::value).toList();
    if (values.size() > 1) {
      throw new MalformedException("The query has more than one parameter " + name);
    }
    return values.stream().findFirst();
  }

  /** Returns a copy without this parameter. */
  public Query without(String name) {
    return new Query(parameters.stream().filter(p -> !p.name.equals(name)).toList());
  }

  /** The canonical query string: the encoded parameters, ordered by name, then by value. */
  public String canonical() {
    return parameters.stream()
        .map(p -> new Parameter(Percent.encode(p.name), Percent.encode(p.value)))
        .sorted(comparing(Parameter::name).thenComparing(Parameter::value))
        .map(p -> p.name + "=" + p.value)
        .collect(joining("&"));
  }

  private record Parameter(String name, String value) {}

  @Override
  public String toString() {
    return "Query[" + parameters.size() + " parameters]";
  }
}
