package dev.hooklane.access;

import dev.hooklane.event.AccountId;
import dev.hooklane.secret.TinkSecretCipher;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Portal links as the text in their URL: {@code hlp_} and all data of the link, sealed. Links are
 * not stored, so any instance knows any of them. Any thread may use it.
 */
public final class PortalLinks {
    private static final String PREFIX = "hlp_";
    private static final String PURPOSE = "hooklane portal link 1";

    private final SealedJson sealed;
    private final BiPredicate<AccountId, Instant> erased;

    /**
     * @param erased reports whether what the account had at that time is erased
     */
    public PortalLinks(TinkSecretCipher cipher, BiPredicate<AccountId, Instant> erased) {
        this.sealed = new SealedJson(cipher, PURPOSE);
        this.erased = erased;
    }

    /** Reports whether a text could be a link, and is not a key. */
    static boolean hasForm(String text) {
        return text.startsWith(PREFIX);
    }

    public String write(PortalLink link) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", link.id().value());
        json.put("name", link.name());
        json.put("account", link.account().value());
        ArrayNode abilities = json.putArray("abilities");
        link.abilities().forEach(ability -> abilities.add(ability.wireName()));
        json.put("madeBy", link.madeBy());
        json.put("madeAt", link.madeAt().toEpochMilli());
        json.put("expiresAt", link.expiresAt().toEpochMilli());
        return PREFIX + sealed.seal(json);
    }

    /** Reads the link from a text; empty if this installation did not make it. */
    Optional<PortalLink> read(String text) {
        return hasForm(text)
                ? sealed.open(text.substring(PREFIX.length())).map(PortalLinks::link)
                : Optional.empty();
    }

    /** Reports whether the account that the link was made for is erased. */
    boolean isErased(PortalLink link) {
        return erased.test(link.account(), link.madeAt());
    }

    private static PortalLink link(JsonNode json) {
        long expiresAt = json.path("expiresAt").asLong();
        // Earlier releases did not say when; an erasure has to end those links too.
        long madeAt = json.path("madeAt").asLong(expiresAt - PortalLink.LONGEST.toMillis());
        return new PortalLink(
                new PortalLinkId(json.path("id").asString()),
                json.path("name").asString(),
                new AccountId(json.path("account").asString()),
                json.path("abilities")
                        .valueStream()
                        .map(ability -> Ability.ofWireName(ability.asString()))
                        .collect(Collectors.toSet()),
                json.path("madeBy").asString(),
                Instant.ofEpochMilli(madeAt),
                Instant.ofEpochMilli(expiresAt));
    }
}
