package dev.hooklane.edge;

import dev.hooklane.config.ApiSettings;
import dev.hooklane.config.EdgeSettings;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;

/** The edge of one server: its ports, and what it takes on each. */
public final class Edge {
    /** The header that names a request, in it and in its answer. */
    public static final String REQUEST_ID = "X-Request-Id";

    private static final int MANAGEMENT_CONNECTIONS = 100;
    private static final int OWN_CONNECTIONS_PER_REQUEST = 2;

    private final ApiSettings api;
    private final EdgeSettings settings;
    private final Parts parts;
    private final ClientAddress addresses;
    private final Flights flights;
    private final List<EdgeConnector> connectors = new ArrayList<>();

    /**
     * What the edge of a server depends on.
     *
     * @param https whether browsers reach the server over HTTPS, through a proxy perhaps
     * @param api whether it has the API, which this process calls too; otherwise it has metrics and
     *     health only
     * @param certificates to serve HTTPS with; empty for plain HTTP
     */
    public record Parts(
            Callers callers,
            Refusals refusals,
            boolean https,
            boolean api,
            Optional<CertificateFiles> certificates) {}

    /** Makes the edge, which takes nothing before its server starts. */
    public Edge(ApiSettings api, Parts parts) {
        this.api = api;
        this.settings = api.edge();
        this.parts = parts;
        this.addresses = new ClientAddress(settings.proxies());
        this.flights =
                new Flights(
                        settings.limits().requests(),
                        settings.limits().connectionsPerAddress(),
                        settings.limits().bodyBytes());
    }

