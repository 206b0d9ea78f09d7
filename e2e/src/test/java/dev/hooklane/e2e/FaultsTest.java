package dev.hooklane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Mix;
import dev.hooklane.e2e.fault.broker.BrokerFaults;
import dev.hooklane.e2e.fault.instance.InstanceFaults;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    @Test
    void everyFaultIsFoundByItsName() {
        assertThat(Faults.ALL)
                .allSatisfy(fault -> assertThat(Faults.named(fault.name())).hasValue(fault));
    }

    @Test
    void namesAreUnique() {
        assertThat(Faults.ALL.stream().map(Fault::name)).doesNotHaveDuplicates();
    }

    @Test
    void everyFaultThatAMixTakesIsThere() {
        assertThat(Faults.ALL).containsAll(BrokerFaults.ALL).containsAll(InstanceFaults.STOPPING);
    }

    @Test
    void faultsAtTheSameTimeAreOneOfThoseInTurn() {
        Fault mix = Faults.named("kill-broker/freeze-3s+poison").orElseThrow();

        assertThat(mix.name()).isEqualTo("kill-broker/freeze-3s+poison");
        assertThat(mix)
                .isInstanceOfSatisfying(
                        Mix.class,
                        outer -> {
                            assertThat(outer.order()).isEqualTo(Mix.Order.IN_TURN);
                            assertThat(outer.faults().getFirst())
                                    .isInstanceOfSatisfying(
                                            Mix.class,
                                            inner ->
                                                    assertThat(inner.order())
                                                            .isEqualTo(Mix.Order.AT_ONCE));
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "kill+", "/kill", "kill+nothing", "kill kill"})
    void whatIsNoFaultIsNotFound(String name) {
        assertThat(Faults.named(name)).isEmpty();
    }

    @Test
    void aMixSpoilsWhatItsFaultsSpoil() {
        List<Fault> spoiling = Faults.ALL.stream().filter(Fault::spoils).toList();

        assertThat(spoiling).isNotEmpty();
        assertThat(new Mix(Mix.Order.IN_TURN, List.of(Faults.NONE, spoiling.getFirst())).spoils())
                .isTrue();
        assertThat(new Mix(Mix.Order.IN_TURN, List.of(Faults.NONE)).spoils()).isFalse();
    }

    @Test
    void eachFaultIsToldInOneLine() {
        assertThat(Faults.ALL)
                .allSatisfy(fault -> assertThat(fault.summary()).isNotBlank().hasSizeLessThan(130));
    }
}
