package dev.entente.grouppolicy.template;

import dev.entente.grouppolicy.InvalidInput.Place.AtLine;
import java.util.Optional;

/** A folder in the policy editor ([MS-GPREG] §7.2 Category). */
public record Category(
    ItemName name,
    StringReference displayName,
    Optional<StringReference> explainText,
    Optional<ItemName> parent,
    AtLine place) {}
