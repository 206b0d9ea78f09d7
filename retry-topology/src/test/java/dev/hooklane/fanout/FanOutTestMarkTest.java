package dev.hooklane.fanout;

import static dev.hooklane.fanout.CatalogueDriver.PAID;
import static dev.hooklane.fanout.CatalogueDriver.paid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test event of any type goes to the one endpoint that it is marked for. */
final class FanOutTestMarkTest {
    private final CatalogueDriver fanOut;

    FanOutTestMarkTest(@TempDir Path stateDir) {
        fanOut = new CatalogueDriver(stateDir);
    }

    @AfterEach
    void close() {
        fanOut.close();
    }

    @Test
    void aMarkedEventGoesToTheOneEndpointAsATestWhateverThatSelects() {
        fanOut.write(paid());
        Endpoint tested = fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 2, "bot.*"));

        fanOut.publish("{}", tested.id(), fanOut.marks.mark(tested.id(), new EventId("evt_1")));

        assertThat(fanOut.delivered())
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.endpoint()).isEqualTo(tested.id());
                    assertThat(delivery.trigger()).isEqualTo(Trigger.TEST);
                    assertThat(delivery.event().type()).isEqualTo(PAID);
                });
    }

    @Test
    void aMarkReachesNoEndpointOfAnotherAccount() {
        fanOut.write(paid());
        Endpoint others = fanOut.put(Endpoints.of(new AccountId("acct_2"), 2, "*"));

        fanOut.publish("{}", others.id(), fanOut.marks.mark(others.id(), new EventId("evt_1")));

        assertThat(fanOut.deliveries.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"of another event", "of another endpoint", "made up", ""})
    void aMarkThatIsNotGenuineChangesNothing(String which) {
        fanOut.write(paid());
        Endpoint named = fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 2, "bot.*"));
        Endpoint other = fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 3, "bot.*"));
        EventId event = new EventId("evt_1");
        Map<String, String> bad =
                Map.of(
                        "of another event", fanOut.marks.mark(named.id(), new EventId("evt_2")),
                        "of another endpoint", fanOut.marks.mark(other.id(), event));

        fanOut.publish("{}", named.id(), bad.getOrDefault(which, which));

        assertThat(fanOut.delivered())
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.endpoint()).isNotEqualTo(named.id());
                    assertThat(delivery.trigger()).isEqualTo(Trigger.EVENT);
                });
    }
}
