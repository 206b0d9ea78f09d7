package dev.hooklane.http;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;

/**
 * Checks names as usual, but keeps the connections of an owner, such as an endpoint, to it. OkHttp
 * lets a call use a connection only if it was made with an equal verifier, and shares an HTTP/2
 * connection between hosts only if the verifier is OkHttp's own.
 *
 * <p>Over HTTP/2 many requests share a connection, and one that the server does not read holds up
 * all of them. So two endpoints on one connection would hold up each other.
 */
record OwnConnections(Object owner, HostnameVerifier names) implements HostnameVerifier {
    @Override
    public boolean verify(String host, SSLSession session) {
        return names.verify(host, session);
    }
}
