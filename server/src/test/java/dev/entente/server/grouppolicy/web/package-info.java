@NullMarked
package dev.entente.server.grouppolicy.web;

import org.jspecify.annotations.NullMarked;
