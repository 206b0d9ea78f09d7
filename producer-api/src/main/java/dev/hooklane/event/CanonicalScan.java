package dev.hooklane.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recognises events that are in canonical form already, as the library and the API write them, in
 * one pass over the bytes. It decodes and copies nothing. It knows the usual part of the canonical
 * form only, and leaves everything else, valid or not, to the full reader. An instance serves one
 * document on one thread.
 */
final class CanonicalScan {
    /** Deeper data goes to the full reader. */
    private static final int DEPTH_MAX = 32;

    /** So does data with more names in the objects around a value. */
    private static final int NAMES_MAX = 64;

    /** Longer numbers may lose digits in JavaScript. */
    private static final int NUMBER_CHARS_MAX = 15;

    private static final byte[] ID = ascii("{\"id\":\"");
    private static final byte[] TYPE = ascii(",\"type\":\"");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":\"");
    private static final byte[] DATA = ascii(",\"data\":");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");

    private final byte[] json;
    private int at;
    private final int[] nameStarts = new int[NAMES_MAX];
    private final int[] nameEnds = new int[NAMES_MAX];
    private int names;

    private CanonicalScan(byte[] json) {
        this.json = json;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Returns the event; empty if the full reader has to decide. The event's payload is the array
     * itself.
     */
    static Optional<Event> event(byte[] json, KnownTypes types) {
        return json.length > Payload.MAX_BYTES
                ? Optional.empty()
                : new CanonicalScan(json).event(types);
    }

    private Optional<Event> event(KnownTypes types) {
        String id = text(ID);
        String type = id == null ? null : text(TYPE);
        String timestamp = type == null ? null : text(TIMESTAMP);
        if (id == null
                || type == null
                || timestamp == null
                || !passes(DATA)
                || !object(1)
                || !passes('}')
                || at < json.length
                || !EventId.isValid(id)) {
            return Optional.empty();
        }
        Rfc3339 time = time(timestamp);
        return time == null
                ? Optional.empty()
                : types.find(type)
                        .map(known ->
                                new Event(
                                        new EventId(id),
                                        true,
                                        known,
                                        time.instant(),
                                        Payload.of(json)));
    }

    private static @Nullable Rfc3339 time(String text) {
        try {
            Rfc3339 time = Rfc3339.parse(text);
            return time.text().equals(text) ? time : null;
        } catch (Rejection e) {
            return null;
        }
    }

    /** Passes a frame and the text after it; null if there is something else. */
    private @Nullable String text(byte[] frame) {
        if (!passes(frame)) {
            return null;
        }
        int from = at;
        while (at < json.length && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
            at++;
        }
        int end = at;
        return passes('"') ? new String(json, from, end - from, StandardCharsets.US_ASCII) : null;
    }

    private boolean passes(byte[] frame) {
        int end = at + frame.length;
        if (end > json.length || !Arrays.equals(json, at, end, frame, 0, frame.length)) {
            return false;
        }
        at = end;
        return true;
    }

    private boolean passes(char ascii) {
        if (at < json.length && json[at] == ascii) {
            at++;
            return true;
        }
        return false;
    }

    private boolean value(int depth) {
        if (at == json.length) {
            return false;
        }
        return switch (json[at]) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> passes(TRUE);
            case 'f' -> passes(FALSE);
            case 'n' -> passes(NULL);
            default -> number();
        };
    }

    private boolean object(int depth) {
        if (depth > DEPTH_MAX || !passes('{')) {
            return false;
        }
        if (passes('}')) {
            return true;
        }
        int first = names;
        do {
            if (!name(first) || !passes(':') || !value(depth + 1)) {
                return false;
            }
        } while (passes(','));
        names = first;
        return passes('}');
    }

    private boolean array(int depth) {
        if (depth > DEPTH_MAX || !passes('[')) {
            return false;
        }
        if (passes(']')) {
            return true;
        }
        do {
            if (!value(depth + 1)) {
                return false;
            }
        } while (passes(','));
        return passes(']');
    }

    /**
     * Passes a member's name that none before it in its object has. In canonical form, two names
     * are equal if their bytes are. A name that begins with a digit may have to be sorted.
     *
     * @param first the number of the object's first name
     */
    private boolean name(int first) {
        int start = at;
        if (!string() || isDigit(json[start + 1]) || names == NAMES_MAX) {
            return false;
        }
        for (int i = first; i < names; i++) {
            if (Arrays.equals(json, nameStarts[i], nameEnds[i], json, start, at)) {
                return false;
            }
        }
        nameStarts[names] = start;
        nameEnds[names] = at;
        names++;
        return true;
    }

    private boolean string() {
        if (!passes('"')) {
            return false;
        }
        while (at < json.length) {
            byte b = json[at++];
            if (b == '"') {
                return true;
            }
            boolean passed = b < 0 ? moreOf(b & 0xff) : b == '\\' ? shortEscape() : b >= ' ';
            if (!passed) {
                return false;
            }
        }
        return false;
    }

    /**
     * Passes the rest of an escape that has one letter; each stands for a character that needs it.
     */
    private boolean shortEscape() {
        return at < json.length
                && switch (json[at++]) {
                    case '"', '\\', 'b', 'f', 'n', 'r', 't' -> true;
                    default -> false;
                };
    }

    /** Passes the rest of a character of several bytes, by table 3-7 of the Unicode standard. */
    private boolean moreOf(int first) {
        if (first >= 0xc2 && first <= 0xdf) {
            return isNext(0x80, 0xbf);
        }
        if (first >= 0xe0 && first <= 0xef) {
            return isNext(first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf)
                    && isNext(0x80, 0xbf);
        }
        return first >= 0xf0
                && first <= 0xf4
                && isNext(first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf)
                && isNext(0x80, 0xbf)
                && isNext(0x80, 0xbf);
    }

    private boolean isNext(int from, int to) {
        if (at == json.length) {
            return false;
        }
        int b = json[at++] & 0xff;
        return b >= from && b <= to;
    }

    /** Passes a short number without exponent that JavaScript writes in the same way. */
    private boolean number() {
        boolean negative = passes('-');
        int from = at;
        int whole = digits();
        boolean zero = whole > 0 && json[from] == '0';
        if (whole == 0 || (zero && (whole > 1 || negative))) {
            return false;
        }
        if (passes('.')) {
            int fraction = at;
            // The last digit must be significant, and JavaScript writes tiny numbers with an
            // exponent.
            if (digits() == 0 || json[at - 1] == '0' || (zero && json[fraction] == '0')) {
                return false;
            }
        }
        return at - from <= NUMBER_CHARS_MAX;
    }

    private int digits() {
        int from = at;
        while (at < json.length && isDigit(json[at])) {
            at++;
        }
        return at - from;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
