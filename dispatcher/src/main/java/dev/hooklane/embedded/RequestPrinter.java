package dev.hooklane.embedded;

import dev.hooklane.event.VisibleText;
import java.io.Console;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Formats received requests for people: one line about the request, then its body, indented. */
public final class RequestPrinter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final int MAX_FIELD_CHARS = 200;
    private static final int MAX_BODY_CHARS = 16_384;

    private final ZoneId zone;
    private final boolean coloured;

    /** Creates a printer that shows times in this zone, optionally with ANSI colours. */
    public RequestPrinter(ZoneId zone, boolean coloured) {
        this.zone = zone;
        this.coloured = coloured;
    }

    /**
     * Creates the printer for this process's output: coloured only on a terminal where {@code
     * NO_COLOR} is not set.
     */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 returns null again without a terminal
    public static RequestPrinter forTerminal(Map<String, String> environment) {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        return new RequestPrinter(
                ZoneId.systemDefault(),
                terminal && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /**
     * Returns the text, which ends with an empty line and contains no control character of the
     * request.
     */
    public String text(ReceivedRequest request) {
        StringBuilder text = new StringBuilder();
        text.append(paint(Colour.DIM, TIME.format(request.at().atZone(zone)))).append("  ");
        text.append(paint(Colour.BOLD, field(request.eventType(), "no type"))).append("  ");
        text.append(field(request.deliveryId(), "no delivery id")).append("  ");
        text.append("attempt ").append(field(request.attempt(), "?")).append("  ");
        text.append(check("body HMAC", request.bodySignature())).append("  ");
        text.append(check("Standard Webhooks", request.standardSignature())).append("  ");
        text.append(status(request.status())).append('\n');
        body(request).lines().forEach(line -> text.append("  ").append(line).append('\n'));
        return text.append('\n').toString();
    }

    private static String body(ReceivedRequest request) {
        if (request.body().sizeBytes() == 0) {
            return "(no body)";
        }
        String visible = VisibleText.lines(PrettyJson.of(request.body().text()));
        if (visible.length() <= MAX_BODY_CHARS) {
            return visible;
        }
        return visible.substring(0, MAX_BODY_CHARS)
                + "\n… cut here: the body has %d bytes".formatted(request.body().sizeBytes());
    }

    private String check(String scheme, SignatureVerdict check) {
        return switch (check) {
            case SignatureVerdict.Valid() -> paint(Colour.GREEN, "✓ " + scheme);
            case SignatureVerdict.Invalid(String reason) ->
                    paint(Colour.RED, "✗ %s (%s)".formatted(scheme, field(reason, "no reason")));
            case SignatureVerdict.NotChecked() ->
                    paint(Colour.DIM, "- %s not checked".formatted(scheme));
        };
    }

    private String status(int status) {
        return paint(status < 300 ? Colour.GREEN : Colour.RED, "-> " + status);
    }

    private static String field(String value, String whenEmpty) {
        if (value.isEmpty()) {
            return whenEmpty;
        }
        String visible = VisibleText.line(value);
        return visible.length() <= MAX_FIELD_CHARS
                ? visible
                : visible.substring(0, MAX_FIELD_CHARS) + "…";
    }

    private String paint(Colour colour, String text) {
        return coloured ? colour.start + text + "\u001b[0m" : text;
    }

    private enum Colour {
        BOLD("\u001b[1m"),
        DIM("\u001b[2m"),
        RED("\u001b[31m"),
        GREEN("\u001b[32m");

        private final String start;

        Colour(String start) {
            this.start = start;
        }
    }
}
