package dev.hooklane.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Identifies one state of an endpoint on its topic. A record names its own revision and the
 * revisions that it may replace in the headers {@code hooklane-revision} and {@code
 * hooklane-replaces}.
 *
 * @param id random; 0 for a record without a revision
 */
public record EndpointRevision(long id) {
    static final String HEADER = "hooklane-revision";
    static final String REPLACES_HEADER = "hooklane-replaces";

    /** The revision of a record without the header. */
    public static final EndpointRevision NONE = new EndpointRevision(0);

    public static EndpointRevision random(RandomGenerator random) {
        return new EndpointRevision(random.nextLong() | 1);
    }

    /** Adds this revision, and those that it replaces, to a record's headers. */
    public void addTo(Headers headers, Set<EndpointRevision> replaced) {
        headers.add(HEADER, toString().getBytes(US_ASCII));
        if (!replaced.isEmpty()) {
            List<String> names =
                    replaced.stream().map(EndpointRevision::toString).sorted().toList();
            headers.add(REPLACES_HEADER, String.join(",", names).getBytes(US_ASCII));
        }
    }

    /** Returns the revision in a record's headers. */
    public static EndpointRevision of(Headers headers) {
        String text = text(headers.lastHeader(HEADER));
        return text.isEmpty() ? NONE : parse(text);
    }

    /**
     * Returns the revisions that a record with these headers may replace; empty if it may replace
     * any.
     */
    public static Set<EndpointRevision> replacedBy(Headers headers) {
        Set<EndpointRevision> replaced = new HashSet<>();
        for (String name : text(headers.lastHeader(REPLACES_HEADER)).split(",", -1)) {
            EndpointRevision one = parse(name);
            if (!one.equals(NONE) || !name.isEmpty()) {
                replaced.add(one);
            }
        }
        return replaced;
    }

    private static EndpointRevision parse(String text) {
        try {
            return new EndpointRevision(HexFormat.fromHexDigitsToLong(text));
        } catch (IllegalArgumentException e) {
            // Hooklane did not write it, so it is treated as a record without a revision, which
            // counts.
            return NONE;
        }
    }

    private static String text(@Nullable Header header) {
        return header == null || header.value() == null ? "" : new String(header.value(), US_ASCII);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(id);
    }
}
