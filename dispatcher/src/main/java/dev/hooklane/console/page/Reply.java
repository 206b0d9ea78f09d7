package dev.hooklane.console.page;

/** The reply to a visitor. */
public sealed interface Reply {
    /**
     * A page.
     *
     * @param template its name; the frame around it is added
     * @param view the data that it shows
     */
    record Whole(int status, String template, Object view) implements Reply {}

    /** A part of a page, which htmx puts in its place. */
    record Part(int status, String template, Object view) implements Reply {}

    /**
     * A redirect.
     *
     * @param path on this server
     */
    record Elsewhere(String path) implements Reply {}

    static Reply page(String template, Object view) {
        return new Whole(200, template, view);
    }

    /** Returns a page whose form needs corrections. */
    static Reply refused(String template, Object view) {
        return new Whole(422, template, view);
    }

    static Reply part(String template, Object view) {
        return new Part(200, template, view);
    }

    static Reply to(String path) {
        return new Elsewhere(path);
    }
}
