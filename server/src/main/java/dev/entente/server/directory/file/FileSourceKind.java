package dev.entente.server.directory.file;

import dev.entente.server.directory.DirectorySource;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.SourceKind;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code kind: csv}: files in a folder. */
@Component
class FileSourceKind implements SourceKind<FileSourceKind.Settings> {

  private static final int PAGE = 5_000;

  /**
   * Where the files are.
   *
   * @param folder holds {@code people.csv} and {@code groups.csv}, or {@code directory.ldif}
   */
  record Settings(@Nullable String folder) {}

  @Override
  public Owner owner() {
    return Owner.CSV;
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public DirectorySource open(TenantId tenant, Settings settings, Path folder) {
    return Optional.ofNullable(settings.folder())
        .map(folder::resolve)
        .filter(Files::isDirectory)
        .map(it -> new FileSource(it, PAGE))
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.INVALID_REQUEST,
                    "source.folder names a folder with people.csv and groups.csv, or directory.ldif.",
                    "source.folder"));
  }
}
