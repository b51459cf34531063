package dev.entente.server.directory.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/**
 * Any two texts at all, with an empty line between them; for a minute with {@code bin/test --long},
 * else the seeds only.
 */
@Tag("M76")
class CsvDirectoryFuzzTests {

  @FuzzTest(maxDuration = "60s")
  void anyFilesAreReadOrRefused(byte[] bytes) {
    var files = new String(bytes, StandardCharsets.UTF_8).split("\n\n", 2);

    ReadOrRefused.verify(() -> CsvDirectory.read(files[0], files.length == 1 ? "" : files[1]));
  }
}
