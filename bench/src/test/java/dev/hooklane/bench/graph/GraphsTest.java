package dev.hooklane.bench.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hooklane.bench.graph.BarChart.Row;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GraphsTest {
    private final Run run =
            Run.of(
                    List.of(
                            JsonMapper.shared()
                                    .readTree(
                                            """
                                            {"measures":[
                                              {"name":"road.x1","value":20000,"unit":"deliveries/s"},
                                              {"name":"road.ratio","value":0.3,"unit":"ratio","bar":">=0.6"},
                                              {"name":"latency.calm.p50","value":1.1,"unit":"ms","bar":"<=2.2","reference":2.2}],
                                             "details":{
                                              "road.payloadBytes":450,
                                              "road.x1.rounds":[
                                               {"cpuMicrosPerRequest":300},
                                               {"cpuMicrosPerRequest":100,
                                                "threadMicrosPerRequest":{"ForkJoinPool-#-worker-#":40,"broker":30,"tiny":0.4,"small":0.6}},
                                               {"cpuMicrosPerRequest":50}]}}
                                            """)));

    @Test
    void halfOfABarIsLeftOfTheLineAndTwiceAsGoodIsRightOfIt() {
        List<Row> rows = Graphs.bars(run).rows();

        assertThat(rows).extracting(Row::label).containsExactly("road.ratio", "latency.calm.p50");
        assertThat(rows).extracting(Row::good).containsExactly(false, true);
        assertThat(rows.getFirst().length()).isBetween(0.3, 0.4);
        assertThat(rows.getLast().length()).isBetween(0.6, 0.7);
        assertThat(rows).extracting(Row::mark).containsOnly(OptionalDouble.of(0.5));
        assertThat(rows.getFirst().words()).isEqualTo("0.3 ratio, bar >=0.6");
    }

    @Test
    void aLatencyStandsBesideTheOtherSystems() {
        assertThat(Graphs.latencies(run).rows())
                .containsExactly(
                        new Row("latency.calm.p50", 0.5, "1.1 ms", true, OptionalDouble.of(1)));
    }

    @Test
    void theCostIsThatOfTheMiddleRoundWithWhatNoThreadAccountsFor() {
        assertThat(Graphs.cost(run, "road.x1").rows())
                .extracting(Row::label, Row::words)
                .containsExactly(
                        tuple("virtual threads: sign, send, read answers", "40 µs"),
                        tuple("broker", "30 µs"),
                        tuple("collector, compiler, native threads", "29 µs"),
                        tuple("others", "1 µs"));
    }

    @Test
    void aGraphWithoutFiguresIsNotDrawn() {
        assertThat(GraphMain.graphs(run).keySet())
                .containsExactly("bench-bars", "bench-latency", "bench-cost-road");
    }

    @Test
    void whatIsDrawnIsText() {
        assertThat(Graphs.bars(run).svg())
                .startsWith("<svg ")
                .contains("bar &gt;=0.6")
                .contains("road.ratio</text>");
    }
}
