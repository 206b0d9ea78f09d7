/**
 * The REST API: routes by duty, the operator's key, problems in one form, metrics and health.
 *
 * <p>To add a route:
 *
 * <ol>
 *   <li>Add a method to a class that implements {@code Routes}; each subject has one. {@code addTo}
 *       states the method, the path and who may use it: {@code routes.get("/v1/things/{id}",
 *       this::read, RouteAccess.OPERATE)}. {@code ApiServer} lists the class.
 *   <li>Read the request through {@code Parameters}, {@code Bodies} and {@code JsonFields}. They
 *       refuse bad input with a line that names the field, the value and the limit. Answer with
 *       {@code Answers}, or throw one of {@code Problem}.
 *   <li>If the route changes something, pass the account and the fields to {@code Audit}. If it
 *       depends on a version, compare {@code If-Match} last.
 *   <li>Describe it in {@code openapi.yaml}. A test compares paths and methods with the document,
 *       and the CI fuzz run is generated from it.
 * </ol>
 */
@NullMarked
package dev.hooklane.api;

import org.jspecify.annotations.NullMarked;
