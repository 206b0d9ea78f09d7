package dev.hooklane.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class TypedRateLimitTest {
    @Test
    void twoNumbersAreARateLimit() {
        assertThat(TypedRateLimit.parse("10", "20")).contains(new TypedRateLimit(10, 20));
        assertThat(TypedRateLimit.parse("0.5", "1")).contains(new TypedRateLimit(0.5, 1));
    }

    /** The API takes any fraction, so an endpoint may have one and be edited. */
    @Test
    void aFractionMayBeLong() {
        assertThat(TypedRateLimit.parse("0.333333", "1")).contains(new TypedRateLimit(0.333333, 1));
    }

    @Test
    void anythingElseIsNone() {
        assertThat(TypedRateLimit.parse("ten", "20")).isEmpty();
        assertThat(TypedRateLimit.parse("10", "")).isEmpty();
        assertThat(TypedRateLimit.parse("-1", "1")).isEmpty();
        assertThat(TypedRateLimit.parse("1e3", "1")).isEmpty();
        assertThat(TypedRateLimit.parse("1", "1.5")).isEmpty();
    }

    @Test
    void theApiGetsItAsAnObject() {
        ObjectNode body = JsonMapper.shared().createObjectNode();

        new TypedRateLimit(2.5, 5).addTo(body);

        assertThat(body).hasToString("{\"rateLimit\":{\"perSecond\":2.5,\"burst\":5}}");
    }
}
