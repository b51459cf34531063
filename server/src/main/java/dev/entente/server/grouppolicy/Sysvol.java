package dev.entente.server.grouppolicy;

import com.hierynomus.msdtyp.AccessMask;
import com.hierynomus.mserref.NtStatus;
import com.hierynomus.msfscc.FileAttributes;
import com.hierynomus.mssmb2.SMB2CreateDisposition;
import com.hierynomus.mssmb2.SMB2CreateOptions;
import com.hierynomus.mssmb2.SMB2Dialect;
import com.hierynomus.mssmb2.SMB2ShareAccess;
import com.hierynomus.mssmb2.SMBApiException;
import com.hierynomus.protocol.commons.socket.ProxySocketFactory;
import com.hierynomus.smbj.SMBClient;
import com.hierynomus.smbj.SmbConfig;
import com.hierynomus.smbj.auth.AuthenticationContext;
import com.hierynomus.smbj.common.SMBRuntimeException;
import com.hierynomus.smbj.share.DiskShare;
import com.hierynomus.smbj.share.File;
import dev.entente.server.kernel.Problem;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The share SYSVOL by SMB 3: signed always, encrypted where the server can. */
final class Sysvol implements AutoCloseable {

  /** What drafts end with. */
  static final String DRAFT = ".entente-draft";

  /** Of its own each time: somebody else may be at the same with another server. */
  static String draftOf(String path) {
    return "%s.%s%s".formatted(path, UUID.randomUUID(), DRAFT);
  }

  /** Of a real domain's largest template 1 MB, of its largest Registry.pol a few. */
  static final int LARGEST_FILE = 16 << 20;

  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_SECONDS = 30;

  private static final SmbConfig CONFIG =
      SmbConfig.builder()
          .withDialects(SMB2Dialect.SMB_3_1_1, SMB2Dialect.SMB_3_0_2, SMB2Dialect.SMB_3_0)
          .withSigningRequired(true)
          .withEncryptData(true)
          .withDfsEnabled(false)
          .withSocketFactory(new ProxySocketFactory(CONNECT_MILLIS))
          .withTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
          .withSoTimeout(2 * ANSWER_SECONDS, TimeUnit.SECONDS)
          .build();

  private static final Set<SMB2ShareAccess> READERS =
      EnumSet.of(SMB2ShareAccess.FILE_SHARE_READ, SMB2ShareAccess.FILE_SHARE_DELETE);

  private static final Set<NtStatus> ABSENT =
      EnumSet.of(
          NtStatus.STATUS_OBJECT_NAME_NOT_FOUND,
          NtStatus.STATUS_OBJECT_PATH_NOT_FOUND,
          NtStatus.STATUS_NO_SUCH_FILE,
          NtStatus.STATUS_NOT_FOUND);

  private final SMBClient client;
  private final DiskShare share;
  private final String server;

  private Sysvol(SMBClient client, DiskShare share, String server) {
    this.client = client;
    this.share = share;
    this.server = server;
  }

  /**
   * Connects and signs in (NTLM).
   *
   * @param account its {@code sAMAccountName}
   */
  static Sysvol connect(DomainSettings settings, String account) {
    var server = "smb://%s:%d/%s".formatted(settings.host(), settings.port(), settings.shareName());
    var context =
        new AuthenticationContext(
            account, settings.secret().reveal().toCharArray(), settings.checkedDomain().name());
    var client = new SMBClient(CONFIG);
    try {
      var session = client.connect(settings.host(), settings.port()).authenticate(context);
      if (session.connectShare(settings.shareName()) instanceof DiskShare share) {
        return new Sysvol(client, share, server);
      }
      throw new Problem(
          Problem.Code.CONFLICT,
          server + " is no share of files: check groupPolicy.share.",
          "groupPolicy.share");
    } catch (SMBApiException e) {
      client.close();
      throw refused(server, "", e);
    } catch (IOException | SMBRuntimeException e) {
      client.close();
      throw unreachable(server, e);
    } catch (Problem e) {
      client.close();
      throw e;
    }
  }

  Optional<byte[]> read(String path) {
    return orAbsent(
        path,
        () -> {
          try (var file = existing(path, AccessMask.GENERIC_READ)) {
            var content = file.getInputStream().readNBytes(LARGEST_FILE + 1);
            if (content.length > LARGEST_FILE) {
              throw new Problem(
                  Problem.Code.CONFLICT,
                  "%s on %s has more than %d MB.".formatted(path, server, LARGEST_FILE >> 20));
            }
            return content;
          } catch (IOException e) {
            throw unreachable(server, e);
          }
        });
  }

  List<String> list(String folder) {
    return orAbsent(
            folder,
            () ->
                share.list(folder).stream()
                    .map(it -> it.getFileName())
                    .filter(it -> !it.equals(".") && !it.equals(".."))
                    .sorted()
                    .toList())
        .orElse(List.of());
  }

