package dev.hooklane.console.quota;

import dev.hooklane.console.view.Texts;
import tools.jackson.databind.JsonNode;

/**
 * A quota of an account.
 *
 * @param name in the API; a form sends its new limit under it
 * @param unit what is counted
 * @param used empty if it is not counted here
 * @param limit empty if there is none
 * @param atOnce how much of a rate may be used at once; empty if it is none, or has no limit
 * @param own the limit that is set for this account; empty for the installation's
 * @param isFull whether nothing is left
 */
public record QuotaRow(
        String name,
        String unit,
        String used,
        String limit,
        String atOnce,
        String own,
        boolean isFull) {
    static QuotaRow of(JsonNode quota) {
        String atOnce = count(quota, "atOnce");
        return new QuotaRow(
                quota.path("name").asString(),
                quota.path("unit").asString(),
                count(quota, "used"),
                count(quota, "limit"),
                atOnce,
                quota.path("own").asBoolean() ? quota.path("limit").asString() : "",
                isFull(quota, quota.path(atOnce.isEmpty() ? "limit" : "atOnce")));
    }

    private static String count(JsonNode quota, String field) {
        return quota.path(field).isNumber() ? Texts.count(quota.path(field).asLong()) : "";
    }

    private static boolean isFull(JsonNode quota, JsonNode most) {
        return quota.path("used").isNumber() && quota.path("used").asLong() >= most.asLong();
    }
}
