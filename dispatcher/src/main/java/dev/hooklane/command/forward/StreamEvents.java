package dev.hooklane.command.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Optional;

/** Reads server-sent events, as far as Hooklane writes them: one line of data each. */
final class StreamEvents {
    private static final String ID = "id: ";
    private static final String NAME = "event: ";
    private static final String DATA = "data: ";

    private final BufferedReader lines;

    /** An event; {@code id} is empty if it has none. */
    record StreamEvent(String id, String name, String data) {}

    StreamEvents(InputStream in) {
        lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    }

    /** Returns the next event; empty at the end of the stream. */
    Optional<StreamEvent> next() throws IOException {
        String id = "";
        String name = "";
        String data = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!name.isEmpty()) {
                    return Optional.of(new StreamEvent(id, name, data));
                }
            } else if (line.startsWith(ID)) {
                id = line.substring(ID.length());
            } else if (line.startsWith(NAME)) {
                name = line.substring(NAME.length());
            } else if (line.startsWith(DATA)) {
                data = line.substring(DATA.length());
            }
        }
        return Optional.empty();
    }
}
