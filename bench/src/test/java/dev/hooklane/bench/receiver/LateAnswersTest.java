package dev.hooklane.bench.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateAnswersTest {
    private static final long MS = 1_000_000;

    private final LateAnswers<String> late = new LateAnswers<>(Duration.ofMillis(30));

    @Test
    void eachIsAnsweredWhenItsTimeHasCome() {
        late.add("first", 0);
        late.add("second", 10 * MS);

        assertThat(dueAt(30 * MS - 1)).isEmpty();
        assertThat(dueAt(30 * MS)).containsExactly("first");
        assertThat(dueAt(40 * MS)).containsExactly("second");
    }

    @Test
    void waitsForTheNextInWholeMilliseconds() {
        late.add("first", 0);

        assertThat(late.untilNextMillis(MS / 2)).isEqualTo(30);
        assertThat(late.untilNextMillis(35 * MS)).isEqualTo(1);
    }

    @Test
    void waitsForEverWithNobodyToAnswer() {
        assertThat(late.untilNextMillis(0)).isZero();
    }

    private List<String> dueAt(long nanos) {
        List<String> due = new ArrayList<>();
        late.takeDue(nanos, due::add);
        return due;
    }
}
