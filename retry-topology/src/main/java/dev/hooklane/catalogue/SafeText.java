package dev.hooklane.catalogue;

/** Text from others, made safe for a message: a single printable line of limited length. */
public final class SafeText {
    private static final int CHARS_MAX = 200;

    private SafeText() {}

    /** Returns the failure's text. */
    public static String of(Throwable failure) {
        return of(failure.toString());
    }

    public static String of(String text) {
        String cut = text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) + "…" : text;
        return cut.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
    }
}
