package dev.hooklane.console.asset;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Styles, scripts and icons of the pages. Each path contains a hash of the content, so browsers can
 * cache a file forever and still never use an old one.
 */
public final class Assets {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String PICTURE = "image/png";
    private static final String DRAWING = "image/svg+xml";
    private static final String KEEP = "public, max-age=31536000, immutable";

    /** The pictures of the guide and the handbook, in {@code docs/}. */
    private static final List<String> PICTURES =
            List.of(
                    "pictures/webhooks.png",
                    "pictures/add-webhook.png",
                    "pictures/secret.png",
                    "pictures/webhook.png",
                    "pictures/road.svg",
                    "pictures/delivery.svg",
                    "pictures/lane.svg",
                    "pictures/soak.svg",
                    "dashboards/dashboard-retries.png");

    private final Map<String, Asset> assets = load();

    private static Map<String, Asset> load() {
        Map<String, Asset> assets = new HashMap<>();
        assets.put("console.css", Asset.load("/console/console.css", STYLE));
        assets.put("console.js", Asset.load("/console/console.js", SCRIPT));
        assets.put("hooklane.svg", Asset.load("/console/hooklane.svg", DRAWING));
        assets.put(
                "htmx.js",
                Asset.load(
                        "/META-INF/resources/webjars/htmx.org/%s/dist/htmx.min.js"
                                .formatted(htmxVersion()),
                        SCRIPT));
        for (String picture : PICTURES) {
            assets.put(
                    picture.substring(picture.indexOf('/') + 1),
                    Asset.load(
                            "/console/guide/" + picture,
                            picture.endsWith(".svg") ? DRAWING : PICTURE));
        }
        return Map.copyOf(assets);
    }

    /** Returns the path at which pages load a file. */
    public String path(String name) {
        return "/assets/%s/%s".formatted(find(name).hash(), name);
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/assets/{hash}/{name}", this::answer);
    }

    private void answer(Context context) {
        Asset asset = assets.get(context.pathParam("name"));
        if (asset == null) {
            context.status(404);
            return;
        }
        // During a rolling restart, the page may come from another release.
        boolean asked = asset.hash().equals(context.pathParam("hash"));
        String accepted = context.header("Accept-Encoding");
        boolean gzip = accepted != null && accepted.contains("gzip");
        context.header("Cache-Control", asked ? KEEP : "no-store")
                .header("Vary", "Accept-Encoding")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .contentType(asset.contentType());
        if (gzip) {
            context.header("Content-Encoding", "gzip").result(asset.gzipped());
        } else {
            context.result(asset.bytes());
        }
    }

    private Asset find(String name) {
        Asset asset = assets.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("there is no asset " + name);
        }
        return asset;
    }

    private static String htmxVersion() {
        try (InputStream file = Assets.class.getResourceAsStream("/version.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("htmx");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties is not readable", e);
        }
    }
}
