package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The topics that no source may read, as what is published would be read again, for ever: those of
 * Hooklane itself.
 */
public final class OwnTopics {
    private OwnTopics() {}

    /**
     * Finds a topic of a source that is one of Hooklane's own.
     *
     * @param own whether a name is that of one of Hooklane's own topics
     * @return the name
     */
    public static Optional<String> in(Source source, Predicate<String> own) {
        return source.topics().stream().filter(own).findFirst();
    }

    /**
     * Refuses a source that reads one.
     *
     * @throws IllegalStateException with the topic's name
     */
    static void refuse(Source source, Predicate<String> own) {
        in(source, own)
                .ifPresent(topic -> {
                    throw new IllegalStateException(
                            "topic %s is Hooklane's own; a source that reads it would read what it publishes"
                                    .formatted(topic));
                });
    }
}
