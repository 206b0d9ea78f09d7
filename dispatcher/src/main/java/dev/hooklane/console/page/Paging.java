package dev.hooklane.console.page;

import dev.hooklane.console.view.Address;
import tools.jackson.databind.JsonNode;

/**
 * Links to the neighbours of a list's page.
 *
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 */
public record Paging(String first, String next) {
    /**
     * Returns the links for the current page.
     *
     * @param list the list's address, without a cursor
     * @param page the API's answer
     */
    public static Paging of(Visit visit, Address list, JsonNode page) {
        String next = page.path("next").asString("");
        return new Paging(
                visit.query("cursor").isPresent() ? list.text() : "",
                next.isEmpty() ? "" : list.with("cursor", next).text());
    }
}
