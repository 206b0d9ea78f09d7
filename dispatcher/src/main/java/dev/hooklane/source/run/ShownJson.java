package dev.hooklane.source.run;

import java.io.Writer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The beginning of a value's JSON: all of it may be far larger than the record was. */
final class ShownJson extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int atMost;

    /** There is enough. */
    private static final class EnoughException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EnoughException() {
            super("there is enough", null, false, false);
        }
    }

    private ShownJson(int atMost) {
        this.atMost = atMost;
    }

    /** Returns the first characters of the value's JSON. */
    static String of(JsonNode node, int atMost) {
        ShownJson shown = new ShownJson(atMost);
        try {
            JsonMapper.shared().writeValue(shown, node);
        } catch (RuntimeException e) {
            if (!shown.isFull()) {
                throw e;
            }
        }
        return shown.text.toString();
    }

    private boolean isFull() {
        return text.length() >= atMost;
    }

    @Override
    public void write(char[] chars, int from, int count) {
        text.append(chars, from, Math.min(count, atMost - text.length()));
        if (isFull()) {
            throw new EnoughException();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
