package dev.hooklane.edge;

import java.util.Set;
import org.eclipse.jetty.server.Request;

/** The paths that the edge tells apart. */
final class Paths {
    static final String METRICS = "/metrics";
    private static final Set<String> STATUS = Set.of(METRICS, "/health/live", "/health/ready");
    private static final String HEALTH = "/health/";

    private Paths() {}

    private static String path(Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        return path == null ? "" : path;
    }

    static boolean ofApi(Request request) {
        return path(request).startsWith("/v1/");
    }

    /** Reports whether the request asks for health, which costs nothing. */
    static boolean ofHealth(Request request) {
        return STATUS.contains(path(request)) && path(request).startsWith(HEALTH);
    }

    /** Reports whether the request asks for metrics or health. */
    static boolean ofStatus(Request request) {
        return STATUS.contains(path(request));
    }
}
