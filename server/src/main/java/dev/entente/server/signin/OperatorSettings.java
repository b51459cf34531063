package dev.entente.server.signin;

import dev.entente.server.kernel.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whoever runs the server.
 *
 * @param token what the operator API takes as its bearer token; without one the API is closed
 */
@ConfigurationProperties("entente.operator")
record OperatorSettings(@Nullable Secret token) {}
