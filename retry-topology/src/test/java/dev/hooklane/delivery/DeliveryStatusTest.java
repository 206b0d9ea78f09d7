package dev.hooklane.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeliveryStatusTest {
    private static final List<DeliveryStatus> ALL =
            List.of(
                    new DeliveryStatus.Delivered(),
                    new DeliveryStatus.Waiting(Instant.EPOCH),
                    new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED),
                    new DeliveryStatus.Cancelled());

    /** They are on topics, on disk, in addresses and in metrics. */
    @Test
    void theNamesAreThoseThatAreStored() {
        assertThat(ALL)
                .extracting(DeliveryStatus::name)
                .containsExactly("delivered", "waiting", "dead", "cancelled");
        assertThat(DeliveryStatus.Kind.wireNames())
                .containsExactly("delivered", "waiting", "dead", "cancelled");
    }

    @Test
    void eachKindIsFoundByItsName() {
        assertThat(Arrays.stream(DeliveryStatus.Kind.values()))
                .allSatisfy(kind ->
                        assertThat(DeliveryStatus.Kind.find(kind.wireName())).contains(kind));
        assertThat(DeliveryStatus.Kind.find("DEAD")).isEmpty();
    }

    @Test
    void eachStatusHasAKindOfItsOwn() {
        assertThat(ALL)
                .extracting(DeliveryStatus::kind)
                .containsExactly(DeliveryStatus.Kind.values());
    }
}
