package dev.hooklane.http;

import dev.hooklane.endpoint.EndpointId;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;

/**
 * Checks names as ever, but keeps an endpoint's connections to itself. OkHttp lets a call use a
 * connection only if that was made with an equal verifier, and shares one over HTTP/2 between hosts
 * only if the verifier is its own.
 *
 * <p>Over HTTP/2 many requests share a connection, and one that the server does not read holds back
 * all of them: two endpoints on one would share a fate.
 */
record OwnConnections(EndpointId owner, HostnameVerifier names) implements HostnameVerifier {
    @Override
    public boolean verify(String host, SSLSession session) {
        return names.verify(host, session);
    }
}
