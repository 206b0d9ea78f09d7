/**
 * The REST API: routes by duty, the operator's key, problems in one form, metrics and health.
 *
 * <p>How a route is added:
 *
 * <ol>
 *   <li>A method of a class that implements {@code Routes}, one for each subject. In {@code addTo}
 *       it says method, path and who may: {@code routes.get("/v1/things/{id}", this::read,
 *       RouteAccess.OPERATE)}. {@code ApiServer} lists the class.
 *   <li>It reads what it is given through {@code Parameters}, {@code Bodies} and {@code
 *       JsonFields}, which refuse what is wrong with a line that names field, value and limit, and
 *       answers with {@code Answers}, or throws one of {@code Problem}.
 *   <li>What changes something tells {@code Audit} the account and the fields. What depends on a
 *       version compares {@code If-Match} last.
 *   <li>{@code openapi.yaml} describes it; a test holds paths and methods to the document, and the
 *       fuzz run of CI asks by it.
 * </ol>
 */
@NullMarked
package dev.hooklane.api;

import org.jspecify.annotations.NullMarked;
