package dev.hooklane.command.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventTypes;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SampleEventsTest {
    @Test
    void everyTypeThatAllMeansComesInTurn() {
        SampleEvents events = new SampleEvents(new Random(1));

        assertThat(Stream.generate(events::next).limit(SampleEvents.TYPES.size()).map(Event::type))
                .containsExactlyInAnyOrderElementsOf(
                        EventTypes.defaults().all().stream()
                                .filter(EventSelection.of("*")::matches)
                                .toList());
    }
}
