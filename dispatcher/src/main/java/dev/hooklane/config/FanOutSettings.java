package dev.hooklane.config;

import java.time.Duration;

/**
 * How events become deliveries.
 *
 * @param threads number of Kafka Streams threads in this instance
 * @param commitInterval how often the offsets on the events topic are committed
 * @param accountDeliveriesPerSecond how many deliveries of an account are made a second, in each
 *     partition of the events, unless an operator has set another number for it; 0 for no limit
 */
public record FanOutSettings(
        int threads,
        Duration commitInterval,
        ProcessingGuarantee processingGuarantee,
        int accountDeliveriesPerSecond) {

    /** What happens when a crash interrupts a fan-out. */
    public enum ProcessingGuarantee {
        /** Repeats some deliveries, with the same ids on the same partition. */
        AT_LEAST_ONCE,
        /** Repeats none, and adds the time of a transaction to each event. */
        EXACTLY_ONCE
    }

    static FanOutSettings read(SettingReader settings) {
        return new FanOutSettings(
                // One thread fans out over 100,000 deliveries a second.
                settings.integer("fan-out.threads", 1, 1, 64),
                // The most that a crash repeats. Repeats are recognised by their ids. Each
                // partition remembers 8,192 ids: 8 s of deliveries, at the 1,000 a second that it
                // is sized for.
                settings.duration("fan-out.commit-interval", "500ms", "10ms", "8s"),
                // Repeats do no harm, and each transaction would cost 20 ms of latency.
                settings.choice(
                        "fan-out.processing-guarantee",
                        ProcessingGuarantee.AT_LEAST_ONCE,
                        ProcessingGuarantee.class),
                // A twentieth of a thread. A second's worth may come at once, and so holds up the
                // others for a twentieth of a second.
                settings.integer("fan-out.account-deliveries-per-second", 5_000, 0, 1_000_000));
    }
}
