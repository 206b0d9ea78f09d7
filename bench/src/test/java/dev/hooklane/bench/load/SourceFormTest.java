package dev.hooklane.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import dev.hooklane.source.mapping.Mapped;
import dev.hooklane.source.mapping.Mapping;
import dev.hooklane.source.mapping.SourceRecord;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SourceFormTest {
    @Test
    void aRecordBecomesTheSameEventThatAServicePublishes() {
        byte[] value =
                SourceForm.JSON
                        .value()
                        .of(new AccountId("x1-3"), new EventType("message.created"), 42);

        Mapped mapped =
                Mapping.of(SourceForm.mapping())
                        .map(
                                new SourceRecord(
                                        "hooklane",
                                        "shop.json",
                                        0,
                                        0,
                                        Instant.EPOCH,
                                        Map.of(),
                                        null,
                                        JsonMapper.shared().readTree(value)));

        assertThat(mapped)
                .isInstanceOfSatisfying(
                        Mapped.Event.class,
                        event -> {
                            assertThat(event.account()).isEqualTo("x1-3");
                            assertThat(event.type()).isEqualTo("message.created");
                            assertThat(event.data()).hasToString(EventSource.data(42));
                        });
    }
}
