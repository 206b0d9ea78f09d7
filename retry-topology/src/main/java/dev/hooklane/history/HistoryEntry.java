package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A delivery's entry by status: those of its fields that never change. With them, a list reads only
 * the records that match.
 */
final class HistoryEntry {
    private static final char BETWEEN = '\n';
    private static final byte[] ANY = {};

    private HistoryEntry() {}

    static byte[] of(HistoryHead head) {
        return (head.account() + BETWEEN + head.type()).getBytes(UTF_8);
    }

    /**
     * Returns what accepts entries with this account and type, if they are given. It compares
     * bytes, as a list looks at thousands of entries.
     */
    static Predicate<byte[]> filter(Optional<AccountId> account, Optional<EventType> type) {
        byte[] begin = account.map(id -> (id.value() + BETWEEN).getBytes(UTF_8)).orElse(ANY);
        byte[] end = type.map(each -> (BETWEEN + each.value()).getBytes(UTF_8)).orElse(ANY);
        return entry -> beginsWith(entry, begin) && endsWith(entry, end);
    }

    private static boolean beginsWith(byte[] entry, byte[] begin) {
        return entry.length >= begin.length
                && Arrays.equals(entry, 0, begin.length, begin, 0, begin.length);
    }

    private static boolean endsWith(byte[] entry, byte[] end) {
        int from = entry.length - end.length;
        return from >= 0 && Arrays.equals(entry, from, entry.length, end, 0, end.length);
    }
}
