package dev.hooklane.token;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointTls;
import dev.hooklane.endpoint.OAuth2Client;
import dev.hooklane.event.AccountId;
import java.util.Optional;

/**
 * Who asks a token server, for what, and with which certificates. Endpoints of one account that
 * agree in all of it share a token.
 */
public record TokenUse(AccountId account, OAuth2Client client, Optional<EndpointTls> tls) {
    /** Returns the use of an endpoint; empty if its server asks for no token. */
    public static Optional<TokenUse> of(Endpoint endpoint) {
        return endpoint.access()
                .authorization()
                .map(client -> new TokenUse(endpoint.account(), client, endpoint.access().tls()));
    }
}
