package dev.hooklane.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.AttemptWait;
import dev.hooklane.delivery.DeliveryRecords;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * How often a delivery has been parked before its next attempt. Stored in the header {@code
 * hooklane-parked} as {@code times,since,turn}, followed by {@code ,faults} if there were any. The
 * reason is in a header of its own, which older releases ignore. After the next attempt it starts
 * over.
 *
 * @param times how often it was parked
 * @param sinceMillis when it was parked for the first time
 * @param turnMillis when its turn comes by its lane's schedule; a plan, not a promise
 * @param faults how many of these times were due to faults on our side
 * @param reason why it was parked last; empty if an older release parked it
 */
public record Parking(int times, long sinceMillis, long turnMillis, int faults, String reason) {
    static final String HEADER = "hooklane-parked";
    static final String REASON_HEADER = "hooklane-parked-for";
    public static final Parking NEVER = new Parking(0, 0, 0);

    /** Makes a parking without faults. */
    Parking(int times, long sinceMillis, long turnMillis) {
        this(times, sinceMillis, turnMillis, 0, "");
    }

    public static Parking of(Headers headers) {
        Parking parking =
                DeliveryRecords.optional(headers, HEADER).map(Parking::parse).orElse(NEVER);
        return DeliveryRecords.optional(headers, REASON_HEADER)
                .filter(_ -> parking.happened())
                .map(parking::because)
                .orElse(parking);
    }

    /** Reads the header's value. If it can't be read there is no plan, and the delivery is due. */
    private static Parking parse(String text) {
        String[] parts = text.split(",", -1);
        try {
            return parts.length == 3 || parts.length == 4
                    ? new Parking(
                            Integer.parseInt(parts[0]),
                            Long.parseLong(parts[1]),
                            Long.parseLong(parts[2]),
                            parts.length == 4 ? Integer.parseInt(parts[3]) : 0,
                            "")
                    : NEVER;
        } catch (NumberFormatException e) {
            return NEVER;
        }
    }

    public boolean happened() {
        return times > 0;
    }

    /** Returns how long ago it was parked for the first time. */
    long ageMillis(long nowMillis) {
        return happened() ? Math.max(0, nowMillis - sinceMillis) : 0;
    }

    /** Returns how long until its turn; 0 when that has come. */
    public long untilTurnMillis(long nowMillis) {
        return happened() ? Math.max(0, turnMillis - nowMillis) : 0;
    }

    public Parking again(long nowMillis, long newTurnMillis) {
        return new Parking(
                times + 1, happened() ? sinceMillis : nowMillis, newTurnMillis, faults, reason);
    }

    /** Returns the same with one more fault. */
    Parking faulted() {
        return new Parking(times, sinceMillis, turnMillis, faults + 1, reason);
    }

    /** Returns the same with another reason. */
    Parking because(String other) {
        return new Parking(times, sinceMillis, turnMillis, faults, other);
    }

    /** Returns the wait before the attempt that follows; empty if there was none. */
    Optional<AttemptWait> asWait() {
        return happened() && !reason.isEmpty()
                ? Optional.of(new AttemptWait(reason, Instant.ofEpochMilli(sinceMillis)))
                : Optional.empty();
    }

    void addTo(Headers headers) {
        headers.remove(HEADER);
        String text = "%d,%d,%d".formatted(times, sinceMillis, turnMillis);
        headers.add(HEADER, (faults == 0 ? text : text + "," + faults).getBytes(UTF_8));
        headers.remove(REASON_HEADER);
        if (!reason.isEmpty()) {
            headers.add(REASON_HEADER, reason.getBytes(UTF_8));
        }
    }
}
