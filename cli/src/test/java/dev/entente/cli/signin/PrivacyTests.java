package dev.entente.cli.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Windows is played by its views; the rights of a POSIX system are seen in SessionFileTests. */
@Tag("M14")
class PrivacyTests {

  private record Named(String getName) implements UserPrincipal {}

  private static final UserPrincipal BEN = new Named("contoso\\ben");
  private static final Privacy.AccessList BENS = new Privacy.AccessList(BEN);

  @Test
  void whereThereAreNoPermissionsItIsAnAccessList() throws IOException {
    var users = FileSystems.getDefault().getUserPrincipalLookupService();

    assertThat(Privacy.of(Set.of("basic", "owner", "dos", "user", "posix", "unix"), users))
        .isInstanceOf(Privacy.Permissions.class);
    assertThat(Privacy.of(Set.of("basic", "owner", "dos", "user", "acl"), users))
        .isInstanceOfSatisfying(
            Privacy.AccessList.class,
            it -> assertThat(it.user().getName()).isEqualTo(System.getProperty("user.name")));
  }

  @Test
  void anAccessListNamesTheUserAlone() {
    var made = BENS.attribute();

    assertThat(made.name()).isEqualTo("acl:acl");
    assertThat(made.value()).extracting(AclEntry::principal).containsExactly(BEN);
    assertThat(BENS.isPrivate(made.value())).isTrue();
  }

  @Test
  void anAccessListWithSomebodyElseOrWithNobodyIsNotPrivate() {
    var everyone =
        AclEntry.newBuilder()
            .setType(AclEntryType.ALLOW)
            .setPrincipal(new Named("Everyone"))
            .setPermissions(AclEntryPermission.READ_DATA)
            .build();
    var entries = Stream.concat(BENS.attribute().value().stream(), Stream.of(everyone)).toList();

    assertThat(BENS.isPrivate(entries)).isFalse();
    assertThat(BENS.isPrivate(List.of())).isFalse();
  }
}
