package dev.hooklane.source;

import java.util.List;

/**
 * The topics of its cluster that a source reads: those that it names, whether or not they are
 * there, and those that are there and match a pattern.
 */
public record TopicChoice(List<String> names, List<TopicPattern> patterns) {
    public TopicChoice {
        names = List.copyOf(names);
        patterns = List.copyOf(patterns);
    }

    /** Returns the choice that a source's list of names and patterns describes. */
    static TopicChoice of(List<String> topics) {
        return new TopicChoice(
                topics.stream().filter(each -> !TopicPattern.isPattern(each)).toList(),
                topics.stream().filter(TopicPattern::isPattern).map(TopicPattern::new).toList());
    }

    /** Reports whether the source reads a topic of this name. */
    public boolean takes(String topic) {
        return names.contains(topic) || matches(topic);
    }

    /** Reports whether the source reads a topic of this name for the sake of a pattern. */
    public boolean matches(String topic) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(topic));
    }
}
