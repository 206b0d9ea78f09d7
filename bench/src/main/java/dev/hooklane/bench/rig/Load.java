package dev.hooklane.bench.rig;

/**
 * Some events for the accounts of a crowd, which take turns. It has a text form, for the
 * publisher's standard input.
 *
 * @param crowd whose accounts get them
 * @param accounts how many of its accounts take part, from the first one on
 * @param from the number of the first event
 * @param events how many
 * @param perSecond evenly spaced, each with its time in it; 0 for as fast as possible
 * @param dataBytes the size of their data; 0 for that of a chat message
 */
public record Load(
        String crowd, int accounts, long from, long events, int perSecond, int dataBytes) {
    private static final String SEPARATOR = " ";
    private static final long BACKLOG = 8_192;
    private static final long BACKLOG_BYTES = 64L * 1024 * 1024;

    /** Returns a load of chat messages. */
    public static Load of(Crowd crowd, long events, int perSecond) {
        return new Load(crowd.name(), crowd.accounts(), 0, events, perSecond, 0);
    }

    /** Returns a load of chat messages at full speed, which is made for as long as one wants. */
    public static Load atFullSpeed(Crowd crowd) {
        return of(crowd, 0, 0);
    }

    /** Returns the same for fewer accounts. */
    public Load forAccounts(int fewer) {
        return new Load(crowd, fewer, from, events, perSecond, dataBytes);
    }

    /** Returns the same with data of this size. */
    public Load withDataBytes(int bytes) {
        return new Load(crowd, accounts, from, events, perSecond, bytes);
    }

    /** Returns a part of the same, as fast as possible. */
    Load part(long start, long count) {
        return new Load(crowd, accounts, start, count, 0, dataBytes);
    }

    /** Returns how many may be published and not yet received: about half a second's worth. */
    long backlog() {
        return Math.min(BACKLOG, BACKLOG_BYTES / Math.max(1, dataBytes));
    }

    /** Returns the time of an event, counted from that of the first. */
    long nanosOf(long n) {
        return (n - from) * 1_000_000_000L / perSecond;
    }

    /** Returns the text form. */
    public String text() {
        return String.join(
                SEPARATOR,
                crowd,
                Integer.toString(accounts),
                Long.toString(from),
                Long.toString(events),
                Integer.toString(perSecond),
                Integer.toString(dataBytes));
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is not one
     */
    static Load parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 6) {
            throw new IllegalArgumentException("'%s' is not a load".formatted(text));
        }
        return new Load(
                parts[0],
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Integer.parseInt(parts[4]),
                Integer.parseInt(parts[5]));
    }
}
