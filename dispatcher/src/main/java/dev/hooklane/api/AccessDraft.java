package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.certificate.CertificateCheck;
import dev.hooklane.certificate.CertificateProblemException;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointTls;
import dev.hooklane.endpoint.OAuth2Client;
import dev.hooklane.endpoint.Origin;
import dev.hooklane.endpoint.ServerAccess;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parts {@code authorization} and {@code tls} of a request about an endpoint, checked. A part
 * that is left out stays as it is; null drops it. What is secret is kept only for the servers that
 * it was given for.
 *
 * @param names those that the request has, null or not
 */
record AccessDraft(
        Set<String> names, Optional<AuthorizationDraft> authorization, Optional<EndpointTls> tls) {
    static final String AUTHORIZATION = "authorization";
    static final String TLS = "tls";
    static final String CA = "ca";
    static final String CLIENT_CERTIFICATE = "clientCertificate";
    static final String CLIENT_KEY = "clientKey";

    private static final Set<String> TLS_FIELDS =
            new TreeSet<>(Set.of(CA, CLIENT_CERTIFICATE, CLIENT_KEY));

    AccessDraft {
        names = Set.copyOf(names);
    }

    static AccessDraft read(JsonFields fields, EndpointChecks checks, Caller caller, Instant now) {
        Set<String> names = new TreeSet<>(Set.of(AUTHORIZATION, TLS));
        names.retainAll(fields.names());
        return new AccessDraft(
                names,
                chooses(fields, AUTHORIZATION)
                        ? Optional.of(AuthorizationDraft.read(fields, checks, caller))
                        : Optional.empty(),
                chooses(fields, TLS)
                        ? Optional.of(tls(fields.object(TLS, TLS_FIELDS), now))
                        : Optional.empty());
    }

    private static boolean chooses(JsonFields fields, String name) {
        return fields.has(name) && !fields.isNull(name);
    }

    private static EndpointTls tls(JsonFields tls, Instant now) {
        try {
            return CertificateCheck.check(
                    tls.textOrNull(CA),
                    tls.textOrNull(CLIENT_CERTIFICATE),
                    tls.textOrNull(CLIENT_KEY),
                    now);
        } catch (CertificateProblemException e) {
            throw Problem.invalid(e.field(), e.getMessage());
        }
    }

    /**
     * Returns what a new endpoint has.
     *
     * @throws ProblemException if a secret is missing
     */
    ServerAccess ofNew() {
        return ServerAccess.of(authorization.map(draft -> draft.client(Optional.empty())), tls);
    }

    /**
     * Returns what the endpoint has after its change.
     *
     * @throws ProblemException if a secret must be given again
     */
    ServerAccess after(Endpoint before, Optional<URI> url) {
        if (before.unopened().isPresent()) {
            return afterUnopened(before, url);
        }
        boolean moves = url.isPresent() && !Origin.of(url.get()).equals(Origin.of(before.url()));
        Optional<OAuth2Client> known = before.access().authorization();
        Optional<OAuth2Client> client =
                names.contains(AUTHORIZATION)
                        ? authorization.map(draft -> draft.client(moves ? Optional.empty() : known))
                        : known;
        if (moves && !names.contains(AUTHORIZATION) && known.isPresent()) {
            throw givenFor(AUTHORIZATION, before, url.get(), "its clientSecret");
        }
        boolean hasKey = before.access().tls().flatMap(EndpointTls::clientKey).isPresent();
        if (moves && !names.contains(TLS) && hasKey) {
            throw givenFor(TLS, before, url.get(), "its clientKey");
        }
        return ServerAccess.of(client, names.contains(TLS) ? tls : before.access().tls());
    }

    private static ProblemException givenFor(
            String field, Endpoint before, URI url, String secret) {
        return Problem.invalid(
                field,
                ("%s was given for %s and is not used for %s; give it again with %s and the new"
                                + " url, or null to drop it")
                        .formatted(field, Origin.of(before.url()), Origin.of(url), secret));
    }

    private ServerAccess afterUnopened(Endpoint before, Optional<URI> url) {
        if (url.isEmpty() && !names.isEmpty()) {
            throw Problem.invalid(
                    "url",
                    ("url is missing: no key opens what endpoint %s has, so a request that changes"
                                    + " %s must replace url and headers, too")
                            .formatted(before.id(), String.join(" and ", new TreeSet<>(names))));
        }
        if (url.isPresent() && before.access().unopened() && names.size() < 2) {
            String missing = names.contains(TLS) ? AUTHORIZATION : TLS;
            throw Problem.invalid(
                    missing,
                    ("%s is missing: no key opens what endpoint %s has; give it again, or null to"
                                    + " drop it")
                            .formatted(missing, before.id()));
        }
        return url.isPresent() ? ofNew() : before.access();
    }
}
