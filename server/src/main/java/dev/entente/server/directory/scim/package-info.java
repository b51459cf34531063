/**
 * A SCIM 2.0 service provider (RFC 7643, RFC 7644) over the directory: provisioning clients put
 * people and groups here, which take effect with the answer. The protocol is the SCIM SDK's; what
 * is ours is who may ask, what is kept, and the SQL of filters.
 */
@NullMarked
package dev.entente.server.directory.scim;

import org.jspecify.annotations.NullMarked;
