package dev.entente.server.grouppolicy.web;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.effective.ComputerFile;
import dev.entente.server.kernel.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** Files that somebody sent. Their size together is the body's, which has a limit already. */
final class Uploads {

  private static final int MOST_FILES = 32;
  private static final int LONGEST_NAME = 120;

  private Uploads() {}

  /**
   * A computer's files, in the order in which they were sent.
   *
   * @param part what the form calls them
   * @throws Problem INVALID_REQUEST for too many, and for the first that cannot be read
   */
  static List<ComputerFile> ofComputer(@Nullable List<MultipartFile> files, String part) {
    var read = new LinkedHashMap<String, ComputerFile>();
    for (var file : chosen(files, part)) {
      var name = unlike(read.keySet(), nameOf(file));
      var path = Objects.requireNonNullElse(file.getOriginalFilename(), "");
      read.put(name, asked(part, () -> ComputerFile.read(path, name, contentOf(file))));
    }
    return List.copyOf(read.values());
  }

  /** Most are called {@code Registry.pol}: numbered, the trace can tell them apart. */
  private static String unlike(Set<String> taken, String name) {
    var unlike = name;
    for (var i = 2; taken.contains(unlike); i++) {
      unlike = "%s (%d)".formatted(name, i);
    }
    return unlike;
  }

  /** A browser sends a part without name and content where no file was chosen. */
  static List<MultipartFile> chosen(@Nullable List<MultipartFile> files, String part) {
    var chosen =
        Optional.ofNullable(files).orElse(List.of()).stream()
            .filter(it -> !it.isEmpty() || !nameOf(it).isEmpty())
            .toList();
    if (chosen.size() > MOST_FILES) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "%s: at most %d files at once.".formatted(part, MOST_FILES),
          part);
    }
    return chosen;
  }

  /** The library's refusal, which says what, where and how, is the caller's to mend. */
  static <T> T asked(String part, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (InvalidInput refused) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST,
          "%s: %s %s".formatted(refused.place(), refused.what(), refused.mend()),
          part);
    }
  }

  /** Without folders, which some browsers send, and without what could break a line. */
  static String nameOf(MultipartFile file) {
    var name =
        Optional.ofNullable(file.getOriginalFilename())
            .orElse("")
            .replaceAll(".*[/\\\\]", "")
            .replaceAll("[\\p{Cc}\\p{Cf}]", " ");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  static byte[] contentOf(MultipartFile file) {
    try {
      return file.getBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
