package dev.hooklane.edge;

import dev.hooklane.config.EdgeSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
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

    /** The statuses of what a client may not do, or does too often; not of what it got wrong. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 408, 413, 415, 429, 503);

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
        response.getHeaders()
                .put(Edge.REQUEST_ID, RequestId.orNew(request.getHeaders().get(Edge.REQUEST_ID)));
        @Nullable Door door = door(request);
        long wait = door == null ? 0 : follow(door, request, response, visit.caller());
        if (door == null || wait == 0) {
            return handle(visit, request, response, callback);
        }
        refusals.slowed(visit.caller());
        door.waits();
        // Neither a thread nor one of the requests that may be answered is taken meanwhile.
        var _ =
                request.getComponents()
                        .getScheduler()
                        .schedule(
                                () ->
                                        request.getContext()
                                                .execute(() -> {
                                                    door.busy();
                                                    handleLate(visit, request, response, callback);
                                                }),
                                wait,
                                TimeUnit.NANOSECONDS);
        return true;
    }

    private void handleLate(Visit visit, Request request, Response response, Callback callback) {
        if (!request.getConnectionMetaData().getConnection().getEndPoint().isOpen()) {
            callback.failed(new EofException("the client has left"));
            return;
        }
        try {
            if (!handle(visit, request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private boolean handle(Visit visit, Request request, Response response, Callback callback)
            throws Exception {
        Port port = visit.port();
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

    private static @Nullable Door door(Request request) {
        return request.getConnectionMetaData().getConnection() instanceof EdgeConnection connection
                ? connection.door()
                : null;
    }

    /**
     * Tells the connection what it is doing, and how its client fares.
     *
     * @return for how many nanoseconds the request has to wait
     */
    private static long follow(Door door, Request request, Response response, CallerClass caller) {
        door.busy();
        if (caller == CallerClass.PROBE) {
            Request.addCompletionListener(request, _ -> door.idle(System.nanoTime()));
            return 0;
        }
        if (caller != CallerClass.STRANGER) {
            door.knows();
        }
        if (door.isTiresome()) {
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
        Request.addCompletionListener(
                request,
                _ -> {
                    door.answered(REFUSALS.contains(response.getStatus()));
                    door.idle(System.nanoTime());
                });
        return door.nanosBeforeAnswer();
    }

    private static boolean isMultipart(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }
}
