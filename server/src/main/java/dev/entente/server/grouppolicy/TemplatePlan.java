package dev.entente.server.grouppolicy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.entente.grouppolicy.template.StorePlan;
import dev.entente.grouppolicy.template.TemplateName;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What copying templates into a domain's central store would do.
 *
 * @param digest of the plan, the content of the templates and of the store's files included
 */
public record TemplatePlan(Domain domain, StorePlan steps, String digest) {

  static TemplatePlan of(Domain domain, StorePlan steps, Map<TemplateName, byte[]> files) {
    return new TemplatePlan(
        domain,
        steps,
        Snapshot.sha256(
            Stream.concat(
                    Stream.of(steps.toString().getBytes(UTF_8)),
                    new TreeMap<>(files).values().stream())
                .toList()));
  }
}
