package dev.hooklane.progress;

import dev.hooklane.delay.DurationText;
import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.topic.TopicSpec;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** Checks whether the brokers keep groups' offsets for as long as the records they refer to. */
public final class OffsetsRetention {
    private static final BrokerAnswers ANSWERS = new BrokerAnswers(Duration.ofSeconds(5));
    private static final String SETTING = "offsets.retention.minutes";

    private final Admin admin;

    /**
     * @param admin closed by the caller
     */
    public OffsetsRetention(Admin admin) {
        this.admin = admin;
    }

    /**
     * Returns the problem, or that it can't be checked; empty if all is well. It doesn't prevent
     * the start: lost offsets are noticed at the next one.
     */
    public Optional<String> problem(Topics topics) {
        try {
            Collection<Node> brokers = ANSWERS.await(admin.describeCluster().nodes());
            ConfigResource broker =
                    new ConfigResource(
                            ConfigResource.Type.BROKER, brokers.iterator().next().idString());
            Config config = ANSWERS.await(admin.describeConfigs(List.of(broker)).all()).get(broker);
            ConfigEntry entry = config == null ? null : config.get(SETTING);
            return entry == null
                    ? Optional.of(SETTING + " can't be read from the brokers")
                    : judge(Duration.ofMinutes(Long.parseLong(entry.value())), topics);
        } catch (KafkaUnavailableException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof InterruptedException) {
                return Optional.empty();
            }
            return Optional.of(
                    "%s can't be read from the brokers (%s)"
                            .formatted(SETTING, cause.getClass().getSimpleName()));
        }
    }

    static Optional<String> judge(Duration offsetsKept, Topics topics) {
        Set<String> read = new HashSet<>(topics.ofLanes());
        read.add(topics.events());
        Duration longest = Duration.ZERO;
        String topic = "";
        for (TopicSpec spec : topics.specs()) {
            Duration kept = spec.retention().orElse(Duration.ZERO);
            if (read.contains(spec.name()) && kept.compareTo(longest) > 0) {
                longest = kept;
                topic = spec.name();
            }
        }
        return offsetsKept.compareTo(longest) >= 0
                ? Optional.empty()
                : Optional.of(
                        "%s=%d: after %s without an instance the progress is lost, while %s keeps records for %s; the brokers need %d"
                                .formatted(
                                        SETTING,
                                        offsetsKept.toMinutes(),
                                        DurationText.format(offsetsKept),
                                        topic,
                                        DurationText.format(longest),
                                        longest.toMinutes()));
    }
}
