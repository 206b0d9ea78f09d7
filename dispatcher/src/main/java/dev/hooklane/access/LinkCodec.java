package dev.hooklane.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of the topic of portal links: a link's under its id, and each exchange of it under
 * its id, a slash and the random name of the exchange. So compaction keeps all exchanges, and the
 * first remains the first.
 */
public final class LinkCodec {
    private static final int VERSION = 1;
    private static final char SEPARATOR = '/';
    private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private LinkCodec() {}

    /** A link as its record has it. */
    public record Made(PortalLink link, Optional<Instant> revokedAt) {}

    /** Returns the record key of a link. */
    public static byte[] key(PortalLinkId id) {
        return id.value().getBytes(UTF_8);
    }

    /** Returns the record key of an exchange. */
    public static byte[] key(PortalLinkId id, String claim) {
        return (id.value() + SEPARATOR + claim).getBytes(UTF_8);
    }

    /**
     * Returns the link that a record is about.
     *
     * @throws IllegalArgumentException if it is about none
     */
    public static PortalLinkId id(byte[] key) {
        String text = new String(key, UTF_8);
        int end = text.indexOf(SEPARATOR);
        return new PortalLinkId(end < 0 ? text : text.substring(0, end));
    }

    /**
     * Returns the name of the exchange that a record is about; empty if it is a link's own.
     *
     * @throws IllegalArgumentException if it is no name
     */
    public static Optional<String> claim(byte[] key) {
        String text = new String(key, UTF_8);
        int end = text.indexOf(SEPARATOR);
        if (end < 0) {
            return Optional.empty();
        }
        String claim = text.substring(end + 1);
        if (!CLAIM.matcher(claim).matches()) {
            throw new IllegalArgumentException(
                    "'%s' names no exchange of a portal link".formatted(VisibleText.excerpt(text)));
        }
        return Optional.of(claim);
    }

    public static byte[] write(PortalLink link, Optional<Instant> revokedAt) {
        ObjectNode json = object();
        link(link, json);
        revokedAt.ifPresent(at -> json.put("revokedAt", at.toString()));
        return JSON.writeValueAsBytes(json);
    }

    /**
     * Reads a link from a record's value.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public static Made read(byte[] value) {
        return parsed(
                value, json -> new Made(link(json), text(json, "revokedAt").map(Instant::parse)));
    }

    /** Writes the exchange of a link. */
    public static byte[] writeUse(PortalLink link, Instant at, String address) {
        ObjectNode json = object();
        json.put("account", link.account().value());
        json.put("at", at.toString());
        json.put("address", address);
        json.put("expiresAt", link.expiresAt().toString());
        return JSON.writeValueAsBytes(json);
    }

    /**
     * Reads an exchange.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public static LinkUse readUse(String claim, byte[] value) {
        return parsed(
                value,
                json ->
                        new LinkUse(
                                claim,
                                Optional.of(Instant.parse(json.required("at").asString())),
                                json.required("address").asString(),
                                Optional.of(Instant.parse(json.required("expiresAt").asString()))));
    }

    /**
     * Returns the account that a record belongs to.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public static AccountId account(byte[] value) {
        return parsed(value, json -> new AccountId(json.required("account").asString()));
    }

    /** Adds all data of a link to an object. */
    static void link(PortalLink link, ObjectNode json) {
        json.put("id", link.id().value());
        json.put("name", link.name());
        json.put("account", link.account().value());
        ArrayNode abilities = json.putArray("abilities");
        link.abilities().stream().sorted().map(Ability::wireName).forEach(abilities::add);
        json.put("madeBy", link.madeBy());
        json.put("madeAt", link.madeAt().toString());
        json.put("expiresAt", link.expiresAt().toString());
    }

    /**
     * Reads all data of a link from an object.
     *
     * @throws RuntimeException if it is not there
     */
    static PortalLink link(JsonNode json) {
        return new PortalLink(
                new PortalLinkId(json.required("id").asString()),
                json.required("name").asString(),
                new AccountId(json.required("account").asString()),
                json.required("abilities")
                        .valueStream()
                        .map(ability -> Ability.ofWireName(ability.asString()))
                        .collect(Collectors.toSet()),
                json.required("madeBy").asString(),
                Instant.parse(json.required("madeAt").asString()),
                Instant.parse(json.required("expiresAt").asString()));
    }

    private static ObjectNode object() {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION);
        return json;
    }

    /** Makes something of a record's value. */
    private interface Reading<T> {
        T of(JsonNode json);
    }

    private static <T> T parsed(byte[] value, Reading<T> reading) {
        try {
            JsonNode json = JSON.readTree(value);
            if (json.path("v").asInt(0) != VERSION) {
                throw new IllegalArgumentException(
                        "record of a portal link has version %s; this release reads %d"
                                .formatted(
                                        VisibleText.excerpt(json.path("v").toString()), VERSION));
            }
            return reading.of(json);
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "record of a portal link is not readable: " + VisibleText.excerpt(e), e);
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).map(JsonNode::asString);
    }
}
