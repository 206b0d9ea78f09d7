package dev.hooklane.endpoint;

import dev.hooklane.event.AccountId;
import dev.hooklane.owner.Managed;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account's URL with its event types, secrets, custom headers and settings.
 *
 * @param urlText the URL; its parsed form takes five times the memory
 * @param secrets newest first; at least one
 * @param headers sent with each request; names that Hooklane sets itself are rejected
 * @param unopened URL and headers as written, where no available key opens them; the URL is then
 *     the origin alone, and {@code headers} are empty
 * @param signingKeys newest first; none unless the account asked for Ed25519 signatures
 * @param access what its server asks of clients besides the headers
 * @param managed what manifests know of it
 */
public record Endpoint(
        EndpointId id,
        AccountId account,
        String urlText,
        String description,
        EventSelection eventTypes,
        Map<String, String> headers,
        EndpointSettings settings,
        EndpointState state,
        List<EndpointSecret> secrets,
        Instant createdAt,
        Instant updatedAt,
        Optional<String> unopened,
        List<SigningKey> signingKeys,
        ServerAccess access,
        Managed managed) {

    public Endpoint {
        headers = Map.copyOf(headers);
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("endpoint %s has no secret".formatted(id));
        }
        secrets = newestFirst(secrets);
        signingKeys = newestFirst(signingKeys);
    }

    private static <T extends Rotatable<T>> List<T> newestFirst(List<T> all) {
        // Most endpoints have one secret and no key.
        return all.size() < 2
                ? List.copyOf(all)
                : all.stream()
                        .sorted(Comparator.<T, Instant>comparing(Rotatable::createdAt).reversed())
                        .toList();
    }

    /** Creates an endpoint from all its parts. */
    public Endpoint(
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
            Instant updatedAt,
            Optional<String> unopened,
            List<SigningKey> signingKeys,
            ServerAccess access,
            Managed managed) {
        this(
                id,
                account,
                url.toString(),
                description,
                eventTypes,
                headers,
                settings,
                state,
                secrets,
                createdAt,
                updatedAt,
                unopened,
                signingKeys,
                access,
                managed);
    }

    /** Creates an endpoint whose URL and headers are known, and whose server asks for no more. */
    public Endpoint(
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
        this(
                id,
                account,
                url,
                description,
                eventTypes,
                headers,
                settings,
                state,
                secrets,
                createdAt,
                updatedAt,
                Optional.empty(),
                List.of(),
                ServerAccess.NONE,
                Managed.NONE);
    }

    /** Creates an endpoint that no manifest describes. */
    public Endpoint(
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
            Instant updatedAt,
            Optional<String> unopened,
            List<SigningKey> signingKeys,
            ServerAccess access) {
        this(
                id,
                account,
                url,
                description,
                eventTypes,
                headers,
                settings,
                state,
                secrets,
                createdAt,
                updatedAt,
                unopened,
                signingKeys,
                access,
                Managed.NONE);
    }

    /** Returns the URL, which is parsed each time. */
    public URI url() {
        return URI.create(urlText);
    }

    /** Returns the secrets that sign at {@code now}, newest first. */
    public List<EndpointSecret> secretsAt(Instant now) {
        return secrets.stream().filter(secret -> secret.validAt(now)).toList();
    }

    /**
     * Reports whether nothing may be sent to the endpoint, because no available key opens its
     * secrets, its signing keys or its URL, or its record can't be read.
     */
    public boolean isSealed() {
        return unopened.isPresent()
                || secrets.stream().anyMatch(EndpointSecret::sealed)
                || signingKeys.stream().anyMatch(SigningKey::sealed);
    }

    /** Reports whether its record could be read, except perhaps for its secrets. */
    public boolean isReadable() {
        return secrets.stream().noneMatch(each -> each.sealed() && each.asWritten().isEmpty());
    }

    /** Reports whether it is the temporary endpoint of a stream, and has no server of its own. */
    public boolean isListener() {
        return ListenerUrl.is(urlText);
    }

    public Endpoint withState(EndpointState newState, Instant now) {
        return with(settings, newState, secrets, signingKeys, access, managed, now);
    }

    public Endpoint withSettings(EndpointSettings newSettings, Instant now) {
        return with(newSettings, state, secrets, signingKeys, access, managed, now);
    }

    /** Returns this endpoint with other secrets. */
    public Endpoint withSecrets(List<EndpointSecret> newSecrets, Instant now) {
        return with(settings, state, newSecrets, signingKeys, access, managed, now);
    }

    /** Returns this endpoint with other keys for Ed25519 signatures; none ends those signatures. */
    public Endpoint withSigningKeys(List<SigningKey> newKeys, Instant now) {
        return with(settings, state, secrets, newKeys, access, managed, now);
    }

    public Endpoint withAccess(ServerAccess newAccess, Instant now) {
        return with(settings, state, secrets, signingKeys, newAccess, managed, now);
    }

    /** Returns this endpoint as the same version, with what manifests know of it. */
    public Endpoint withManaged(Managed newManaged) {
        return with(settings, state, secrets, signingKeys, access, newManaged, updatedAt);
    }

    private Endpoint with(
            EndpointSettings newSettings,
            EndpointState newState,
            List<EndpointSecret> newSecrets,
            List<SigningKey> newKeys,
            ServerAccess newAccess,
            Managed newManaged,
            Instant now) {
        return new Endpoint(
                id,
                account,
                urlText,
                description,
                eventTypes,
                headers,
                newSettings,
                newState,
                newSecrets,
                createdAt,
                now,
                unopened,
                newKeys,
                newAccess,
                newManaged);
    }

    /** Omits the URL's query and the headers' values, because customers put credentials there. */
    @Override
    public String toString() {
        return "Endpoint[%s of %s, host %s, %s, %s]"
                .formatted(id, account, url().getHost(), eventTypes.patterns(), state.name());
    }
}
