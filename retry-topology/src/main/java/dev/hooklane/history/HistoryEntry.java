package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.HistoryHead;

/**
 * The fields of a delivery that are stored in its entries by status and never change. With them, a
 * list reads only the records that match.
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
