package dev.hooklane.api;

import dev.hooklane.config.ApiSettings;
import dev.hooklane.edge.Callers;
import dev.hooklane.edge.CertificateFiles;
import dev.hooklane.edge.Edge;
import dev.hooklane.edge.PeerClient;
import dev.hooklane.metrics.ApiMeters;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.sse.ServerSentEvents;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * The HTTP server of the REST API, metrics and health. Requests run on threads of the system: the
 * virtual ones are the attempts', and there are only as many at a time as there are cores, so a
 * long list would delay every delivery. One thread starts and closes it.
 */
public final class ApiServer implements AutoCloseable {
    private static final int REQUEST_HEADER_BYTES = 64 * 1024;

    /** Holds nearly every answer; Javalin makes such an array for each, by default of 32 KiB. */
    private static final int RESPONSE_BUFFER_BYTES = 4 * 1024;

    /** Beyond those of the requests that may be answered at once: they accept, select and probe. */
    private static final int MORE_THREADS = 100;

    private static final int KEPT_THREADS = 8;
    private static final int IDLE_THREAD_MILLIS = 60_000;

    private final ApiSettings settings;
    private final Javalin javalin;
    private final Edge edge;

    /** Creates a server for the whole API, with pages beside it. */
    ApiServer(
            ApiSettings settings,
            Optional<CertificateFiles> certificates,
            ApiParts parts,
            ConsolePages pages) {
        this(
                settings,
                parts.operators().prometheus(),
                new Edge.Parts(
                        new EdgeCallers(
                                parts.callers().access().authenticator(), parts.doors(), pages),
                        parts.operators().prometheus().edge(),
                        parts.callers().access().https(),
                        true,
                        certificates),
                Served.of(parts, PeerClient.of(certificates)),
                pages);
    }

    private ApiServer(
            ApiSettings settings,
            Prometheus prometheus,
            Edge.Parts parts,
            Served served,
            ConsolePages pages) {
        this.settings = settings;
        this.edge = new Edge(settings, parts);
        this.javalin =
                Javalin.create(config -> {
                    // The edge, which is added later, comes before it.
                    served.direct()
                            .ifPresent(direct ->
                                    config.jetty.modifyServer(
                                            server -> server.insertHandler(direct)));
                    edge.addTo(config);
                    config.jetty.threadPool = threads(settings.edge().limits().requests());
                    configure(config, prometheus.api(), served);
                    pages.addTo(config.routes, edge::ownPort);
                });
        prometheus.edge().watch(edge);
        edge.certificateValidUntil().ifPresent(prometheus.edge()::watchCertificate);
    }

    /** Creates a server for metrics and health only, for an instance without the control plane. */
    public static ApiServer statusOnly(
            ApiSettings settings,
            Optional<CertificateFiles> certificates,
            Prometheus prometheus,
            Readiness readiness) {
        return new ApiServer(
                settings,
                prometheus,
                new Edge.Parts(Callers.strangers(), prometheus.edge(), false, false, certificates),
                new Served(
                        List.of(new StatusRoutes(prometheus, readiness)),
                        new Problems(prometheus.api()),
                        Optional.empty()),
                ConsolePages.none());
    }

    private static ThreadPool threads(int requests) {
        QueuedThreadPool threads =
                new QueuedThreadPool(requests + MORE_THREADS, KEPT_THREADS, IDLE_THREAD_MILLIS);
        threads.setName("hooklane-api");
        return threads;
    }

    private static void configure(JavalinConfig config, ApiMeters meters, Served served) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.http.responseBufferSize = RESPONSE_BUFFER_BYTES;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            // Leaves it to the API, not Jetty, to answer when an address is too long for its
            // operation.
            http.setRequestHeaderSize(REQUEST_HEADER_BYTES);
        });
        config.requestLogger.http((context, ms) -> count(meters, context, ms));
        config.router.javaLangErrorHandler(served.problems()::fault);
        served.routes().forEach(each -> each.addTo(config.routes));
        served.problems().addTo(config.routes);
        config.routes.after(Bodies::passOver);
    }

    /** Skips streams: they last as long as somebody watches, so their duration means nothing. */
    private static void count(ApiMeters meters, Context context, float ms) {
        if (ServerSentEvents.CONTENT_TYPE.equals(context.res().getContentType())) {
            return;
        }
        Endpoint route = context.endpoints().lastHttpEndpoint();
        meters.answered(
                context.method().name(),
                route == null ? "none" : route.path,
                context.statusCode(),
                Duration.ofNanos((long) (ms * 1_000_000)));
    }

    /**
     * Starts listening.
     *
     * @throws ApiStartException if the port is taken or may not be used
     */
    public ApiServer start() {
        try {
            javalin.start();
            return this;
        } catch (JavalinBindException e) {
            throw new ApiStartException(
                    ("can't listen on %s of %s: it is taken by another process, or not allowed;"
                                    + " choose another one")
                            .formatted(edge.portOf(e), settings.host()),
                    e);
        } catch (JavalinException e) {
            throw new ApiStartException(
                    "the API can't listen on api.host %s, api.port %d: %s"
                            .formatted(settings.host(), settings.port(), e.getMessage()),
                    e);
        }
    }

    /** Returns the routes that it answers, such as {@code GET /v1/endpoints/{id}}. */
    Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .forEach(endpoint -> routes.add(endpoint.method.name() + " " + endpoint.path));
        return routes;
    }

    /** Returns the port that it listens on; it differs from the setting if that is 0. */
    public int port() {
        return javalin.port();
    }

    /** Returns the port that metrics and health are on. */
    public int statusPort() {
        return edge.statusPort();
    }

    /** Finishes running requests and stops listening. */
    @Override
    public void close() {
        javalin.stop();
    }
}
