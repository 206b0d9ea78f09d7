package dev.hooklane.denied;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which refused requests are written down one by one: the first few of each sender in a
 * minute, and so many in all. The others are counted. Any thread may use it.
 */
public final class DeniedRequests {
    public static final Duration MINUTE = Duration.ofMinutes(1);

    /** Enough to see what somebody tries. */
    public static final int EACH = 10;

    /** 144,000 a day, of some 300 bytes, whatever strangers do. */
    public static final int ALL = 100;

    /** More senders are counted together. */
    private static final int SENDERS_MAX = 1_000;

    private static final String OTHERS = "others";

    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Long> unwritten = new HashMap<>();
    private int written;

    /**
     * The requests of a minute that were not written down.
     *
     * @param all how many there were
     * @param busiest the sender of most of them
     * @param ofBusiest how many of them it sent
     */
    public record LeftOut(long all, String busiest, long ofBusiest) {}

    /**
     * Counts a refused request, and reports whether it is to be written down.
     *
     * @param sender an address, or a key's id
     */
    public synchronized boolean isWritten(String sender) {
        String counted =
                counts.containsKey(sender) || counts.size() < SENDERS_MAX ? sender : OTHERS;
        long count = counts.merge(counted, 1L, Long::sum);
        if (count <= EACH && written < ALL) {
            written++;
            return true;
        }
        unwritten.merge(counted, 1L, Long::sum);
        return false;
    }

    /**
     * Ends the minute and begins the next one.
     *
     * @return the requests of the minute that were not written down; empty if all were
     */
    public synchronized Optional<LeftOut> leftOut() {
        Optional<LeftOut> leftOut =
                unwritten.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(most ->
                                new LeftOut(
                                        unwritten.values().stream()
                                                .mapToLong(Long::longValue)
                                                .sum(),
                                        most.getKey(),
                                        most.getValue()));
        counts.clear();
        unwritten.clear();
        written = 0;
        return leftOut;
    }
}
