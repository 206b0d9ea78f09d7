package dev.hooklane.edge;

import dev.hooklane.config.EdgeSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Decides about each request before any route sees it: whether it belongs to its port, and whether
 * its class may have one more. Any thread may call.
 */
final class EdgeHandler extends Handler.Wrapper {
    /** Under which a request's own attributes have the request of the edge. */
    static final String REQUEST = "hooklane.edge.request";

    private static final String HSTS = "Strict-Transport-Security";
    private static final String A_YEAR = "max-age=31536000";

    private final EdgeSettings settings;
    private final ClientAddress addresses;
    private final Callers callers;
    private final Refusals refusals;
    private final Flights flights;
    private final boolean https;

    /**
     * @param https whether browsers reach the server over HTTPS only
     */
    EdgeHandler(
            EdgeSettings settings,
            Callers callers,
            Refusals refusals,
            Flights flights,
            boolean https) {
        this.settings = settings;
        this.addresses = new ClientAddress(settings.proxies());
        this.callers = callers;
        this.refusals = refusals;
        this.flights = flights;
        this.https = https;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Port port =
                request.getConnectionMetaData().getConnector() instanceof EdgeConnector connector
                        ? connector.port()
                        : Port.PUBLIC;
        Visit visit = visit(request, port);
        follow(request, visit.caller());
        if (https && port == Port.PUBLIC) {
            response.getHeaders().put(HSTS, A_YEAR);
        }
        if (port == Port.MANAGEMENT && !Paths.ofStatus(request)) {
            ProblemAnswer.notHere().write(response, callback);
            return true;
        }
        if (isMultipart(request)) {
            refusals.refused(visit.caller(), Refusal.BODY_KIND);
            ProblemAnswer.multipart().write(response, callback);
            return true;
        }
        boolean counted = port != Port.OWN && !Paths.ofHealth(request);
        Optional<Refusal> refusal =
                counted ? flights.begin(visit.caller(), visit.counted()) : Optional.empty();
        if (refusal.isPresent()) {
            refusals.refused(visit.caller(), refusal.get());
            ProblemAnswer.busy(refusal.get() == Refusal.ADDRESS_REQUESTS, visit.address())
                    .write(response, callback);
            return true;
        }
        EdgeRequest admitted =
                new EdgeRequest(request, visit, settings.limits(), flights, refusals);
        if (counted) {
            Request.addCompletionListener(
                    request, _ -> flights.end(visit.caller(), visit.counted(), admitted.taken()));
        }
        request.setAttribute(REQUEST, admitted);
        return super.handle(admitted, response, callback);
    }

    private Visit visit(Request request, Port port) {
        InetAddress peer = peer(request);
        InetAddress client =
                port == Port.PUBLIC
                        ? addresses.of(peer, request.getHeaders().getValuesList(addresses.header()))
                        : peer;
        CallerClass caller =
                Paths.ofStatus(request)
                        ? CallerClass.PROBE
                        : port == Port.OWN ? CallerClass.OPERATOR : callers.of(request);
        return new Visit(
                caller,
                client,
                port,
                settings.managementPort().isPresent() && port != Port.MANAGEMENT);
    }

    private static InetAddress peer(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress()
                        instanceof InetSocketAddress socket
                ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    /** Tells the connection what it is doing. */
    private static void follow(Request request, CallerClass caller) {
        @Nullable Door door =
                request.getConnectionMetaData().getConnection() instanceof EdgeConnection connection
                        ? connection.door()
                        : null;
        if (door == null) {
            return;
        }
        door.busy();
        if (caller != CallerClass.STRANGER) {
            door.knows();
        }
        Request.addCompletionListener(request, _ -> door.idle(System.nanoTime()));
    }

    private static boolean isMultipart(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }
}
