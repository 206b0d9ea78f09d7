package dev.hooklane.console.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An endpoint's own settings, formatted for people. */
final class EndpointSettingsText {
    private EndpointSettingsText() {}

    /** Returns the settings that were chosen for the endpoint. */
    static List<ShownEndpoint.Setting> shown(JsonNode json) {
        List<ShownEndpoint.Setting> settings = new ArrayList<>();
        add(settings, "Timeout", json.path("timeout").asString(""));
        add(settings, "Concurrent requests", json.path("maxInFlight").asString(""));
        JsonNode rate = json.path("rateLimit");
        if (rate.isObject()) {
            add(
                    settings,
                    "Rate limit",
                    "%s per second, %s at once"
                            .formatted(perSecond(json), rate.path("burst").asString()));
        }
        if (json.path("ordered").asBoolean(false)) {
            add(settings, "Order", "one at a time, in order");
        }
        if (isSignedByKeyPair(json)) {
            add(settings, "Signature", "by secret and by key pair (Ed25519)");
        }
        add(settings, "Attempts", schedule(json));
        add(settings, "Headers", String.join(", ", json.path("headers").propertyNames()));
        JsonNode authorization = json.path("authorization");
        if (authorization.isObject()) {
            add(
                    settings,
                    "Authorization",
                    "OAuth2 client %s of %s"
                            .formatted(
                                    authorization.path("clientId").asString(),
                                    authorization.path("tokenUrl").asString()));
        }
        JsonNode tls = json.path("tls");
        if (tls.isObject()) {
            add(settings, "Certificates", certificates(tls));
        }
        return settings;
    }

    private static String certificates(JsonNode tls) {
        boolean ca = tls.path("ca").isString();
        boolean client = tls.path("clientCertificate").isString();
        return "%s%s%s, the first of them expires at %s"
                .formatted(
                        ca ? "own authorities" : "",
                        ca && client ? " and " : "",
                        client ? "a client certificate" : "",
                        tls.path("expiresAt").asString());
    }

    static boolean isSignedByKeyPair(JsonNode json) {
        return json.path("signature").asString("").equals("ed25519");
    }

    /** Returns the waits, separated by commas; empty if the installation's schedule applies. */
    static String schedule(JsonNode json) {
        return json.path("schedule")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
    }

    /** Returns the rate, without a fraction if it is whole; empty if there is no limit. */
    static String perSecond(JsonNode json) {
        JsonNode rate = json.path("rateLimit").path("perSecond");
        return rate.isNumber() ? rate.decimalValue().stripTrailingZeros().toPlainString() : "";
    }

    static String burst(JsonNode json) {
        return json.path("rateLimit").path("burst").asString("");
    }

    private static void add(List<ShownEndpoint.Setting> settings, String name, String value) {
        if (!value.isEmpty()) {
            settings.add(new ShownEndpoint.Setting(name, value));
        }
    }
}
