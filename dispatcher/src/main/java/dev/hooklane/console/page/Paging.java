package dev.hooklane.console.page;

import dev.hooklane.console.view.Address;
import tools.jackson.databind.JsonNode;

/**
 * Where the neighbours of a list's page are.
 *
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 */
public record Paging(String first, String next) {
    /**
     * Those of the page that is visited.
     *
     * @param list the list's address, without a place in it
     * @param page what the API told of it
     */
    public static Paging of(Visit visit, Address list, JsonNode page) {
        String next = page.path("next").asString("");
        return new Paging(
                visit.query("cursor").isPresent() ? list.text() : "",
                next.isEmpty() ? "" : list.with("cursor", next).text());
    }
}
