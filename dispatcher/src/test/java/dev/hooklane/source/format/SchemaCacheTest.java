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
    private static final long LATER = Long.MAX_VALUE / 2;

    private final List<Integer> asked = new ArrayList<>();
    private SchemaAnswer answer = new SchemaAnswer.Unavailable("away");
    private long nanos;
    private final SchemaCache<String> cache =
            new SchemaCache<>(
                    (id, _) -> {
                        asked.add(id);
                        return answer;
                    },
                    RegisteredSchema::text,
                    () -> nanos);

    @Test
    void aSchemaIsKnownForEver() {
        answer = found();
        var _ = find(1);
        answer = new SchemaAnswer.Unavailable("away");
        pass(Duration.ofDays(365));

        assertThat(find(1)).isEqualTo(new Known.Schema<>("text"));
        assertThat(asked).containsExactly(1);
    }

    @Test
    void aMissingSchemaIsAskedForAgainAfterAWhile() {
        answer = new SchemaAnswer.Missing("gone");
        var _ = find(1);
        pass(SchemaCache.MISSING_FOR.minusNanos(1));
        assertThat(find(1)).isEqualTo(new Known.Missing<>("gone"));
        assertThat(asked).hasSize(1);
        answer = found();
        pass(Duration.ofNanos(1));

        assertThat(find(1)).isEqualTo(new Known.Schema<>("text"));
    }

    @Test
    void aRegistryThatIsAwayIsAskedForTheSameOnceASecond() {
        var _ = find(1);
        pass(SchemaCache.UNAVAILABLE_FOR.minusNanos(1));
        var _ = find(1);
        assertThat(asked).hasSize(1);
        pass(Duration.ofNanos(1));

        assertThat(find(1)).isEqualTo(new Known.Unavailable<>("away"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void theIdsThatWereNotUsedForLongestAreForgotten() {
        answer = found();
        for (int id = 0; id < SchemaCache.IDS_MAX; id++) {
            var _ = find(id);
        }
        var _ = find(0);
        var _ = find(SchemaCache.IDS_MAX);
        asked.clear();

        var _ = find(0);
        var _ = find(1);
        assertThat(asked).containsExactly(1);
    }

    @Test
    void aSchemaThatCannotBeMadeReadyIsMissing() {
        answer = found();
        SchemaCache<String> strict =
                new SchemaCache<>(
                        (_, _) -> answer,
                        _ -> {
                            throw new Undecodable("is strange");
                        },
                        () -> nanos);

        assertThat(strict.lookUp(1, LATER)).isEqualTo(new Known.Missing<>("schema 1 is strange"));
    }

    @Test
    void aSchemaThatALibraryFailsOnIsMissing() {
        answer = found();
        SchemaCache<String> failing =
                new SchemaCache<>(
                        (_, _) -> answer,
                        _ -> {
                            throw new IllegalArgumentException("edition");
                        },
                        () -> nanos);

        assertThat(failing.lookUp(1, LATER))
                .isEqualTo(new Known.Missing<>("schema 1 can't be read: IllegalArgumentException"));
    }

    @Test
    void onlyALookUpAsksTheRegistry() {
        answer = found();
        assertThat(cache.known(1))
                .isEqualTo(new Known.Unavailable<>("schema 1 is not looked up yet"));
        assertThat(asked).isEmpty();

        var _ = find(1);
        assertThat(cache.known(1)).isEqualTo(new Known.Schema<>("text"));
    }

    @Test
    void whatIsKnownCountsUntilTheNextLookUpEvenIfItIsOld() {
        var _ = find(1);
        pass(SchemaCache.UNAVAILABLE_FOR);

        assertThat(cache.known(1)).isEqualTo(new Known.Unavailable<>("away"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void nothingIsAskedBehindTheDeadline() {
        answer = found();

        assertThat(cache.lookUp(1, nanos)).isInstanceOf(Known.Unavailable.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void largeSchemasLeaveRoomForFewer() {
        answer =
                new SchemaAnswer.Found(
                        new RegisteredSchema(
                                1,
                                SchemaType.AVRO,
                                "x".repeat((int) (SchemaCache.CHARS_MAX / 4)),
                                List.of()));
        for (int id = 0; id < 5; id++) {
            var _ = find(id);
        }

        assertThat(cache.known(0)).isInstanceOf(Known.Unavailable.class);
        assertThat(cache.known(1)).isInstanceOf(Known.Schema.class);
    }

    private Known<String> find(int id) {
        return cache.lookUp(id, LATER);
    }

    private static SchemaAnswer found() {
        return new SchemaAnswer.Found(new RegisteredSchema(1, SchemaType.AVRO, "text", List.of()));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