  boolean makeFolder(String path) {
    return change(
        path,
        () -> {
          try {
            share
                .openDirectory(
                    path,
                    EnumSet.of(AccessMask.FILE_LIST_DIRECTORY),
                    EnumSet.of(FileAttributes.FILE_ATTRIBUTE_DIRECTORY),
                    SMB2ShareAccess.ALL,
                    SMB2CreateDisposition.FILE_CREATE,
                    EnumSet.of(SMB2CreateOptions.FILE_DIRECTORY_FILE))
                .close();
            return true;
          } catch (SMBApiException e) {
            if (e.getStatus() == NtStatus.STATUS_OBJECT_NAME_COLLISION) {
              return false;
            }
            throw e;
          }
        });
  }

  void removeFolder(String path) {
    orAbsent(
        path,
        () -> {
          try {
            share.rmdir(path, false);
            return true;
          } catch (SMBApiException e) {
            if (e.getStatus() == NtStatus.STATUS_DIRECTORY_NOT_EMPTY) {
              return false;
            }
            throw e;
          }
        });
  }

  void draft(String draft, byte[] content) {
    change(
        draft,
        () -> {
          try (var file =
              share.openFile(
                  draft,
                  EnumSet.of(AccessMask.GENERIC_WRITE),
                  EnumSet.of(FileAttributes.FILE_ATTRIBUTE_NORMAL),
                  EnumSet.noneOf(SMB2ShareAccess.class),
                  SMB2CreateDisposition.FILE_OVERWRITE_IF,
                  EnumSet.of(
                      SMB2CreateOptions.FILE_NON_DIRECTORY_FILE,
                      SMB2CreateOptions.FILE_WRITE_THROUGH))) {
            file.write(content, 0);
            file.flush();
            return draft;
          }
        });
  }

  /** The answer is the same for a file that is open ([MS-FSA], FileRenameInformation). */
  boolean publish(String draft, String path) {
    return change(
        path,
        () -> {
          try (var file = existing(draft, AccessMask.DELETE)) {
            file.rename(path, true);
            return true;
          } catch (SMBApiException e) {
            if (e.getStatus() == NtStatus.STATUS_ACCESS_DENIED) {
              return false;
            }
            throw e;
          }
        });
  }

  void remove(String path) {
    orAbsent(
        path,
        () -> {
          share.rm(path);
          return true;
        });
  }

  File existing(String path, AccessMask access) {
    return share.openFile(
        path,
        EnumSet.of(access),
        EnumSet.of(FileAttributes.FILE_ATTRIBUTE_NORMAL),
        READERS,
        SMB2CreateDisposition.FILE_OPEN,
        EnumSet.of(SMB2CreateOptions.FILE_NON_DIRECTORY_FILE));
  }

  private <T> T change(String path, Supplier<T> work) {
    try {
      return ask(path, work);
    } catch (Absent _) {
      throw new Problem(
          Problem.Code.PRECONDITION_FAILED,
          "%s on %s, or the folder it belongs in, is no longer there.".formatted(path, server));
    }
  }

  private <T> Optional<T> orAbsent(String path, Supplier<T> work) {
    try {
      return Optional.of(ask(path, work));
    } catch (Absent _) {
      return Optional.empty();
    }
  }

  private <T> T ask(String path, Supplier<T> work) {
    try {
      return work.get();
    } catch (SMBApiException e) {
      if (ABSENT.contains(e.getStatus())) {
        throw new Absent(path);
      }
      throw refused(server, path, e);
    } catch (SMBRuntimeException e) {
      throw unreachable(server, e);
    }
  }

  private static Problem refused(String server, String path, SMBApiException e) {
    var what = path.isEmpty() ? server : path + " on " + server;
    return switch (e.getStatus()) {
      case STATUS_LOGON_FAILURE, STATUS_ACCOUNT_DISABLED, STATUS_PASSWORD_EXPIRED ->
          new Problem(
              Problem.Code.UNAVAILABLE,
              ("%s refuses the sign-in: groupPolicy.bindDn or password is wrong, or the account is"
                      + " locked (%s).")
                  .formatted(server, e.getStatus()),
              "groupPolicy.password");
      case STATUS_ACCESS_DENIED ->
          new Problem(
              Problem.Code.CONFLICT,
              "%s: the account of groupPolicy.bindDn has no right to that. %s"
                  .formatted(what, Containers.RIGHTS),
              "groupPolicy.bindDn");
      case STATUS_BAD_NETWORK_NAME ->
          new Problem(
              Problem.Code.CONFLICT,
              "%s: there is no such share. Check groupPolicy.share and smbHost.".formatted(server),
              "groupPolicy.share");
      case STATUS_SHARING_VIOLATION, STATUS_LOCK_NOT_GRANTED, STATUS_FILE_LOCK_CONFLICT ->
          new Problem(
              Problem.Code.PRECONDITION_FAILED,
              "%s is open in another program. Try again when it is closed.".formatted(what));
      default ->
          new Problem(
              Problem.Code.CONFLICT, "%s: the server answers %s.".formatted(what, e.getStatus()));
    };
  }

  private static Problem unreachable(String server, Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new Problem(
        Problem.Code.UNAVAILABLE,
        "%s cannot be reached, or does not answer (%s).".formatted(server, cause.getMessage()),
        "groupPolicy.smbHost");
  }

  @Override
  public void close() {
    client.close();
  }

  /** A path that is not there, on its way to who knows what that means. */
  private static final class Absent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Absent(String path) {
      super(path + " is not there", null, false, false);
    }
  }
}
