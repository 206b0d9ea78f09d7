package dev.hooklane.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** A record's headers in the form that reading events needs. */
public final class HeaderTexts {
    private HeaderTexts() {}

    /** Returns the headers by name in lower case; of equal names the last one counts. */
    public static Map<String, String> of(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        for (Header header : headers) {
            if (header.value() != null) {
                texts.put(header.key().toLowerCase(Locale.ROOT), new String(header.value(), UTF_8));
            }
        }
        return texts;
    }
}
