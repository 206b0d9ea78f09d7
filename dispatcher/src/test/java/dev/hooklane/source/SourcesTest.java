package dev.hooklane.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

final class SourcesTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final SourceName ORDERS = new SourceName("orders");

    private final Sources sources = new Sources();

    @Test
    void aSourceIsReadAsItWasWritten() {
        Source source = source("{\"n\":1.50,\"big\":123456789012345678901234567890}");

        sources.follow(SourceCodec.key(ORDERS), SourceCodec.write(source));

        assertThat(sources.find(ORDERS)).contains(source);
        assertThat(sources.find(ORDERS).orElseThrow().mapping().toString())
                .isEqualTo("{\"n\":1.50,\"big\":123456789012345678901234567890}");
        assertThat(sources.changes()).isEqualTo(1);
    }

    /** Otherwise a file that is applied again would always be a change. */
    @Test
    void aNumberThatIsWrittenOtherwiseIsTheSame() {
        Source source = source("{\"n\":5E0,\"rate\":50e-1}");

        sources.follow(SourceCodec.key(ORDERS), SourceCodec.write(source));

        assertThat(sources.find(ORDERS)).contains(source);
        assertThat(source.mapping().toString()).isEqualTo("{\"n\":5,\"rate\":5.0}");
    }

    @Test
    void theFormatsAndTheirRegistryAreKept() {
        Source plain = source("{}");
        Source avro =
                new Source(
                        plain.name(),
                        plain.cluster(),
                        plain.topics(),
                        plain.begin(),
                        new Source.Formats(ValueFormat.AVRO, ValueFormat.JSON_SCHEMA, "shop"),
                        plain.mapping(),
                        plain.owner(),
                        plain.paused(),
                        plain.generation(),
                        plain.updatedAt());

        sources.follow(SourceCodec.key(ORDERS), SourceCodec.write(avro));

        assertThat(sources.find(ORDERS)).contains(avro);
    }

    @Test
    void theRewindsOfSinglePartitionsAreKept() {
        PartitionRewind first = rewind(3, 40);
        PartitionRewind second = rewind(4, 50);
        PartitionRewind again = rewind(3, 60);

        Source rewound =
                source("{}")
                        .rewound(first, List.of(), NOON)
                        .rewound(second, List.of(first), NOON)
                        .rewound(again, List.of(first, second), NOON);
        sources.follow(SourceCodec.key(ORDERS), SourceCodec.write(rewound));

        assertThat(sources.find(ORDERS)).contains(rewound);
        assertThat(rewound.rewinds()).containsExactly(second, again);
        assertThat(rewound.rewind("shop.orders", 3)).contains(again);
        assertThat(rewound.generation()).isEqualTo(source("{}").generation());
        assertThat(rewound.rewound(new SourceBegin.Earliest(), NOON).rewinds()).isEmpty();
    }

    @Test
    void onlySoManyRewindsWaitForAnOwner() {
        List<PartitionRewind> open =
                IntStream.range(0, 100).mapToObj(partition -> rewind(partition, 40)).toList();

        assertThatThrownBy(() -> source("{}").rewound(rewind(100, 40), open, NOON))
                .hasMessage(
                        "source orders has 101 rewinds of single partitions that wait for an owner; allowed are 100");
    }

    private static PartitionRewind rewind(int partition, long offset) {
        return new PartitionRewind(
                "shop.orders", partition, offset, "cluster-1", "topic-1", offset);
    }

    @Test
    void formatsNeedARegistryOrNone() {
        assertThatThrownBy(() -> new Source.Formats(ValueFormat.TEXT, ValueFormat.PROTOBUF))
                .hasMessage("registry is missing: the formats avro and protobuf need one");
        assertThatThrownBy(() -> new Source.Formats(ValueFormat.TEXT, ValueFormat.JSON, "shop"))
                .hasMessageStartingWith("registry is set, and neither format needs one");
    }

    @Test
    void aRemovedSourceIsGone() {
        sources.follow(SourceCodec.key(ORDERS), SourceCodec.write(source("{}")));
        sources.follow(SourceCodec.key(ORDERS), null);

        assertThat(sources.all()).isEmpty();
        assertThat(sources.changes()).isEqualTo(2);
    }

    @Test
    void aRecordOfALaterReleaseLeavesTheSourceAsItWas() {
        sources.follow(SourceCodec.key(ORDERS), SourceCodec.write(source("{}")));

        assertThatThrownBy(
                        () -> sources.follow(SourceCodec.key(ORDERS), "{\"v\":9}".getBytes(UTF_8)))
                .hasMessage("source record has version 9; this release reads 1");
        assertThat(sources.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "earliest, earliest",
        "latest, 2026-01-02T12:00:00Z",
        "-1h, 2026-01-02T11:00:00Z",
        "-2d, 2025-12-31T12:00:00Z",
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z"
    })
    void whatIsRelativeIsResolved(String text, String resolved) {
        SourceBegin begin = SourceBegin.parse(text, NOON);

        assertThat(begin.text()).isEqualTo(resolved);
        assertThat(SourceBegin.parse(begin.text(), NOON.plusSeconds(9))).isEqualTo(begin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1h", "-1", "soon", "2026-01-01", "-9999999999999d"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> SourceBegin.parse(text, NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not earliest, latest, a duration before now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Orders", "1st", "a/b", "a.b", "a\n", "-a"})
    void namesAreRefusedThatCouldBreakOthers(String name) {
        assertThatThrownBy(() -> new SourceName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGenerationIsNeverThatOfARemovedSource() {
        Source first = source("{}");
        Source rewound = first.rewound(new SourceBegin.Earliest(), NOON);

        assertThat(rewound.generation()).isGreaterThan(first.generation());
        assertThat(rewound.rewound(new SourceBegin.Earliest(), NOON).generation())
                .isGreaterThan(rewound.generation());
        assertThat(Source.nextGeneration(Optional.empty(), NOON.plusSeconds(1)))
                .isGreaterThan(rewound.generation());
    }

    private static Source source(String mapping) {
        return new Source(
                ORDERS,
                "shop",
                List.of("shop.orders", "shop.refunds"),
                new SourceBegin.Since(NOON),
                Source.Formats.DEFAULT,
                JsonMapper.builder()
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                        .build()
                        .readTree(mapping),
                "team orders",
                true,
                NOON.toEpochMilli(),
                NOON);
    }
}