    /** Adds the edge to a server before it starts. */
    public void addTo(JavalinConfig config) {
        config.contextResolver.ip = context -> address(context.req());
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new EdgeErrors());
            server.insertHandler(
                    new EdgeHandler(
                            settings,
                            parts.callers(),
                            parts.refusals(),
                            flights,
                            parts.https() || parts.certificates().isPresent()));
        });
        if (parts.api() || settings.managementPort().isEmpty()) {
            config.jetty.addConnector(this::publicPort);
        }
        settings.managementPort()
                .ifPresent(port ->
                        config.jetty.addConnector((server, http) ->
                                plain(
                                        server,
                                        http,
                                        Port.MANAGEMENT,
                                        api.host(),
                                        port,
                                        MANAGEMENT_CONNECTIONS)));
        if (parts.api()) {
            config.jetty.addConnector((server, http) ->
                    plain(
                            server,
                            http,
                            Port.OWN,
                            InetAddress.getLoopbackAddress().getHostAddress(),
                            0,
                            OWN_CONNECTIONS_PER_REQUEST * settings.limits().requests()));
        }
    }

    private EdgeConnector publicPort(Server server, HttpConfiguration http) {
        HttpConfiguration own = new HttpConfiguration(http);
        List<ConnectionFactory> factories = new ArrayList<>();
        EdgeConnection.Factory factory = new EdgeConnection.Factory(own, parts.refusals());
        parts.certificates()
                .ifPresent(files -> {
                    // Which host a client asks for does not matter, as this server has only one.
                    own.addCustomizer(new SecureRequestCustomizer(false));
                    factories.add(
                            new SslConnectionFactory(
                                    new Certificates(files).contextFor(server),
                                    factory.getProtocol()));
                });
        factories.add(factory);
        if (settings.proxies().proxyProtocol()) {
            ConnectionFactory next = factories.getFirst();
            ProxyConnectionFactory proxied = new ProxyConnectionFactory();
            factories.addFirst(proxied);
            factories.addFirst(new ProxiesFirst(addresses, proxied, next));
        }
        return listening(
                new EdgeConnector(
                        server,
                        Port.PUBLIC,
                        new Doors(
                                settings.limits().connections(),
                                settings.limits().connectionsPerAddress(),
                                addresses::isTrusted,
                                pace(),
                                parts.refusals(),
                                System::nanoTime),
                        settings.limits().headerTimeout(),
                        factories.toArray(ConnectionFactory[]::new)),
                api.host(),
                api.port());
    }

    private Pace pace() {
        return new Pace(settings.limits().strangersReadsPerSecond(), System::nanoTime);
    }

    private EdgeConnector plain(
            Server server, HttpConfiguration http, Port kind, String host, int port, int max) {
        return listening(
                new EdgeConnector(
                        server,
                        kind,
                        new Doors(max, max, _ -> true, pace(), parts.refusals(), System::nanoTime),
                        settings.limits().headerTimeout(),
                        new EdgeConnection.Factory(http, parts.refusals())),
                host,
                port);
    }

    private EdgeConnector listening(EdgeConnector connector, String host, int port) {
        connector.setHost(host);
        connector.setPort(port);
        connectors.add(connector);
        return connector;
    }

    /** Returns the setting, and its value, of the port that the server could not listen on. */
    public String portOf(Throwable failure) {
        return settings.managementPort().isPresent()
                        && names(failure, settings.managementPort().getAsInt())
                ? "api.management-port %d".formatted(settings.managementPort().getAsInt())
                : "api.port %d".formatted(api.port());
    }

    /** Reports whether the failure to bind, as Jetty words it, is about the port. */
    private static boolean names(Throwable failure, int port) {
        String end = ":%d".formatted(port);
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each.getMessage() != null && each.getMessage().endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the port that this process calls its own API on. */
    public int ownPort() {
        return localPort(Port.OWN);
    }

    /** Returns the port that metrics and health are on. */
    public int statusPort() {
        return localPort(settings.managementPort().isPresent() ? Port.MANAGEMENT : Port.PUBLIC);
    }

    private int localPort(Port kind) {
        return connectors.stream()
                .filter(connector -> connector.port() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port " + kind + " is open"))
                .getLocalPort();
    }

    /** Returns how many connections the API's port has. */
    public int connections() {
        return connectors.stream()
                .filter(connector -> connector.port() == Port.PUBLIC)
                .mapToInt(connector -> connector.doors().count())
                .sum();
    }

    /** Returns how many requests of a class are being answered. */
    public int requests(CallerClass caller) {
        return flights.count(caller);
    }

    /** Returns how many bytes of the budget for bodies are in use. */
    public long bodyBytes() {
        return flights.bytes();
    }

    /** Returns what tells until when the API's certificate is valid; empty without TLS. */
    public Optional<Supplier<Instant>> certificateValidUntil() {
        return parts.certificates().map(files -> () -> files.now().validUntil());
    }

    /** Returns the client's address. */
    public static String address(HttpServletRequest request) {
        return of(request)
                .map(edge -> edge.visit().address().getHostAddress())
                .orElseGet(request::getRemoteAddr);
    }

    /** Returns the id of the request that is being answered; empty on a server without an edge. */
    public static String requestId(HttpServletResponse response) {
        String id = response.getHeader(REQUEST_ID);
        return id == null ? "" : id;
    }

    /** Does the same before the servlets. */
    public static String requestId(Response response) {
        String id = response.getHeaders().get(REQUEST_ID);
        return id == null ? "" : id;
    }

    /** Reports whether metrics and health are on another port than the request's. */
    public static boolean statusElsewhere(HttpServletRequest request) {
        return of(request).map(edge -> edge.visit().statusElsewhere()).orElse(false);
    }

    /** Takes note that the rest of a body is thrown away as it comes, and fills no heap. */
    public static void discards(HttpServletRequest request) {
        of(request).ifPresent(EdgeRequest::discards);
    }

    private static Optional<EdgeRequest> of(HttpServletRequest request) {
        return request.getAttribute(EdgeHandler.REQUEST) instanceof EdgeRequest edge
                ? Optional.of(edge)
                : Optional.empty();
    }
}
