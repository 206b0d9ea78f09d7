package dev.hooklane.api;

import dev.hooklane.access.Ability;
import dev.hooklane.access.KnownLink;
import dev.hooklane.access.LinkUse;
import dev.hooklane.access.PortalLink;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A portal link in the API, without its text. */
final class LinkJson {
    private LinkJson() {}

    /** Writes the members of a link into an object. */
    static void write(PortalLink link, KnownLink known, Instant now, JsonGenerator json) {
        json.writeStringProperty("id", link.id().value());
        json.writeStringProperty("name", link.name());
        json.writeStringProperty("account", link.account().value());
        json.writeName("abilities");
        json.writeStartArray();
        link.abilities().stream().sorted().map(Ability::wireName).forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("state", stateName(known.state(now)));
        json.writeStringProperty("madeBy", link.madeBy());
        json.writeStringProperty("madeAt", link.madeAt().toString());
        json.writeStringProperty("expiresAt", link.expiresAt().toString());
        json.writeStringProperty("usedAt", text(known.use().flatMap(LinkUse::at)));
        json.writeStringProperty(
                "usedFrom",
                known.use().map(LinkUse::address).filter(from -> !from.isEmpty()).orElse(null));
        json.writeStringProperty("revokedAt", text(known.revokedAt()));
    }

    static String stateName(KnownLink.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
