package dev.hooklane.http;

import static java.util.stream.Collectors.joining;

import dev.hooklane.egress.AddressRules;
import dev.hooklane.egress.UrlProblem;
import dev.hooklane.egress.UrlRules;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** An endpoint with what every attempt for it needs: its URL parsed, its secrets ready to sign. */
final class PreparedEndpoint {
    private final Endpoint endpoint;
    private final @Nullable HttpUrl url;
    private final @Nullable UrlProblem problem;
    private final Headers ownHeaders;
    private final List<Key> keys;
    private final List<PairKey> pairs;

    private record Key(EndpointSecret secret, Signer signer) {}

    private record PairKey(SigningKey key, KeySigner signer) {}

    PreparedEndpoint(Endpoint endpoint, AddressRules rules, OwnHeaders headerRules) {
        this.endpoint = endpoint;
        HttpUrl parsed = HttpUrl.parse(endpoint.urlText());
        List<UrlProblem> problems =
                parsed == null
                        ? List.of(UrlProblem.of("url is not of the form https://host/path"))
                        : UrlRules.problems(parsed, rules);
        url = problems.isEmpty() ? parsed : null;
        problem =
                problems.isEmpty()
                        ? null
                        : new UrlProblem(
                                problems.stream().map(UrlProblem::words).collect(joining("; ")),
                                problems.stream().map(UrlProblem::detail).collect(joining("; ")));
        ownHeaders = headerRules.sendable(endpoint.headers());
        keys =
                endpoint.secrets().stream()
                        .map(secret -> new Key(secret, new Signer(secret)))
                        .toList();
        pairs =
                endpoint.signingKeys().stream()
                        .map(key -> new PairKey(key, new KeySigner(key)))
                        .toList();
    }

    boolean isOf(Endpoint other) {
        return endpoint.equals(other);
    }

    /** Returns where to send; empty if the rules forbid the URL. */
    Optional<HttpUrl> url() {
        return Optional.ofNullable(url);
    }

    /** Returns why the URL is forbidden. */
    UrlProblem problem() {
        return problem == null ? UrlProblem.of("") : problem;
    }

    Headers ownHeaders() {
        return ownHeaders;
    }

    /**
     * Returns the signers valid at this time, newest first; the newest of all if none is valid any
     * more.
     */
    List<Signer> signersAt(Instant now) {
        List<Signer> valid = new ArrayList<>(keys.size());
        for (Key key : keys) {
            if (key.secret().validAt(now)) {
                valid.add(key.signer());
            }
        }
        return valid.isEmpty() ? List.of(keys.getFirst().signer()) : valid;
    }

    /** Returns the Ed25519 signers valid at this time, newest first; most endpoints have none. */
    List<KeySigner> keySignersAt(Instant now) {
        if (pairs.isEmpty()) {
            return List.of();
        }
        return pairs.stream().filter(pair -> pair.key().validAt(now)).map(PairKey::signer).toList();
    }
}
