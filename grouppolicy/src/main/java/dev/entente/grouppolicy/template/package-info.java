/**
 * Administrative templates: ADMX and ADML files as [MS-GPREG] §7 and the ADMX schema describe them,
 * what is wrong in them and where, Entente's own template, and the central store that a domain
 * keeps them in. What a policy then writes into the registry is not here.
 */
@NullMarked
package dev.entente.grouppolicy.template;

import org.jspecify.annotations.NullMarked;
