package dev.hooklane.catalogue;

/** Others' text as it may stand in a message: one printable line, not long. */
public final class SafeText {
    private static final int CHARS_MAX = 200;

    private SafeText() {}

    /** What failed. */
    public static String of(Throwable failure) {
        return of(failure.toString());
    }

    public static String of(String text) {
        String cut = text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) + "…" : text;
        return cut.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
    }
}
