package dev.entente.server.grouppolicy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hierynomus.msdtyp.AccessMask;
import dev.entente.server.kernel.Problem;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files that somebody has open, on Samba's SYSVOL. */
@Tag("M61")
class SysvolTests {

  private Sysvol sysvol;
  private String file;
  private String draft;

  @BeforeEach
  void aFileAndADraft() {
    var samba = new Samba();
    var name = "Office " + UUID.randomUUID();
    var id = samba.create(name);
    file = "%s\\Policies\\%s\\GPT.INI".formatted(Samba.DOMAIN, id);
    draft = file + Sysvol.DRAFT;
    sysvol = Sysvol.connect(samba.settings(name), "Administrator");
    sysvol.draft(draft, "ours".getBytes(UTF_8));
  }

  @AfterEach
  void close() {
    sysvol.close();
  }

  @Test
  void aFileThatIsOpenForAMomentIsReplacedOnceItIsClosed() {
    var reader = sysvol.existing(file, AccessMask.GENERIC_READ);
    var soon = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
    var closed = CompletableFuture.runAsync(reader::close, soon);

    OpenFiles.await(file, () -> sysvol.publish(draft, file));

    assertThat(closed).succeedsWithin(Duration.ofSeconds(5));
    assertThat(sysvol.read(file)).contains("ours".getBytes(UTF_8));
  }

  @Test
  void aFileThatStaysOpenIsNotReplacedAndBothCausesAreSaid() {
    try (var _ = sysvol.existing(file, AccessMask.GENERIC_READ)) {
      assertThatThrownBy(() -> OpenFiles.await(file, () -> sysvol.publish(draft, file)))
          .isInstanceOf(Problem.class)
          .extracting(it -> ((Problem) it).message())
          .asString()
          .contains("is open in another program, or", "no right to replace it");
    }

    assertThat(new String(sysvol.read(file).orElseThrow(), UTF_8)).contains("Version=0");
  }
}
