package dev.hooklane.command.forward;

import dev.hooklane.event.VisibleText;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints each request of a stream with its answer: a line for people, or a JSON object for
 * programs. Any thread may use it.
 */
public final class ForwardPrinter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final PrintWriter out;
    private final PrintWriter notes;
    private final boolean json;
    private final InstantSource clock;

    private ForwardPrinter(PrintWriter out, PrintWriter notes, boolean json, InstantSource clock) {
        this.out = out;
        this.notes = notes;
        this.json = json;
        this.clock = clock;
    }

    /** Returns one that prints lines for people. */
    public static ForwardPrinter ofLines(PrintWriter out, InstantSource clock) {
        return new ForwardPrinter(out, out, false, clock);
    }

    /**
     * Returns one that prints an object per line.
     *
     * @param notes where it prints all else, for people
     */
    public static ForwardPrinter ofJson(PrintWriter out, PrintWriter notes, InstantSource clock) {
        return new ForwardPrinter(out, notes, true, clock);
    }

    /** Prints something that is no request. */
    public synchronized void note(String text) {
        notes.println(timed(text));
        notes.flush();
    }

    /**
     * Prints a request.
     *
     * @param request as it came on the stream
     * @param answer what the server made of it: a status, or an error with its detail
     */
    synchronized void request(JsonNode request, ObjectNode answer, long millis) {
        out.println(json ? object(request, answer, millis) : timed(line(request, answer, millis)));
        out.flush();
    }

    private ObjectNode object(JsonNode request, ObjectNode answer, long millis) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        object.put("at", clock.instant().toString());
        for (String name : new String[] {"type", "event", "delivery"}) {
            object.put(name, request.path(name).asString(""));
        }
        object.put("attempt", request.path("attempt").asInt(0));
        for (String name : new String[] {"status", "error", "detail"}) {
            object.set(name, answer.has(name) ? answer.get(name) : object.nullNode());
        }
        return object.put("durationMs", millis);
    }

    private static String line(JsonNode request, ObjectNode answer, long millis) {
        return "%s  %s  %s  attempt %d  %s in %d ms"
                .formatted(
                        request.path("type").asString(""),
                        request.path("event").asString(""),
                        request.path("delivery").asString(""),
                        request.path("attempt").asInt(0),
                        answer.has("status")
                                ? "-> " + answer.path("status").asInt(0)
                                : "-> no answer (%s)".formatted(answer.path("detail").asString("")),
                        millis);
    }

    private String timed(String text) {
        return TIME.format(clock.instant().atZone(ZoneId.systemDefault()))
                + "  "
                + VisibleText.line(text);
    }
}
