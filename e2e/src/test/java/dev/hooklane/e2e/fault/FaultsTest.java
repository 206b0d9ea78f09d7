package dev.hooklane.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FaultsTest {
    @Test
    void eachFaultHasANameOfItsOwnThatCanBeAskedFor() {
        assertThat(Faults.ALL).extracting(Fault::name).doesNotHaveDuplicates();
        assertThat(Faults.ALL)
                .allSatisfy(fault -> {
                    assertThat(fault.name()).matches("[a-z0-9-]+");
                    assertThat(Faults.named(fault.name())).contains(fault);
                });
    }

    @Test
    void eachFaultIsToldInOneLine() {
        assertThat(Faults.ALL)
                .allSatisfy(fault -> assertThat(fault.summary()).isNotBlank().hasSizeLessThan(130));
    }

    @Test
    void namesJoinedByAPlusSignAreAMix() {
        assertThat(Faults.named("kill+cut-off"))
                .hasValueSatisfying(mix -> assertThat(mix).isInstanceOf(Mix.class));
        assertThat(Faults.named("kill+nonsense")).isEmpty();
    }
}
