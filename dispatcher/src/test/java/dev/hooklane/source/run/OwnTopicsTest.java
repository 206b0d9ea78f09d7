package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnTopicsTest {
    private final OwnTopics own = new OwnTopics(new Topics("hooklane.", RetrySchedule.DEFAULT, 0));

    @ParameterizedTest
    @ValueSource(strings = {"hooklane.events", "hooklane.retry.5m", "hooklane.retry.7h"})
    void aNameOfHooklanesOwnTopicsIsRefusedOnEachCluster(String topic) {
        String reason =
                "topic %s is Hooklane's own; a source that reads it would read what it publishes"
                        .formatted(topic);

        assertThat(own.refusal("hooklane", topic)).contains(reason);
        assertThat(own.refusal("shop", topic)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "hooklane.*", "*.access", "hooklane.a*s"})
    void aPatternThatMatchesOneIsRefusedOnHooklanesCluster(String pattern) {
        assertThat(own.refusal("hooklane", pattern))
                .contains(
                        "pattern %s matches hooklane.access, which is Hooklane's own; a source that reads it would read what it publishes"
                                .formatted(pattern));
        assertThat(own.refusal("shop", pattern)).isEmpty();
    }

    @Test
    void otherTopicsMayBeRead() {
        assertThat(own.refusal("hooklane", "shop.events")).isEmpty();
        assertThat(own.refusal("hooklane", "shop.*")).isEmpty();
        assertThat(own.refusal("hooklane", "hooklane.retry.orders")).isEmpty();
    }
}
