package dev.hooklane.console.rejected;

import dev.hooklane.console.view.Texts;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/**
 * A rejected record in full.
 *
 * @param id partition and offset on the rejected topic
 * @param key as untrusted as the value; empty if it has no key that is text
 * @param account its account; empty if that is unknown
 * @param cut whether it has more bytes than shown
 * @param text the value as text; empty if it is not text
 * @param hex the same bytes as a dump
 * @param source the place of the original record; empty if that is unknown
 * @param kept how much of it was kept, in words; empty if all was
 * @param sha256 of the whole value; empty if all was kept
 */
public record ShownRejectedRecord(
        String id,
        Instant at,
        String reason,
        String code,
        String detail,
        String key,
        String account,
        String bytes,
        boolean cut,
        String text,
        String hex,
        String source,
        String kept,
        String sha256) {
    static ShownRejectedRecord of(JsonNode json) {
        byte[] value = Base64.getDecoder().decode(json.path("base64").asString(""));
        return new ShownRejectedRecord(
                json.path("id").asString(),
                Instant.parse(json.path("rejectedAt").asString()),
                RejectedWords.of(json.path("reason").asString()),
                json.path("reason").asString(),
                json.path("detail").asString(""),
                json.path("key").asString(""),
                json.path("account").asString(""),
                Texts.count(json.path("bytes").asLong(), "byte"),
                json.path("bytes").asLong() > value.length,
                json.path("text").asString(""),
                HexDump.of(value),
                json.path("source").asString(""),
                kept(json.path("cut")),
                json.path("cut").path("sha256").asString(""));
    }

    private static String kept(JsonNode cut) {
        return cut.isObject()
                ? "%s of the value; %s left out"
                        .formatted(
                                Texts.count(cut.path("keptBytes").asLong(), "byte"),
                                Texts.count(cut.path("headersLeftOut").asLong(), "header"))
                : "";
    }
}
