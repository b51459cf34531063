package dev.entente.server.directory.web;

import dev.entente.server.directory.Directory;
import dev.entente.server.directory.DirectoryChange;
import dev.entente.server.directory.Owner;
import dev.entente.server.directory.file.CsvDirectory;
import dev.entente.server.directory.file.LdifDirectory;
import dev.entente.server.kernel.Actor;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.tenant.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** A full load of a tenant's people and groups, for whoever runs the server (mission row M76). */
@RestController
class OperatorDirectoryController {

  private final Tenants tenants;
  private final Directory directory;

  OperatorDirectoryController(Tenants tenants, Directory directory) {
    this.tenants = tenants;
    this.directory = directory;
  }

  @PutMapping(
      path = "/operator/tenants/{id}/directory",
      consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  LoadResource replace(
      @PathVariable TenantId id,
      @RequestParam Optional<MultipartFile> people,
      @RequestParam Optional<MultipartFile> groups,
      @RequestParam Optional<MultipartFile> ldif) {
    var tenant = tenants.get(id);
    var load = load(people, groups, ldif);
    directory.replaceAll(tenant.id(), Owner.CSV, load, new Actor.Operator());
    return new LoadResource(
        count(load, DirectoryChange.PutPerson.class), count(load, DirectoryChange.PutGroup.class));
  }

  private static int count(List<DirectoryChange> load, Class<? extends DirectoryChange> kind) {
    return Math.toIntExact(load.stream().filter(kind::isInstance).count());
  }

  private static List<DirectoryChange> load(
      Optional<MultipartFile> people,
      Optional<MultipartFile> groups,
      Optional<MultipartFile> ldif) {
    if (people.isPresent() && groups.isPresent() && ldif.isEmpty()) {
      return CsvDirectory.read(text(people.get()), text(groups.get()));
    }
    if (ldif.isPresent() && people.isEmpty() && groups.isEmpty()) {
      return LdifDirectory.read(text(ldif.get()));
    }
    throw new Problem(
        Problem.Code.INVALID_REQUEST,
        "Send the parts people and groups (CSV), or the one part ldif.",
        "people");
  }

  private static String text(MultipartFile file) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(file.getBytes()))
          .toString();
    } catch (CharacterCodingException _) {
      throw new Problem(
          Problem.Code.INVALID_REQUEST, file.getName() + " is not in UTF-8.", file.getName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many the files held. */
  record LoadResource(int people, int groups) {}
}
