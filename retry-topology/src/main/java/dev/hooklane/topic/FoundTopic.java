package dev.hooklane.topic;

import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;

/** A topic as it is on the brokers. */
record FoundTopic(int partitions, Config config) {
    /** Returns the value of a setting; empty text if it has none. */
    String setting(String name) {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null ? "" : entry.value();
    }

    long number(String name) {
        return Long.parseLong(setting(name));
    }

    /** Reports whether a setting has this value; the order of a list does not count. */
    boolean has(String name, String value) {
        return Set.of(setting(name).split(",")).equals(Set.of(value.split(",")));
    }
}
