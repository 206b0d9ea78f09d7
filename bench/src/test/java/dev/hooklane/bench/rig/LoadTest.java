package dev.hooklane.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.bench.receiver.Manner;
import dev.hooklane.endpoint.Endpoint;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final Crowd CROWD = new Crowd("some", 10, Manner.OK);
    private static final List<URI> HOSTS =
            List.of(URI.create("http://127.0.0.1:1/"), URI.create("http://127.0.0.1:2/"));

    @Test
    void aLoadSurvivesItsText() {
        Load load = Load.of(CROWD, 7_000, 500).forAccounts(3).withDataBytes(1_024);

        assertThat(Load.parse(load.text())).isEqualTo(load);
        assertThat(load.text()).isEqualTo("some 3 0 7000 500 1024");
    }

    @Test
    void somethingElseIsNoLoad() {
        assertThatThrownBy(() -> Load.parse("7000 500"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7000 500");
    }

    @Test
    void eventsAreEvenlySpaced() {
        Load load = new Load("some", 1, 100, 1_000, 300, 0);

        assertThat(load.nanosOf(100)).isZero();
        assertThat(load.nanosOf(101)).isEqualTo(3_333_333);
        assertThat(load.nanosOf(400)).isEqualTo(1_000_000_000);
    }

    @Test
    void largeEventsAreNotPiledUp() {
        assertThat(Load.atFullSpeed(CROWD).backlog()).isEqualTo(8_192);
        assertThat(Load.atFullSpeed(CROWD).withDataBytes(256 * 1_024).backlog()).isEqualTo(256);
    }

    @Test
    void everyEndpointGetsAsManyEvents() {
        Map<String, Long> events =
                LongStream.range(0, 400)
                        .mapToObj(n ->
                                Crowd.account("some", n % CROWD.accounts())
                                        + Crowd.type(n, CROWD.accounts()))
                        .collect(Collectors.groupingBy(each -> each, Collectors.counting()));

        assertThat(events).hasSize(CROWD.size());
        assertThat(events.values()).containsOnly(10L);
    }

    @Test
    void everyEndpointIsForOneTypeOfItsAccount() {
        List<Endpoint> endpoints = CROWD.endpoints(HOSTS).toList();

        assertThat(endpoints).hasSize(40);
        assertThat(endpoints.stream().map(each -> each.account() + " " + each.eventTypes()))
                .doesNotHaveDuplicates();
        assertThat(endpoints.stream().map(each -> each.url().getPort()).distinct()).hasSize(2);
    }
}
