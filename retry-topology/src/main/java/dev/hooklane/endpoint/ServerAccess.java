package dev.hooklane.endpoint;

import java.util.Optional;

/**
 * What an endpoint's server asks of clients besides headers, and how clients recognise it.
 *
 * @param authorization where each request's bearer token comes from
 * @param tls certificates of the endpoint's own
 * @param unopened whether there is something that no available key opens; the others are then empty
 */
public record ServerAccess(
        Optional<OAuth2Client> authorization, Optional<EndpointTls> tls, boolean unopened) {
    /** No token, and the certificates of the installation. */
    public static final ServerAccess NONE =
            new ServerAccess(Optional.empty(), Optional.empty(), false);

    static final ServerAccess UNOPENED = new ServerAccess(Optional.empty(), Optional.empty(), true);

    public ServerAccess {
        if (unopened && (authorization.isPresent() || tls.isPresent())) {
            throw new IllegalArgumentException("what is not opened is not known");
        }
    }

    public static ServerAccess of(Optional<OAuth2Client> authorization, Optional<EndpointTls> tls) {
        return authorization.isEmpty() && tls.isEmpty()
                ? NONE
                : new ServerAccess(authorization, tls, false);
    }

    public boolean isNone() {
        return authorization.isEmpty() && tls.isEmpty() && !unopened;
    }
}
