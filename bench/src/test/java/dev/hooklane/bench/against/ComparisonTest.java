package dev.hooklane.bench.against;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ComparisonTest {
    @Test
    void aFigureIsTheMeanOfItsRuns() {
        assertThat(lines(List.of(run("road.x1", 20_000), run("road.x1", 22_000)), theirs()))
                .containsExactly(
                        "road.x1 21000 20000 deliveries/s ratio=1.05"
                                + " runs=20000,22000 against=19000,21000");
    }

    @Test
    void whatOnlyOneRevisionMeasuresIsLeftOut() {
        assertThat(lines(List.of(run("road.new", 1)), theirs())).isEmpty();
        assertThat(lines(List.of(run("road.x1", 1), run("road.new", 1)), theirs())).isEmpty();
    }

    @Test
    void theCpuTimeOfTheMiddleRoundIsAFigureToo() {
        Figures run =
                Figures.of(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"measures":[],
                                         "details":{
                                          "road.x1.rounds":[
                                           {"cpuMicrosPerRequest":90.5},
                                           {"cpuMicrosPerRequest":200.0},
                                           {"cpuMicrosPerRequest":80.0}],
                                          "road.payloadBytes":450}}
                                        """));

        assertThat(lines(List.of(run), List.of(run)))
                .containsExactly("road.x1.cpu 90.5 90.5 µs ratio=1.00 runs=90.5 against=90.5");
    }

    private static List<Figures> theirs() {
        return List.of(run("road.x1", 19_000), run("road.x1", 21_000));
    }

    private static List<String> lines(List<Figures> ours, List<Figures> theirs) {
        return Comparison.of(ours, theirs).stream().map(Comparison::line).toList();
    }

    private static Figures run(String name, double value) {
        return Figures.of(
                JsonMapper.shared()
                        .readTree(
                                "{\"measures\":[{\"name\":\"%s\",\"value\":%s,\"unit\":\"deliveries/s\"}]}"
                                        .formatted(name, value)));
    }
}
