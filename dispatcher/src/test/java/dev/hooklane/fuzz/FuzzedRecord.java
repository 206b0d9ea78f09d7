package dev.hooklane.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * An input read as a record: the key in the first line, then a line for each header, an empty line,
 * and the value.
 */
public final class FuzzedRecord {
    private final byte[] key;
    private final Map<String, String> headers;
    private final byte[] value;

    private FuzzedRecord(byte[] key, Map<String, String> headers, byte[] value) {
        this.key = key;
        this.headers = headers;
        this.value = value;
    }

    public static FuzzedRecord of(byte[] input) {
        String text = new String(input, ISO_8859_1);
        int end = text.indexOf("\n\n");
        String[] lines = (end < 0 ? text : text.substring(0, end)).split("\n", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1));
            }
        }
        return new FuzzedRecord(
                lines[0].getBytes(ISO_8859_1),
                headers,
                (end < 0 ? "" : text.substring(end + 2)).getBytes(ISO_8859_1));
    }

    public byte[] key() {
        return key;
    }

    /** The last one of each name, as text. */
    public Map<String, String> headers() {
        return headers;
    }

    public byte[] value() {
        return value;
    }

    public RecordHeaders recordHeaders() {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, value) -> all.add(name, value.getBytes(ISO_8859_1)));
        return all;
    }
}
