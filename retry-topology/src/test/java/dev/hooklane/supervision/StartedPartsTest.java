package dev.hooklane.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StartedPartsTest {
    private static final int PARTS = 4;

    private final List<Integer> closed = new ArrayList<>();

    @Test
    void allAreClosedInTheOppositeOrderOnce() {
        StartedParts parts = StartedParts.start(started -> add(started, PARTS));

        parts.close();
        parts.close();

        assertThat(closed).containsExactly(3, 2, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void whereverTheStartFailsWhatWasStartedIsClosed(int before) {
        assertThatThrownBy(() ->
                        StartedParts.start(parts -> {
                            add(parts, before);
                            throw new IllegalStateException("unchecked");
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        StartedParts.start(parts -> {
                            add(parts, before);
                            throw new AssertionError("an error");
                        }))
                .isInstanceOf(AssertionError.class);

        assertThat(closed).hasSize(2 * before);
        assertThat(closed.subList(0, before)).isSortedAccordingTo(Comparator.reverseOrder());
    }

    static Stream<Throwable> whatAPartMayThrow() {
        return Stream.of(
                new IllegalStateException("unchecked"),
                new IOException("checked"),
                new StackOverflowError("an error"),
                new InterruptedException("interrupted"));
    }

    @ParameterizedTest
    @MethodSource("whatAPartMayThrow")
    void whateverOnePartThrowsTheOthersAreClosed(Throwable failure) {
        StartedParts parts =
                StartedParts.start(started -> {
                    add(started, 2);
                    started.add(() -> fail(failure));
                    started.add(() -> closed.add(9));
                    return started;
                });

        parts.close();

        assertThat(closed).containsExactly(9, 1, 0);
        assertThat(Thread.interrupted()).isEqualTo(failure instanceof InterruptedException);
    }

    @Test
    void thoseThatTakeAWhileAreToldToStopBeforeAnyIsAwaited() {
        List<String> steps = new ArrayList<>();
        StartedParts parts =
                StartedParts.start(started -> {
                    started.add(slow("first", steps));
                    started.add(() -> steps.add("quick closed"));
                    started.add(
                            new StopsInTime() {
                                @Override
                                public void beginStop() {
                                    throw new IllegalStateException("it can't");
                                }

                                @Override
                                public void close() {
                                    steps.add("failed closed");
                                }
                            });
                    started.add(slow("last", steps));
                    return started;
                });

        parts.close();

        assertThat(steps)
                .containsExactly(
                        "last stops",
                        "first stops",
                        "last closed",
                        "failed closed",
                        "quick closed",
                        "first closed");
    }

    private static StopsInTime slow(String name, List<String> steps) {
        return new StopsInTime() {
            @Override
            public void beginStop() {
                steps.add(name + " stops");
            }

            @Override
            public void close() {
                steps.add(name + " closed");
            }
        };
    }

    private StartedParts add(StartedParts parts, int count) {
        for (int i = 0; i < count; i++) {
            int number = i;
            parts.add(() -> closed.add(number));
        }
        return parts;
    }

    private static void fail(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }
}
