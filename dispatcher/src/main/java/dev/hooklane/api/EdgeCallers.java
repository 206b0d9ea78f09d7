package dev.hooklane.api;

import dev.hooklane.access.Authenticator;
import dev.hooklane.access.Caller;
import dev.hooklane.edge.CallerClass;
import dev.hooklane.edge.Callers;
import dev.hooklane.peer.PeerRequest;
import dev.hooklane.peer.PeerTokens;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Tells the edge who sends a request: by its key, by the token of another instance, or by the
 * session of one of the pages.
 */
record EdgeCallers(Authenticator authenticator, PeerDoors doors, ConsolePages pages)
        implements Callers {
    @Override
    public CallerClass of(Request request) {
        @Nullable String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        Optional<Caller> caller =
                authorization == null ? visitor(request) : sender(request, authorization);
        return caller.map(EdgeCallers::classOf).orElse(CallerClass.STRANGER);
    }

    private Optional<Caller> sender(Request request, String authorization) {
        if (!PeerTokens.hasForm(authorization)) {
            return authenticator.recognise(authorization);
        }
        @Nullable String wanted = request.getHeaders().get(PeerCall.PARTITIONS);
        PeerTokens peers = doors.of(String.valueOf(request.getHttpURI().getCanonicalPath()));
        return peers.recognise(
                authorization,
                new PeerRequest(
                        peers.self(),
                        request.getMethod(),
                        request.getHttpURI().getPathQuery(),
                        wanted == null ? "" : wanted));
    }

    private Optional<Caller> visitor(Request request) {
        return request.getHeaders().contains(HttpHeader.COOKIE)
                ? pages.visitor(name ->
                        Request.getCookies(request).stream()
                                .filter(cookie -> cookie.getName().equals(name))
                                .map(HttpCookie::getValue)
                                .findFirst())
                : Optional.empty();
    }

    private static CallerClass classOf(Caller caller) {
        return switch (caller.role()) {
            case OPERATOR, VIEWER -> CallerClass.OPERATOR;
            case PUBLISHER -> CallerClass.PUBLISHER;
            case ACCOUNT -> CallerClass.ACCOUNT;
        };
    }
}
