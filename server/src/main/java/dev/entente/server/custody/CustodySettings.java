package dev.entente.server.custody;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the server's keys are.
 *
 * @param directory holds the key files; made at the first start, readable by the server's account
 *     only. Back it up apart from the database: without it no stored token can be opened.
 */
@ConfigurationProperties("entente.custody")
record CustodySettings(@DefaultValue(".data/keys") Path directory) {}
