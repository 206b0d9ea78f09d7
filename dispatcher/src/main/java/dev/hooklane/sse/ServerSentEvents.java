package dev.hooklane.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a response that is a stream of server-sent events. For one thread, which a reader that is
 * slow holds up.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the format</a>
 */
public final class ServerSentEvents {
    public static final String CONTENT_TYPE = "text/event-stream";

    private final OutputStream out;

    private ServerSentEvents(OutputStream out) {
        this.out = out;
    }

    /** Begins the stream; nothing is sent yet. */
    public static ServerSentEvents begin(HttpServletResponse response) throws IOException {
        response.setContentType(CONTENT_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        // For nginx, which would otherwise buffer events.
        response.setHeader("X-Accel-Buffering", "no");
        return new ServerSentEvents(response.getOutputStream());
    }

    /**
     * Sends an event without an id.
     *
     * @throws IOException if the reader has left
     */
    public void send(String name, String data) throws IOException {
        send("", name, data);
    }

    /**
     * Sends an event.
     *
     * @param id in one line; empty for none
     * @param data any text, whose line ends arrive as line feeds
     * @throws IOException if the reader has left
     */
    public void send(String id, String name, String data) throws IOException {
        StringBuilder event = new StringBuilder();
        if (!id.isEmpty()) {
            event.append("id: ").append(id).append('\n');
        }
        event.append("event: ").append(name).append('\n');
        data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        if (data.isEmpty()) {
            event.append("data:\n");
        }
        write(event.append('\n').toString());
    }

    /**
     * Sends something that readers skip, so that nobody in between takes the stream for dead.
     *
     * @throws IOException if the reader has left
     */
    public void keepOpen() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
