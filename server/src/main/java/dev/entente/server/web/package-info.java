/**
 * How pages and the API look and fail: layout, the signed-in person, the Graph error envelope, the
 * security headers. Knows no module of the product.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.entente.server.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
