package dev.hooklane.console.quota;

import dev.hooklane.console.view.Texts;
import tools.jackson.databind.JsonNode;

/**
 * A quota of an account.
 *
 * @param name in the API; a form sends its new limit under it
 * @param unit what is counted
 * @param own the limit that is set for this account; empty for the installation's
 * @param isFull whether nothing is left
 */
public record QuotaRow(
        String name, String unit, String used, String limit, String own, boolean isFull) {
    static QuotaRow of(JsonNode quota) {
        long limit = quota.path("limit").asLong();
        long used = quota.path("used").asLong();
        return new QuotaRow(
                quota.path("name").asString(),
                quota.path("unit").asString(),
                quota.path("rate").asBoolean() ? "–" : Texts.count(used),
                Texts.count(limit),
                quota.path("own").asBoolean() ? Long.toString(limit) : "",
                !quota.path("rate").asBoolean() && used >= limit);
    }
}
