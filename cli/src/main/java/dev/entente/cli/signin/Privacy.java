package dev.entente.cli.signin;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How a file is for the user alone, which differs from one file system to another. */
sealed interface Privacy {

  static Privacy of(FileSystem files) throws IOException {
    return of(files.supportedFileAttributeViews(), files.getUserPrincipalLookupService());
  }

  /**
   * @param views what the file system knows of its files
   */
  static Privacy of(Set<String> views, UserPrincipalLookupService users) throws IOException {
    return views.contains("posix")
        ? new Permissions()
        : new AccessList(users.lookupPrincipalByName(System.getProperty("user.name")));
  }

  /** What the file is made with, so that nobody ever sees it open. */
  FileAttribute<?> attribute();

  boolean isPrivate(Path file) throws IOException;

  /** The command that takes the others' rights away. */
  String command(Path file);

  /** POSIX. */
  record Permissions() implements Privacy {

    private static final Set<PosixFilePermission> OWN =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    @Override
    public FileAttribute<?> attribute() {
      return PosixFilePermissions.asFileAttribute(OWN);
    }

    @Override
    public boolean isPrivate(Path file) throws IOException {
      return OWN.containsAll(Files.getPosixFilePermissions(file));
    }

    @Override
    public String command(Path file) {
      return "chmod 600 " + file;
    }
  }

  /** Windows. */
  record AccessList(UserPrincipal user) implements Privacy {

    @Override
    public FileAttribute<List<AclEntry>> attribute() {
      var entries =
          List.of(
              AclEntry.newBuilder()
                  .setType(AclEntryType.ALLOW)
                  .setPrincipal(user)
                  .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                  .build());
      return new FileAttribute<>() {
        @Override
        public String name() {
          return "acl:acl";
        }

        @Override
        public List<AclEntry> value() {
          return entries;
        }
      };
    }

    @Override
    public boolean isPrivate(Path file) throws IOException {
      return isPrivate(Files.getFileAttributeView(file, AclFileAttributeView.class).getAcl());
    }

    /** A list that allows nothing may be one that is not there, and then everybody may do all. */
    boolean isPrivate(List<AclEntry> entries) {
      return entries.stream()
          .filter(it -> it.type() == AclEntryType.ALLOW)
          .map(AclEntry::principal)
          .distinct()
          .toList()
          .equals(List.of(user));
    }

    @Override
    public String command(Path file) {
      return "icacls \"%s\" /inheritance:r /grant:r \"%s:F\"".formatted(file, user.getName());
    }
  }
}
