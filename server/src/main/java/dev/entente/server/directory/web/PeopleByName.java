package dev.entente.server.directory.web;

import dev.entente.server.directory.Directory;
import dev.entente.server.directory.Person;
import dev.entente.server.kernel.Problem;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import org.springframework.stereotype.Component;

/** Finds the person whom a path names: by id or, with an {@code @}, by user principal name. */
@Component
class PeopleByName {

  private final Directory directory;

  PeopleByName(Directory directory) {
    this.directory = directory;
  }

  Person get(TenantId tenant, String idOrName) {
    var found =
        isName(idOrName)
            ? directory.personByPrincipalName(tenant, idOrName)
            : directory.person(tenant, id(idOrName));
    return found.orElseThrow(
        () ->
            new Problem(
                Problem.Code.NOT_FOUND, "Resource '%s' does not exist.".formatted(idOrName), "id"));
  }

  private static boolean isName(String text) {
    return text.contains("@") && text.indexOf('\0') < 0;
  }

  private static UserId id(String text) {
    return UserId.find(text)
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Code.INVALID_REQUEST,
                    "A user is named by id or user principal name.",
                    "id"));
  }
}
