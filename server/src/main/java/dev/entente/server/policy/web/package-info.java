/** The setting as administrators meet it: the page in the admin center, and the API. */
@NullMarked
package dev.entente.server.policy.web;

import org.jspecify.annotations.NullMarked;
