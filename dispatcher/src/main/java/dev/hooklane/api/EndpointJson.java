package dev.hooklane.api;

import dev.hooklane.delay.DurationText;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.ListenerUrl;
import dev.hooklane.endpoint.RateLimit;
import dev.hooklane.endpoint.SigningKey;
import dev.hooklane.filter.EventFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Endpoints as the API shows them: without secrets, and without the values of their headers. */
final class EndpointJson {
    /** Written in place of what may be a credential, such as a header's value. */
    static final String HIDDEN = "(set)";

    private EndpointJson() {}

    /**
     * Writes the endpoint.
     *
     * @param health as attempts have shown it; empty if the endpoint is healthy
     */
    static void write(Endpoint endpoint, Optional<EndpointHealth> health, JsonGenerator json) {
        json.writeStartObject();
        writeFields(endpoint, json);
        if (health.isPresent() && health.get() instanceof EndpointHealth.Failing failing) {
            json.writeStringProperty("failingSince", failing.since().toString());
        }
        json.writeEndObject();
    }

    /**
     * Writes the endpoint with its secret. Only the answer to the request that created the secret
     * may use it.
     */
    static void writeWithSecret(Endpoint endpoint, JsonGenerator json) {
        json.writeStartObject();
        writeFields(endpoint, json);
        json.writeStringProperty("secret", endpoint.secrets().getFirst().text());
        json.writeEndObject();
    }

    private static void writeFields(Endpoint endpoint, JsonGenerator json) {
        writeChosen(endpoint, json);
        writeSecrets(endpoint, json);
        writeSigningKeys(endpoint, json);
        json.writeStringProperty("createdAt", endpoint.createdAt().toString());
        json.writeStringProperty("updatedAt", endpoint.updatedAt().toString());
    }

    /** Writes what somebody chose, without secrets and without what changes by itself. */
    static void writeChosen(Endpoint endpoint, JsonGenerator json) {
        json.writeStringProperty("id", endpoint.id().value());
        json.writeStringProperty("account", endpoint.account().value());
        json.writeStringProperty(
                "url", (endpoint.isListener() ? ListenerUrl.SHOWN : endpoint.url()).toString());
        json.writeStringProperty("description", endpoint.description());
        json.writeName("eventTypes");
        json.writeStartArray();
        endpoint.eventTypes().patterns().forEach(json::writeString);
        json.writeEndArray();
        json.writeName(FilterDraft.FILTER);
        json.writeRawValue(endpoint.eventTypes().filter().map(EventFilter::json).orElse("null"));
        json.writeName("headers");
        json.writeStartObject();
        endpoint.headers().keySet().stream()
                .sorted()
                .forEach(name -> json.writeStringProperty(name, HIDDEN));
        json.writeEndObject();
        ShownAccess.write(endpoint.access(), json);
        writeSettings(endpoint.settings(), json);
        json.writeStringProperty(SignatureDraft.SIGNATURE, SignatureDraft.nameOf(endpoint));
        json.writeStringProperty("state", endpoint.state().name());
        if (endpoint.state() instanceof EndpointState.Disabled(String reason)) {
            json.writeStringProperty("disabledReason", reason);
        }
    }

    /**
     * Writes when each secret was created and until when it signs, newest first; never the secrets
     * themselves.
     */
    private static void writeSecrets(Endpoint endpoint, JsonGenerator json) {
        json.writeName("secrets");
        json.writeStartArray();
        for (EndpointSecret secret : endpoint.secrets()) {
            json.writeStartObject();
            json.writeStringProperty("createdAt", secret.createdAt().toString());
            json.writeStringProperty(
                    "validUntil", secret.validUntil().map(Instant::toString).orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the public half of each key pair, newest first. */
    private static void writeSigningKeys(Endpoint endpoint, JsonGenerator json) {
        json.writeName("signingKeys");
        json.writeStartArray();
        for (SigningKey key : endpoint.signingKeys()) {
            json.writeStartObject();
            json.writeStringProperty("id", key.id());
            json.writeStringProperty("publicKey", key.publicText());
            json.writeStringProperty("createdAt", key.createdAt().toString());
            json.writeStringProperty(
                    "validUntil", key.validUntil().map(Instant::toString).orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the settings; null where none was chosen. */
    private static void writeSettings(EndpointSettings settings, JsonGenerator json) {
        json.writeStringProperty(
                SettingsDraft.TIMEOUT, settings.timeout().map(DurationText::format).orElse(null));
        json.writeName(SettingsDraft.MAX_IN_FLIGHT);
        if (settings.maxInFlight().isPresent()) {
            json.writeNumber(settings.maxInFlight().getAsInt());
        } else {
            json.writeNull();
        }
        json.writeName(SettingsDraft.RATE_LIMIT);
        settings.rateLimit().ifPresentOrElse(limit -> writeRateLimit(limit, json), json::writeNull);
        json.writeBooleanProperty(SettingsDraft.ORDERED, settings.ordered());
        json.writeName(SettingsDraft.SCHEDULE);
        settings.schedule().ifPresentOrElse(waits -> writeWaits(waits, json), json::writeNull);
    }

    private static void writeRateLimit(RateLimit limit, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty(SettingsDraft.PER_SECOND, limit.perSecond());
        json.writeNumberProperty(SettingsDraft.BURST, limit.burst());
        json.writeEndObject();
    }

    private static void writeWaits(List<Duration> waits, JsonGenerator json) {
        json.writeStartArray();
        waits.stream().map(DurationText::format).forEach(json::writeString);
        json.writeEndArray();
    }
}
