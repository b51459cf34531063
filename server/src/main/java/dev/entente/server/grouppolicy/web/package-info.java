/**
 * Group Policy as administrators meet it: the pages in the admin center, and the API. Uploads are
 * read in memory and forgotten.
 */
@NullMarked
package dev.entente.server.grouppolicy.web;

import org.jspecify.annotations.NullMarked;
