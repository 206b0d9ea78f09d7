/**
 * The edge of the API's server: how many connections, requests and bytes it takes, and from whom,
 * before any route sees a request.
 *
 * <pre>
 * accepted (EdgeConnector, Doors) ─▶ headers read (EdgeConnection) ─▶ admitted (EdgeHandler, Flights)
 *                                 ─▶ body read (EdgeRequest) ─▶ routes
 * </pre>
 *
 * <p>It asks {@link dev.hooklane.edge.Callers} who sends a request, and tells {@link
 * dev.hooklane.edge.Refusals} what it refused. It answers with the codes of {@code
 * dev.hooklane.problem}, and knows nothing else about Hooklane.
 */
@NullMarked
package dev.hooklane.edge;

import org.jspecify.annotations.NullMarked;
