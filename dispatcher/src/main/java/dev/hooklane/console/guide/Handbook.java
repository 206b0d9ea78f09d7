package dev.hooklane.console.guide;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The pages for operators, in the order of the menu. */
enum Handbook {
    OPERATIONS("Operations"),
    SETTINGS("Settings"),
    METRICS("Metrics"),
    RELIABILITY("Reliability"),
    CONCEPTS("Concepts"),
    PUBLISHING("Publishing events"),
    SOURCES("Sources"),
    MAPPING("Mappings of sources"),
    CLIENTS("Clients"),
    PROBLEMS("Problems"),
    ENDPOINTS("Endpoints and access"),
    CLI("Commands"),
    ARCHITECTURE("Architecture");

    /** The path of the handbook. */
    static final String PATH = "/handbook";

    private static final String SUFFIX = ".md";

    /** Every instance serves it, also without the console. */
    private static final String API_DOCUMENT = "/openapi.yaml";

    private final String title;

    Handbook(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Returns its file in {@code docs/}. */
    String file() {
        return name() + SUFFIX;
    }

    /** Returns its part of the path. */
    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    String path() {
        return PATH + "/" + slug();
    }

    /** Returns the page with this part of the path. */
    static Optional<Handbook> at(String slug) {
        return Arrays.stream(values()).filter(page -> page.slug().equals(slug)).findFirst();
    }

    /**
     * Returns the console path for a link in a file of {@code docs/}; empty if the console has no
     * such page.
     */
    static Optional<String> pathOf(String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        String anchor = hash < 0 ? "" : link.substring(hash);
        if (file.equals(GuidePages.FILE)) {
            return Optional.of(GuidePages.GUIDE + anchor);
        }
        if (file.endsWith(API_DOCUMENT)) {
            return Optional.of(API_DOCUMENT);
        }
        return Arrays.stream(values())
                .filter(page -> page.file().equals(file))
                .findFirst()
                .map(page -> page.path() + anchor);
    }
}
