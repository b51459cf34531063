package dev.entente.server.directory.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/** Any text at all; for a minute with {@code bin/test --long}, else the seeds only. */
@Tag("M76")
class LdifDirectoryFuzzTests {

  @FuzzTest(maxDuration = "60s")
  void anyLdifIsReadOrRefused(byte[] file) {
    ReadOrRefused.verify(() -> LdifDirectory.read(new String(file, StandardCharsets.UTF_8)));
  }
}
