package dev.hooklane.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.config.RegistrySettings;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import dev.hooklane.source.format.Formats;
import dev.hooklane.source.format.SourceFormat;
import dev.hooklane.source.mapping.Mapped;
import dev.hooklane.source.mapping.Mapping;
import dev.hooklane.source.mapping.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SourceFormTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static Stream<SourceForm> forms() {
        return Stream.of(SourceForm.JSON, SourceForm.AVRO);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aRecordBecomesTheSameEventThatAServicePublishes(SourceForm form) {
        byte[] value = form.value().of(new AccountId("x1-3"), new EventType("message.created"), 42);

        Mapped mapped =
                Mapping.of(SourceForm.mapping())
                        .map(
                                new SourceRecord(
                                        "hooklane",
                                        "shop." + form.name(),
                                        0,
                                        0,
                                        Instant.EPOCH,
                                        Map.of(),
                                        null,
                                        read(form, value)));

        assertThat(mapped)
                .isInstanceOfSatisfying(
                        Mapped.Event.class,
                        event -> {
                            assertThat(event.account()).isEqualTo("x1-3");
                            assertThat(event.type()).isEqualTo("message.created");
                            assertThat(event.data()).hasToString(EventSource.data(42));
                        });
    }

    private static JsonNode read(SourceForm form, byte[] value) {
        try (SchemaServer server = SchemaServer.start();
                Formats formats =
                        new Formats(
                                Map.of(
                                        SchemaServer.NAME,
                                        new RegistrySettings(server.url(), "", List.of())))) {
            SourceFormat format = formats.values(form.formats());
            assertThat(format.lookUp(value, System.nanoTime() + PATIENCE.toNanos())).isTrue();
            return Objects.requireNonNull(
                    ((SourceFormat.Decoded.Value) format.read(value, Map.of())).node());
        }
    }
}
