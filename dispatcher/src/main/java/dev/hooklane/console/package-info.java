/**
 * The console: pages at {@code /} with which people add webhooks, watch them work and mend them. It
 * is a client of the API and knows nothing else of what Hooklane does.
 *
 * <p>How a page is added:
 *
 * <ol>
 *   <li>A class that implements {@link dev.hooklane.console.page.Pages}, in a package of its
 *       subject. In {@code addTo} it says path, ability and method of each page: {@code
 *       routes.get("/things/{id}", Ability.VIEW, this::show)}; of {@code routes.forOperators()} if
 *       it is for them alone. {@code Console} lists it.
 *   <li>The method gets a {@link dev.hooklane.console.page.Visit}, asks {@code visit.api()} for
 *       what it needs and gives a {@link dev.hooklane.console.page.Reply}: a page, a part of one
 *       for htmx, or another place to go. It lets {@code ApiException} pass: the frame shows it as
 *       a page, or as an alert where a part was asked for.
 *   <li>What is shown is a public record with all texts ready; a template in {@code src/main/jte}
 *       has loops and conditions only, {@code @param frame} and {@code @param view}, and is wrapped
 *       in {@code @template.layout}. Its building blocks are in {@code jte/tag}. Never {@code
 *       $unsafe}.
 *   <li>Forms post with {@code @template.tag.token(frame = frame)} in them; htmx sends the token by
 *       itself.
 *   <li>What changes while one looks is a part of its own at a path of {@code routes.live}, and an
 *       element with {@code data-live} on the page.
 *   <li>An entry in {@code Navigation}, if it is one to start from, and its path in {@code
 *       BrowserIT} and in what {@code hooklane screenshots} shows.
 * </ol>
 */
@NullMarked
package dev.hooklane.console;

import org.jspecify.annotations.NullMarked;
