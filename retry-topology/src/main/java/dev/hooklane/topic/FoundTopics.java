package dev.hooklane.topic;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those of Hooklane's topics that exist on the brokers, by name. */
record FoundTopics(Map<String, FoundTopic> byName) {
    FoundTopics {
        byName = Map.copyOf(byName);
    }

    /** Returns the topic; null if it does not exist. */
    @Nullable FoundTopic get(String name) {
        return byName.get(name);
    }

    /** Returns how many partitions the topic has; 0 if it does not exist. */
    int partitions(String name) {
        FoundTopic topic = byName.get(name);
        return topic == null ? 0 : topic.partitions();
    }
}
