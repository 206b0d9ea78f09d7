package dev.hooklane.e2e.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.e2e.judge.HistoryRecord;
import dev.hooklane.e2e.judge.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hooklane's records about deliveries, read from its topics. For one thread. */
public final class Books {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Topic historyTopic;
    private final Topic deadLetterTopic;
    private final Function<String, Topic> stepTopic;
    private final Map<String, Topic> stepTopics = new LinkedHashMap<>();
    private final List<HistoryRecord> history = new ArrayList<>();
    private final List<Wait> deadLetters = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();

    /**
     * Creates books that are not opened yet.
     *
     * @param steps by the names in their topics
     */
    public Books(String servers, String prefix, List<String> steps) {
        historyTopic = new Topic(servers, prefix + "history");
        deadLetterTopic = new Topic(servers, prefix + "dead-letters");
        stepTopic = step -> new Topic(servers, prefix + "retry." + step);
        steps.forEach(this::addStep);
    }

    /** Also reads the waiting deliveries of this step from now on. Its topic must exist. */
    public void addStep(String step) {
        stepTopics.computeIfAbsent(step, stepTopic);
    }

    /** Reads the records committed since the last call. */
    public void look() {
        historyTopic.more().stream()
                .flatMap(record -> history(record).stream())
                .forEach(history::add);
        deadLetterTopic.more().stream()
                .filter(Books::isDelivery)
                .map(Books::wait)
                .forEach(deadLetters::add);
        for (Topic topic : stepTopics.values()) {
            topic.more().stream().filter(Books::isDelivery).map(Books::wait).forEach(waits::add);
        }
    }

    public List<HistoryRecord> history() {
        return List.copyOf(history);
    }

    public List<Wait> deadLetters() {
        return List.copyOf(deadLetters);
    }

    public List<Wait> waits() {
        return List.copyOf(waits);
    }

    /** Returns the history record; empty for a tombstone, and for poison that the rig wrote. */
    private static Optional<HistoryRecord> history(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(record.value());
            return Optional.of(
                    new HistoryRecord(
                            json.path("delivery").asString(""),
                            json.path("endpoint").asString(""),
                            json.path("event").asString(""),
                            json.path("status").asString(""),
                            json.path("attempts").size(),
                            json.path("reason").asString(""),
                            Instant.ofEpochMilli(json.path("updatedAt").asLong(0))));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Other records are poison that the rig wrote. */
    private static boolean isDelivery(ConsumerRecord<byte[], byte[]> record) {
        return header(record, "hooklane-delivery").startsWith("dlv_")
                && header(record, "hooklane-attempt").matches("[0-9]{1,6}")
                && header(record, "hooklane-round").matches("[0-9]{1,6}");
    }

    private static Wait wait(ConsumerRecord<byte[], byte[]> record) {
        return new Wait(
                header(record, "hooklane-delivery"),
                Integer.parseInt(header(record, "hooklane-attempt")),
                Integer.parseInt(header(record, "hooklane-round")),
                !header(record, "hooklane-not-before").isEmpty());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
