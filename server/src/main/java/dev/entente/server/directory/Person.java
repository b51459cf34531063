package dev.entente.server.directory;

import dev.entente.server.kernel.UserId;
import java.util.Optional;

/** A person as the organisation's directory knows them. */
public record Person(
    UserId id,
    String userPrincipalName,
    String displayName,
    Optional<String> givenName,
    Optional<String> surname,
    Optional<String> mail,
    Optional<String> jobTitle,
    Optional<String> department,
    Optional<String> companyName,
    Optional<UserId> manager,
    boolean enabled) {}
