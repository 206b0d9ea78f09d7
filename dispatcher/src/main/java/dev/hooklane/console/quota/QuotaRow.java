package dev.hooklane.console.quota;

import dev.hooklane.console.view.Texts;
import tools.jackson.databind.JsonNode;

/**
 * A quota of an account.
 *
 * @param name in the API; a form sends its new limit under it
 * @param unit what is counted
 * @param atOnce how much of a rate may be used at once; empty if it is none
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
        long limit = quota.path("limit").asLong();
        long used = quota.path("used").asLong();
        boolean isRate = quota.path("rate").asBoolean();
        long most = isRate ? quota.path("atOnce").asLong() : limit;
        return new QuotaRow(
                quota.path("name").asString(),
                quota.path("unit").asString(),
                Texts.count(used),
                Texts.count(limit),
                isRate ? Texts.count(most) : "",
                quota.path("own").asBoolean() ? Long.toString(limit) : "",
                used >= most);
    }
}
