package dev.hooklane.command.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SampleEventsTest {
    private static final Path SHOP =
            Path.of("src/test/resources/dev/hooklane/config/shop-catalogue.json");

    @Test
    void everyTypeThatAllMeansComesInTurn() {
        SampleEvents events = new SampleEvents(new Random(1));

        assertThat(Stream.generate(events).limit(SampleEvents.TYPES.size()).map(Event::type))
                .containsExactlyInAnyOrderElementsOf(
                        EventTypes.defaults().all().stream()
                                .filter(EventSelection.of("*")::matches)
                                .toList());
    }

    @Test
    void theDefaultCatalogueIsTriedWithThem() {
        FixedTypes more = FixedTypes.defaults().with(List.of(new EventType("order.paid")));

        assertThat(SampleEvents.of(more, new Random(1))).isInstanceOf(SampleEvents.class);
    }

    @Test
    void anotherCatalogueIsTriedWithItsExamples() {
        Supplier<Event> events = SampleEvents.of(FixedTypes.read(SHOP), new Random(1));

        assertThat(Stream.generate(events).limit(3).map(event -> event.type().value()))
                .containsExactly("order.paid", "order.cancelled", "order.paid");
    }
}
