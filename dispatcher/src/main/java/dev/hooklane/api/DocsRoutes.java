package dev.hooklane.api;

import dev.hooklane.event.VisibleText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * Serves the API's document as a page for reading and trying the API: Swagger UI from its WebJar.
 */
final class DocsRoutes implements Routes {
    /** Nothing from other hosts and nothing inline, except the images inside the style sheet. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String LIBRARY =
            "/META-INF/resources/webjars/swagger-ui/%s/".formatted(libraryVersion());

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** A file of the page. */
    private record Asset(String resource, String contentType) {}

    private static final Map<String, Asset> ASSETS =
            Map.of(
                    "docs.js", new Asset("/docs/docs.js", SCRIPT),
                    "swagger-ui-bundle.js", new Asset(LIBRARY + "swagger-ui-bundle.js", SCRIPT),
                    "swagger-ui.css",
                            new Asset(LIBRARY + "swagger-ui.css", "text/css; charset=utf-8"),
                    "favicon-32x32.png", new Asset(LIBRARY + "favicon-32x32.png", "image/png"));

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/docs/api",
                context ->
                        answer(context, new Asset("/docs/index.html", "text/html; charset=utf-8")));
        routes.get("/docs/api/{file}", DocsRoutes::asset);
    }

    private static void asset(Context context) throws IOException {
        String name = context.pathParam("file");
        Asset asset = ASSETS.get(name);
        if (asset == null) {
            throw Problem.notFound("there is no file " + VisibleText.excerpt(name));
        }
        context.header("Cache-Control", "max-age=3600");
        answer(context, asset);
    }

    private static void answer(Context context, Asset asset) throws IOException {
        try (InputStream resource = DocsRoutes.class.getResourceAsStream(asset.resource())) {
            context.header("Content-Security-Policy", POLICY)
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer")
                    .contentType(asset.contentType())
                    .result(resource.readAllBytes());
        }
    }

    private static String libraryVersion() {
        try (InputStream file = DocsRoutes.class.getResourceAsStream("/version.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("swagger-ui");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties is not readable", e);
        }
    }
}
