package dev.hooklane.console.endpoint;

import dev.hooklane.console.view.Badge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An endpoint in full.
 *
 * @param listener whether it is one of {@code hooklane listen}: it ends with that command, and has
 *     no settings of its own to change
 * @param trouble why it receives nothing, or keeps failing; empty if all is well
 * @param failingSince when its failures began; empty if it is not failing
 * @param settings its own settings, by name
 * @param filter as JSON; empty if it has none
 * @param secrets the newest first
 * @param publicKeys those of its key pairs, the newest first; none without Ed25519 signatures
 */
public record ShownEndpoint(
        String id,
        String path,
        String account,
        ShownUrl url,
        String description,
        Badge state,
        boolean enabled,
        boolean paused,
        boolean listener,
        String trouble,
        Optional<Instant> failingSince,
        List<String> events,
        List<Setting> settings,
        String filter,
        List<Secret> secrets,
        List<PublicKey> publicKeys,
        Instant createdAt,
        Instant updatedAt) {
    public ShownEndpoint {
        events = List.copyOf(events);
        settings = List.copyOf(settings);
        secrets = List.copyOf(secrets);
        publicKeys = List.copyOf(publicKeys);
    }

    public record Setting(String name, String value) {}

    /**
     * A secret, by the time it was created.
     *
     * @param until when it expires; empty for the current one
     */
    public record Secret(Instant createdAt, Optional<Instant> until) {}

    /**
     * The public half of a key pair.
     *
     * @param until when the pair stops signing; empty for the current one
     */
    public record PublicKey(String text, Instant createdAt, Optional<Instant> until) {}

    static ShownEndpoint of(JsonNode json) {
        String state = json.path("state").asString();
        return new ShownEndpoint(
                json.path("id").asString(),
                EndpointPages.ALL + "/" + json.path("id").asString(),
                json.path("account").asString(),
                ShownUrl.of(json.path("url").asString()),
                json.path("description").asString(""),
                EndpointRow.state(json),
                state.equals("enabled"),
                state.equals("paused"),
                isListener(json),
                json.path("disabledReason").asString(""),
                json.path("failingSince").stringValueOpt().map(Instant::parse),
                texts(json.path("eventTypes")),
                EndpointSettingsText.shown(json),
                json.path("filter").isObject() ? json.path("filter").toPrettyString() : "",
                json.path("secrets").valueStream().map(ShownEndpoint::secret).toList(),
                json.path("signingKeys").valueStream().map(ShownEndpoint::publicKey).toList(),
                Instant.parse(json.path("createdAt").asString()),
                Instant.parse(json.path("updatedAt").asString()));
    }

    static boolean isListener(JsonNode json) {
        return ShownUrl.isStream(json.path("url").asString(""));
    }

    private static Secret secret(JsonNode json) {
        return new Secret(
                Instant.parse(json.path("createdAt").asString()),
                json.path("validUntil").stringValueOpt().map(Instant::parse));
    }

    private static PublicKey publicKey(JsonNode json) {
        return new PublicKey(
                json.path("publicKey").asString(),
                Instant.parse(json.path("createdAt").asString()),
                json.path("validUntil").stringValueOpt().map(Instant::parse));
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toList());
    }
}
