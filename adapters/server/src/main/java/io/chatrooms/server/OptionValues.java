package io.chatrooms.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The values of the options as they were given. The command line takes precedence over environment
 * variables; an empty variable counts as not given. Errors name the option or the variable, and not
 * its value.
 */
final class OptionValues {
  private static final int MAX_DIGITS = 9;

  private final Map<Option, Given> given = new EnumMap<>(Option.class);

  private OptionValues() {}

  static OptionValues of(List<String> arguments, Map<String, String> environment)
      throws ConfigurationException {
    OptionValues values = new OptionValues();
    for (int i = 0; i < arguments.size(); i++) {
      Option option = option(arguments.get(i));
      String value = "true";
      if (option.takesValue()) {
        i++;
        if (i == arguments.size() || arguments.get(i).startsWith("--")) {
          throw new ConfigurationException(option.flag() + " requires a value");
        }
        value = arguments.get(i);
      }
      if (values.given.put(option, new Given(option.flag(), value)) != null) {
        throw new ConfigurationException(option.flag() + " is given twice");
      }
    }
    for (Option option : Option.values()) {
      String value = environment.getOrDefault(option.variable(), "");
      if (!value.isEmpty()) {
        values.given.putIfAbsent(option, new Given(option.variable(), value));
      }
    }
    return values;
  }

  private static Option option(String flag) throws ConfigurationException {
    for (Option option : Option.values()) {
      if (option.flag().equals(flag)) {
        return option;
      }
    }
    throw new ConfigurationException("unknown option " + flag);
  }

  /** The values without those that only a program that serves reads. */
  OptionValues notForServing() {
    OptionValues others = new OptionValues();
    others.given.putAll(given);
    others.given.keySet().removeIf(Option::isForServing);
    return others;
  }

  boolean isOnCommandLine(Option option) {
    Given value = given.get(option);
    return value != null && value.source.equals(option.flag());
  }

  boolean isGiven(Option option) {
    return given.containsKey(option);
  }

  /** True if the option without a value is given. Its variable is true or false. */
  boolean isSet(Option option) throws ConfigurationException {
    Given value = given.getOrDefault(option, new Given(option.flag(), "false"));
    if (!value.text.equals("true") && !value.text.equals("false")) {
      throw new ConfigurationException(value.source + " must be true or false");
    }
    return value.text.equals("true");
  }

  Optional<String> text(Option option) {
    return Optional.ofNullable(given.get(option)).map(Given::text);
  }

  OptionalInt number(Option option, int least, int most) throws ConfigurationException {
    Given value = given.get(option);
    if (value == null) {
      return OptionalInt.empty();
    }
    if (value.text.matches("[0-9]{1," + MAX_DIGITS + "}")) {
      int number = Integer.parseInt(value.text);
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    }
    throw new ConfigurationException(
        value.source + " must be a number from " + least + " to " + most);
  }

  Optional<Path> path(Option option) throws ConfigurationException {
    Given value = given.get(option);
    try {
      return Optional.ofNullable(value).map(Given::text).map(Path::of);
    } catch (InvalidPathException e) {
      throw new ConfigurationException(
          (value == null ? option.flag() : value.source) + " is not a valid path");
    }
  }

  /**
   * A value and where it comes from.
   *
   * @param source the option or the variable
   */
  private record Given(String source, String text) {}
}
