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
 * Reports whether Kafka still answers this instance. Its consumers ask all the time: a fetch that
 * finds nothing is answered after half a second, and a group member sends a heartbeat every second.
 * So silence means that contact is lost, however few events there are. Any broker's answer counts,
 * so a single broker that is down does not matter. Any thread may use it.
 */
public final class KafkaContact {
    /** As long as a session: after that the instance no longer owns its partitions. */
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
     * @param answers returns how many there were so far
     */
    Line line(LongSupplier answers) {
        Line line = new Line(answers);
        lines.add(line);
        return line;
    }

    /** Returns the problem, in words; empty while there is contact. */
    public String problem() {
        return silence()
                .filter(silence -> silence.compareTo(LOST_AFTER) >= 0)
                .map(silence -> "no answer of Kafka for %d s".formatted(silence.toSeconds()))
                .orElse("");
    }

    /** Returns the contact as a part of the instance's readiness. */
    public Readiness.Part readiness() {
        String problem = problem();
        return new Readiness.Part("kafka", problem.isEmpty(), problem);
    }

    /** Returns for how long no consumer was answered; empty if none asks. */
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
         * Takes note that its consumer has polled.
         *
         * @param asks whether it now asks Kafka for anything, such as records
         */
        public synchronized void polled(boolean asks) {
            if (asks && !asking) {
                heardNanos = nanoTime.getAsLong();
            }
            asking = asks;
            listen();
        }

        private synchronized Optional<Duration> silence() {
            // The thread that polls may be busy with its records, while heartbeats are answered.
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
