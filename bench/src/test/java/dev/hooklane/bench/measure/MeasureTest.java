package dev.hooklane.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasureTest {
    @Test
    void lineHasNameValueUnitBarAndReference() {
        Measure measure =
                Measure.of("latency.calm.p50", 3.456, "ms")
                        .withBar(new Bar.AtMost(4))
                        .withReference(2.2);

        assertThat(measure.line()).isEqualTo("latency.calm.p50 3.46 ms bar=<=4 reference=2.2");
    }

    @Test
    void lineSaysSoWhereThereIsNoBarOrReference() {
        assertThat(Measure.of("road.okhttp", 41_234.5, "requests/s").line())
                .isEqualTo("road.okhttp 41235 requests/s bar=- reference=-");
    }

    @Test
    void smallRatiosKeepThreeDecimals() {
        assertThat(Measure.of("road.ratio", 0.4499, "ratio").line())
                .startsWith("road.ratio 0.45 ratio ");
        assertThat(Measure.of("road.ratio", 0.4432, "ratio").line())
                .startsWith("road.ratio 0.443 ratio ");
    }

    @Test
    void theLimitItselfMeetsTheBar() {
        assertThat(new Bar.AtLeast(0.45).isMetBy(0.45)).isTrue();
        assertThat(new Bar.AtMost(6).isMetBy(6)).isTrue();
        assertThat(new Bar.AtLeast(0.45).isMetBy(0.44)).isFalse();
        assertThat(new Bar.AtMost(6).isMetBy(6.1)).isFalse();
    }

    @Test
    void aMeasureWithoutAValueIsRefused() {
        assertThatThrownBy(() -> Measure.of("road.ratio", Double.NaN, "ratio"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("road.ratio");
    }
}
