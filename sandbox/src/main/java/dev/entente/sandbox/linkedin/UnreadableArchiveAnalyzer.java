package dev.entente.sandbox.linkedin;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in place of a stack trace. */
final class UnreadableArchiveAnalyzer extends AbstractFailureAnalyzer<UnreadableArchive> {

  @Override
  protected FailureAnalysis analyze(Throwable root, UnreadableArchive cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Mend the archive or take it out of the folder that sandbox.members names; "
            + "docs/sandbox.md says what an archive is.",
        cause);
  }
}
