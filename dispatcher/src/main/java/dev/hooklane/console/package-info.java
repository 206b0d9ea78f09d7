/**
 * The console: pages at {@code /} where people add, watch and repair webhooks. It is a client of
 * the API and knows nothing else about Hooklane.
 *
 * <p>To add a page:
 *
 * <ol>
 *   <li>Write a class that implements {@link dev.hooklane.console.page.Pages}, in the package of
 *       its subject. {@code addTo} states the path, ability and method of each page: {@code
 *       routes.get("/things/{id}", Ability.VIEW, this::show)}. Use {@code routes.forOperators()}
 *       for operators' pages. The subject's public class adds it; {@code Console} lists those.
 *   <li>The method gets a {@link dev.hooklane.console.page.Visit}, fetches data from {@code
 *       visit.api()} and returns a {@link dev.hooklane.console.page.Reply}: a page, a part of one
 *       for htmx, or a redirect. Let {@code ApiException} pass: the frame shows it as a page, or as
 *       an alert if a part was requested.
 *   <li>Put the data into a public record with all texts ready. The template in {@code
 *       src/main/jte} has only loops and conditions, {@code @param frame} and {@code @param view},
 *       and is wrapped in {@code @template.layout}. Its building blocks are in {@code jte/tag}.
 *       Never use {@code $unsafe}.
 *   <li>Put {@code @template.tag.token(frame = frame)} into forms that post; htmx sends the token
 *       by itself.
 *   <li>Serve anything that is updated live as a part, at a path of {@code routes.live}, and add an
 *       element with {@code data-live} to the page.
 *   <li>Add a page that people start from to {@code Navigation}. Add its path to {@code BrowserIT}
 *       and to the pages that {@code hooklane screenshots} shows.
 * </ol>
 */
@NullMarked
package dev.hooklane.console;

import org.jspecify.annotations.NullMarked;
