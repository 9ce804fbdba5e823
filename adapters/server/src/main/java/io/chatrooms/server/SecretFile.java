package io.chatrooms.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** A file with secrets. */
final class SecretFile {
  private SecretFile() {}

  /**
   * Refuses a file that every user of the machine may write: whoever writes it is let in. Does
   * nothing on file systems without such permissions, or if there is no such file.
   */
  static Path checked(Path file) throws ConfigurationException {
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new ConfigurationException(
            file + " can be written by every user of this machine: run chmod o-w on it");
      }
    } catch (IOException | UnsupportedOperationException e) {
      return file; // reading it reports what is wrong
    }
    return file;
  }

  /**
   * Reads the password in a file, without the end of its line.
   *
   * @throws ConfigurationException if the file cannot be read, is empty, or has more than one line
   */
  static String password(Path file) throws ConfigurationException {
    String text;
    try {
      text = Files.readString(checked(file)).replaceFirst("\\R\\z", "");
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()));
    }
    if (text.isEmpty() || text.lines().count() > 1) {
      throw new ConfigurationException(file + " must contain a password, on one line");
    }
    return text;
  }
}
