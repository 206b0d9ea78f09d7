package dev.hooklane.console.guide;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The pages for operators, in the order of their menu. */
enum Handbook {
    OPERATIONS("Operations"),
    SETTINGS("Settings"),
    METRICS("Metrics"),
    RELIABILITY("Reliability"),
    CONCEPTS("Concepts"),
    PUBLISHING("Publishing events"),
    ENDPOINTS("Endpoints and access"),
    CLI("Commands"),
    ARCHITECTURE("Architecture");

    /** Where the handbook begins. */
    static final String PATH = "/handbook";

    private static final String SUFFIX = ".md";

    private final String title;

    Handbook(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Its file in {@code docs/}. */
    String file() {
        return name() + SUFFIX;
    }

    /** Its part of the path. */
    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    String path() {
        return PATH + "/" + slug();
    }

    /** The page at that part of the path. */
    static Optional<Handbook> at(String slug) {
        return Arrays.stream(values()).filter(page -> page.slug().equals(slug)).findFirst();
    }

    /** Where a link of a file in {@code docs/} leads in the console; empty if to no page of it. */
    static Optional<String> pathOf(String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        String anchor = hash < 0 ? "" : link.substring(hash);
        if (file.equals(GuidePages.FILE)) {
            return Optional.of(GuidePages.GUIDE + anchor);
        }
        return Arrays.stream(values())
                .filter(page -> page.file().equals(file))
                .findFirst()
                .map(page -> page.path() + anchor);
    }
}
