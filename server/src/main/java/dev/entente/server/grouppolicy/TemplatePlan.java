package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.template.StorePlan;

/**
 * What copying templates into a domain's central store would do.
 *
 * @param digest of the plan, the content of the store's files included
 */
public record TemplatePlan(Domain domain, StorePlan steps, String digest) {}
