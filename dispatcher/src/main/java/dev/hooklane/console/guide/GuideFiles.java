package dev.hooklane.console.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.console.asset.Assets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The files of {@code docs/} in the jar, with links rewritten to pages of the console. */
final class GuideFiles implements Markdown.Links {
    private static final String FOLDER = "/console/guide/";

    private final Assets assets;

    GuideFiles(Assets assets) {
        this.assets = assets;
    }

    /**
     * Renders a file.
     *
     * @param change applied to its text before it is parsed as Markdown
     */
    Markdown markdown(String file, UnaryOperator<String> change) {
        return Markdown.of(change.apply(source(file)), this);
    }

    @Override
    public String picture(String path) {
        return assets.path(path.substring(path.lastIndexOf('/') + 1));
    }

    @Override
    public Optional<String> page(String link) {
        boolean itself = link.startsWith("#") || link.contains("://");
        return itself ? Optional.of(link) : Handbook.pathOf(link);
    }

    static String source(String file) {
        try (InputStream content = GuideFiles.class.getResourceAsStream(FOLDER + file)) {
            if (content == null) {
                throw new IllegalStateException("the jar has no " + FOLDER + file);
            }
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not readable", e);
        }
    }
}
