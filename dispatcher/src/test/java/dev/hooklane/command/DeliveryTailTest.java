package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DeliveryTailTest {
    private static final JsonNode OLD = delivery("dlv_1", "delivered", 1, 1);

    private final DeliveryTail tail = new DeliveryTail();

    @Test
    void whatWasThereBeforeIsNotTold() {
        assertThat(tail.look(List.of(OLD))).isEmpty();
        assertThat(tail.look(List.of(OLD))).isEmpty();
    }

    @Test
    void whatIsNewIsToldOnceTheOldestFirst() {
        JsonNode second = delivery("dlv_2", "waiting", 1, 2);
        JsonNode third = delivery("dlv_3", "delivered", 1, 3);
        tail.look(List.of(OLD));

        assertThat(tail.look(List.of(third, second, OLD))).containsExactly(second, third);
        assertThat(tail.look(List.of(third, second, OLD))).isEmpty();
    }

    @Test
    void eachAttemptIsTold() {
        tail.look(List.of(delivery("dlv_2", "waiting", 1, 2), OLD));
        JsonNode again = delivery("dlv_2", "waiting", 2, 5);
        JsonNode dead = delivery("dlv_2", "dead", 3, 9);

        assertThat(tail.look(List.of(again, OLD))).containsExactly(again);
        assertThat(tail.look(List.of(dead, OLD))).containsExactly(dead);
    }

    @Test
    void theFirstDeliveryOfAllIsTold() {
        tail.look(List.of());

        assertThat(tail.look(List.of(OLD))).containsExactly(OLD);
    }

    /** Another one was erased, so that the list reaches further back. */
    @Test
    void whatComesIntoSightFromBelowIsNotTold() {
        JsonNode older = delivery("dlv_0", "delivered", 1, 0);
        JsonNode erased = delivery("dlv_2", "delivered", 1, 2);
        tail.look(List.of(erased, OLD));

        assertThat(tail.look(List.of(OLD, older))).isEmpty();
    }

    static JsonNode delivery(String id, String status, int attempts, int second) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("id", id)
                .put("status", status)
                .put("attempts", attempts)
                .put("updatedAt", "2027-01-15T03:00:0%dZ".formatted(second));
    }
}
