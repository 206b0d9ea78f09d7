package dev.hooklane.console.view;

/**
 * A state in a word, with a colour that shows how good it is.
 *
 * @param tone {@code good}, {@code bad}, {@code warn}, or {@code plain}
 */
public record Badge(String label, String tone) {
    public static Badge good(String label) {
        return new Badge(label, "good");
    }

    public static Badge bad(String label) {
        return new Badge(label, "bad");
    }

    public static Badge warn(String label) {
        return new Badge(label, "warn");
    }

    public static Badge plain(String label) {
        return new Badge(label, "plain");
    }
}
