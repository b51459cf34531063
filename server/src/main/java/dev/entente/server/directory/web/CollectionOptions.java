package dev.entente.server.directory.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what {@link CollectionQuery} reads. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameters({
  @Parameter(
      name = "$filter",
      in = ParameterIn.QUERY,
      description = "eq, in, startswith(…), and, or, parentheses"),
  @Parameter(name = "$select", in = ParameterIn.QUERY, description = "names of properties"),
  @Parameter(
      name = "$top",
      in = ParameterIn.QUERY,
      description = "how many on a page",
      schema = @Schema(type = "integer", minimum = "1", maximum = "999", defaultValue = "100")),
  @Parameter(
      name = "$orderby",
      in = ParameterIn.QUERY,
      description = "displayName, which is the order anyway"),
  @Parameter(
      name = "$count",
      in = ParameterIn.QUERY,
      description = "whether to say how many there are",
      schema = @Schema(type = "boolean", defaultValue = "false")),
  @Parameter(
      name = "$skiptoken",
      in = ParameterIn.QUERY,
      description = "where the page before ended; follow @odata.nextLink instead")
})
@interface CollectionOptions {}
