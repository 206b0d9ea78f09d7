package dev.hooklane.kafka;

import dev.hooklane.api.Readiness;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/**
 * Whether Kafka still answers this instance. Its consumers ask all the time: a fetch that finds
 * nothing is answered after half a second, and a member of a group sends a heartbeat every second.
 * So it is silence that tells, however few events there are; and as any broker's answer counts, one
 * that is away does not. Any thread may use it.
 */
public final class KafkaContact {
    /** As long as a session: from then on the instance's partitions are not its own any more. */
    static final Duration LOST_AFTER = KafkaClients.SESSION_TIMEOUT;

    private final LongSupplier nanoTime;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();

    public KafkaContact(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Listens to a consumer's answers until the line is closed. */
    public Line line(Consumer<?, ?> consumer) {
        Metric answers =
                consumer.metrics().entrySet().stream()
                        .filter(each ->
                                each.getKey().name().equals("response-total")
                                        && each.getKey().group().equals("consumer-metrics"))
                        .findAny()
                        .orElseThrow()
                        .getValue();
        return line(() -> ((Number) answers.metricValue()).longValue());
    }

    /**
     * @param answers how many there were so far
     */
    Line line(LongSupplier answers) {
        Line line = new Line(answers);
        lines.add(line);
        return line;
    }

    /** What is wrong, in words; empty while there is contact. */
    public String problem() {
        return silence()
                .filter(silence -> silence.compareTo(LOST_AFTER) >= 0)
                .map(silence -> "no answer of Kafka for %d s".formatted(silence.toSeconds()))
                .orElse("");
    }

    /** For those who ask whether the instance is ready. */
    public Readiness.Part readiness() {
        String problem = problem();
        return new Readiness.Part("kafka", problem.isEmpty(), problem);
    }

    /** For how long nobody was answered; empty if nobody asks. */
    private Optional<Duration> silence() {
        return lines.stream().flatMap(line -> line.silence().stream()).min(Duration::compareTo);
    }

    /** One consumer's contact. */
    public final class Line implements AutoCloseable {
        private final LongSupplier answers;
        private long heard;
        private long heardNanos;
        private boolean asking = true;

        private Line(LongSupplier answers) {
            this.answers = answers;
            this.heard = answers.getAsLong();
            this.heardNanos = nanoTime.getAsLong();
        }

        /**
         * Its consumer has polled.
         *
         * @param asks whether it asks Kafka anything by now, such as for records
         */
        public synchronized void polled(boolean asks) {
            if (asks && !asking) {
                heardNanos = nanoTime.getAsLong();
            }
            asking = asks;
            listen();
        }

        private synchronized Optional<Duration> silence() {
            // Whoever polls may be busy with what it got, while heartbeats are answered.
            listen();
            return asking
                    ? Optional.of(Duration.ofNanos(nanoTime.getAsLong() - heardNanos))
                    : Optional.empty();
        }

        private void listen() {
            long soFar = answers.getAsLong();
            if (soFar != heard) {
                heard = soFar;
                heardNanos = nanoTime.getAsLong();
            }
        }

        @Override
        public void close() {
            lines.remove(this);
        }
    }
}
