@NullMarked
package dev.entente.server.policy.web;

import org.jspecify.annotations.NullMarked;
