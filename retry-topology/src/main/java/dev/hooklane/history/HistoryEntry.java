package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.HistoryHead;

/**
 * What an entry of a list by status says of its delivery and never changes, so that a look at the
 * record is needed for those only that are asked for.
 */
record HistoryEntry(String account, String type) {
    private static final char BETWEEN = '\n';

    static HistoryEntry of(HistoryHead head) {
        return new HistoryEntry(head.account(), head.type());
    }

    static HistoryEntry read(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        int end = text.indexOf(BETWEEN);
        return new HistoryEntry(text.substring(0, end), text.substring(end + 1));
    }

    byte[] bytes() {
        return (account + BETWEEN + type).getBytes(UTF_8);
    }
}
