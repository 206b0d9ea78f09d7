package dev.hooklane.eraser;

import dev.hooklane.topic.TopicSpec;
import dev.hooklane.topic.Topics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All places that keep data of an account or an event. */
final class Places {
    private Places() {}

    /**
     * Returns all places: compacted topics, where there is something to do, and then the topics
     * that keep payloads, where Kafka's retention does it. The audit trail is not among them: it
     * names accounts but holds no data of theirs, and must record the erasure itself.
     *
     * @param kafka how to reach the brokers
     */
    public static List<DataPlace> of(
            Topics topics,
            Map<String, ?> kafka,
            AckedWrites writes,
            TopicRetention retention,
            InstantSource clock) {
        List<DataPlace> places = new ArrayList<>();
        HeardOf heardOf = new HeardOf(clock);
        CompactedTopics.of(topics)
                .forEach(topic ->
                        places.add(
                                new CompactedPlace(
                                        topic, kafka, writes, retention, clock, heardOf)));
        places.add(new StateDirPlace());
        topics.specs().stream()
                .filter(spec -> spec.cleanup() == TopicSpec.Cleanup.DELETE)
                .map(TopicSpec::name)
                .filter(name -> !name.equals(topics.audit()))
                .forEach(name -> places.add(new RetentionPlace(name, retention)));
        return places;
    }
}
