package dev.hooklane.endpoint;

import dev.hooklane.event.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * An account's URL with its event types, secrets, own headers and settings.
 *
 * @param secrets newest first; at least one
 * @param headers sent with each request; names that Hooklane sets itself are refused
 */
public record Endpoint(
        EndpointId id,
        AccountId account,
        URI url,
        String description,
        EventSelection eventTypes,
        Map<String, String> headers,
        EndpointSettings settings,
        EndpointState state,
        List<EndpointSecret> secrets,
        Instant createdAt,
        Instant updatedAt) {

    public Endpoint {
        headers = Map.copyOf(headers);
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("endpoint %s has no secret".formatted(id));
        }
        secrets =
                secrets.stream()
                        .sorted(Comparator.comparing(EndpointSecret::createdAt).reversed())
                        .toList();
    }

    /** The secrets that sign at this time, newest first. */
    public List<EndpointSecret> secretsAt(Instant now) {
        return secrets.stream().filter(secret -> secret.validAt(now)).toList();
    }

    /**
     * Whether nothing may be sent to it, since no key at hand opens its secrets or its record can't
     * be read.
     */
    public boolean isSealed() {
        return secrets.stream().anyMatch(EndpointSecret::sealed);
    }

    /** Whether its record could be read, but for its secrets perhaps. */
    public boolean isReadable() {
        return secrets.stream().noneMatch(each -> each.sealed() && each.asWritten().isEmpty());
    }

    public Endpoint withState(EndpointState newState, Instant now) {
        return with(settings, newState, now);
    }

    public Endpoint withSettings(EndpointSettings newSettings, Instant now) {
        return with(newSettings, state, now);
    }

    private Endpoint with(EndpointSettings newSettings, EndpointState newState, Instant now) {
        return new Endpoint(
                id,
                account,
                url,
                description,
                eventTypes,
                headers,
                newSettings,
                newState,
                secrets,
                createdAt,
                now);
    }

    /** Leaves out the URL's query and the headers' values: customers put credentials there. */
    @Override
    public String toString() {
        return "Endpoint[%s of %s, host %s, %s, %s]"
                .formatted(id, account, url.getHost(), eventTypes.patterns(), state.name());
    }

    /** The same with other secrets. */
    public Endpoint withSecrets(List<EndpointSecret> newSecrets, Instant now) {
        return new Endpoint(
                id,
                account,
                url,
                description,
                eventTypes,
                headers,
                settings,
                state,
                newSecrets,
                createdAt,
                now);
    }
}
