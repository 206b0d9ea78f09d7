package dev.hooklane.source.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.format.SchemaCache.Known;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaAnswer;
import dev.hooklane.source.registry.SchemaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchemaCacheTest {
    private final List<Integer> asked = new ArrayList<>();
    private SchemaAnswer answer = new SchemaAnswer.Unavailable("away");
    private long nanos;
    private final SchemaCache<String> cache =
            new SchemaCache<>(
                    id -> {
                        asked.add(id);
                        return answer;
                    },
                    RegisteredSchema::text,
                    () -> nanos);

    @Test
    void aSchemaIsKnownForEver() {
        answer = found();
        var _ = cache.find(1);
        answer = new SchemaAnswer.Unavailable("away");
        pass(Duration.ofDays(365));

        assertThat(cache.find(1)).isEqualTo(new Known.Schema<>("text"));
        assertThat(asked).containsExactly(1);
    }

    @Test
    void aMissingSchemaIsAskedForAgainAfterAWhile() {
        answer = new SchemaAnswer.Missing("gone");
        var _ = cache.find(1);
        pass(SchemaCache.MISSING_FOR.minusNanos(1));
        assertThat(cache.find(1)).isEqualTo(new Known.Missing<>("gone"));
        assertThat(asked).hasSize(1);
        answer = found();
        pass(Duration.ofNanos(1));

        assertThat(cache.find(1)).isEqualTo(new Known.Schema<>("text"));
    }

    @Test
    void aRegistryThatIsAwayIsAskedForTheSameOnceASecond() {
        var _ = cache.find(1);
        pass(SchemaCache.UNAVAILABLE_FOR.minusNanos(1));
        var _ = cache.find(1);
        assertThat(asked).hasSize(1);
        pass(Duration.ofNanos(1));

        assertThat(cache.find(1)).isEqualTo(new Known.Unavailable<>("away"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void theIdsThatWereNotUsedForLongestAreForgotten() {
        answer = found();
        for (int id = 0; id < SchemaCache.IDS_MAX; id++) {
            var _ = cache.find(id);
        }
        var _ = cache.find(0);
        var _ = cache.find(SchemaCache.IDS_MAX);
        asked.clear();

        var _ = cache.find(0);
        var _ = cache.find(1);
        assertThat(asked).containsExactly(1);
    }

    @Test
    void aSchemaThatCannotBeMadeReadyIsMissing() {
        answer = found();
        SchemaCache<String> strict =
                new SchemaCache<>(
                        _ -> answer,
                        _ -> {
                            throw new Undecodable("is strange");
                        },
                        () -> nanos);

        assertThat(strict.find(1)).isEqualTo(new Known.Missing<>("schema 1 is strange"));
    }

    private static SchemaAnswer found() {
        return new SchemaAnswer.Found(new RegisteredSchema(1, SchemaType.AVRO, "text", List.of()));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
