package dev.hooklane.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hooklane.bench.measure.Line.Point;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineTest {
    @Test
    void aLineIsFoundAgain() {
        Line line =
                Line.through(List.of(new Point(1, 170), new Point(0.5, 120), new Point(0.1, 80)));

        assertThat(line.a()).isCloseTo(70, within(1e-9));
        assertThat(line.b()).isCloseTo(100, within(1e-9));
        assertThat(line.explained()).isCloseTo(1, within(1e-9));
    }

    @Test
    void noiseChangesItLittle() {
        SplittableRandom random = new SplittableRandom(7);
        List<Point> points =
                IntStream.range(1, 200)
                        .mapToObj(i -> new Point(i / 100.0, 70 + i + random.nextDouble(-5, 5)))
                        .toList();

        Line line = Line.through(points);

        assertThat(line.a()).isCloseTo(70, within(1.5));
        assertThat(line.b()).isCloseTo(100, within(1.5));
        assertThat(line.explained()).isBetween(0.99, 1.0);
    }

    @Test
    void aCostThatDoesNotFallIsAllFixed() {
        Line line = Line.through(List.of(new Point(1, 70), new Point(2, 70), new Point(3, 70)));

        assertThat(line.a()).isEqualTo(70);
        assertThat(line.b()).isZero();
    }

    @Test
    void twoPointsAreNoEvidence() {
        assertThatThrownBy(() -> Line.through(List.of(new Point(1, 2), new Point(2, 3))))
                .isInstanceOf(BenchmarkFailedException.class)
                .hasMessageStartingWith("2 points are too few");
    }

    @Test
    void pointsAtOnePlaceAreNoLine() {
        assertThatThrownBy(() ->
                        Line.through(List.of(new Point(1, 2), new Point(1, 3), new Point(1, 4))))
                .isInstanceOf(BenchmarkFailedException.class);
    }
}
