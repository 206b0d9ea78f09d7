package dev.hooklane.edge;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The name of one request, in its answer, in log lines about it and on the audit topic. The
 * client's own is used if no character of it could be anything but a part of a name where it is
 * written. It is no secret and proves nothing.
 */
final class RequestId {
    private static final int CHARACTERS_MAX = 128;
    private static final String MARKS = "._:-";

    private RequestId() {}

    /** Returns the id that the client sent, if it may be used, or else a new one. */
    static String orNew(@Nullable String sent) {
        return sent != null && isWellFormed(sent) ? sent : random();
    }

    private static String random() {
        return "req_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static boolean isWellFormed(String sent) {
        return !sent.isEmpty()
                && sent.length() <= CHARACTERS_MAX
                && sent.chars().allMatch(RequestId::isAllowed);
    }

    private static boolean isAllowed(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || MARKS.indexOf(character) >= 0;
    }
}
