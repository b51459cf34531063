package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.etag.ETag;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import java.time.Instant;
import java.util.Optional;

/**
 * A person or a group with what SCIM keeps beside it.
 *
 * @param externalId the provisioning client's own id of it
 * @param version counts its changes
 */
record Provisioned<T>(
    T it, Optional<String> externalId, int version, Instant created, Instant changed) {

  Meta meta(String resourceType, String location) {
    return Meta.builder()
        .resourceType(resourceType)
        .created(created)
        .lastModified(changed)
        .location(location)
        .version(ETag.builder().weak(true).tag(String.valueOf(version)).build())
        .build();
  }
}
