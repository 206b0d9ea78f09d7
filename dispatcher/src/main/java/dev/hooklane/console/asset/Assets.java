package dev.hooklane.console.asset;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

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

    /** Folders of {@code docs/} with the pictures of the guide and the handbook. */
    private static final List<String> PICTURES =
            List.of("/console/guide/pictures/", "/console/guide/dashboards/");

    /** A plain name, so that it leads to no other folder. */
    private static final Pattern PICTURE_NAME = Pattern.compile("[a-z0-9-]+\\.(png|svg)");

    /** Pictures are added on first use; there are no more than the jar has. */
    private final Map<String, Asset> assets = new ConcurrentHashMap<>(load());

    private static Map<String, Asset> load() {
        Map<String, Asset> assets = new HashMap<>();
        assets.put("console.css", Asset.load("/console/console.css", STYLE));
        assets.put("console.js", Asset.load("/console/console.js", SCRIPT));
        assets.put("portal.js", Asset.load("/console/portal.js", SCRIPT));
        assets.put("hooklane.svg", Asset.load("/console/hooklane.svg", DRAWING));
        assets.put(
                "htmx.js",
                Asset.load(
                        "/META-INF/resources/webjars/htmx.org/%s/dist/htmx.min.js"
                                .formatted(htmxVersion()),
                        SCRIPT));
        return assets;
    }

    /** Returns the path at which pages load a file. */
    public String path(String name) {
        Asset asset =
                find(name)
                        .orElseThrow(
                                () -> new IllegalArgumentException("there is no asset " + name));
        return "/assets/%s/%s".formatted(asset.hash(), name);
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/assets/{hash}/{name}", this::answer);
    }

    private void answer(Context context) {
        find(context.pathParam("name"))
                .ifPresentOrElse(asset -> answer(context, asset), () -> context.status(404));
    }

    private static void answer(Context context, Asset asset) {
        // During a rolling restart, the page may come from another release.
        boolean asked = asset.hash().equals(context.pathParam("hash"));
        context.header("Cache-Control", asked ? KEEP : "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .contentType(asset.contentType());
        Compression.send(context, asset::bytes, asset::gzipped);
    }

    private Optional<Asset> find(String name) {
        Optional<Asset> known = Optional.ofNullable(assets.get(name));
        if (known.isPresent() || !PICTURE_NAME.matcher(name).matches()) {
            return known;
        }
        Optional<Asset> picture =
                PICTURES.stream()
                        .map(folder ->
                                Asset.find(
                                        folder + name, name.endsWith(".svg") ? DRAWING : PICTURE))
                        .flatMap(Optional::stream)
                        .findFirst();
        picture.ifPresent(found -> assets.put(name, found));
        return picture;
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
