package dev.hooklane.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnCallsTest {
    private final OwnCalls ownCalls = new OwnCalls(new Random(1));

    @Test
    void aCallOfThisProcessIsFromWhoIsBehindIt() {
        Map<String, String> headers = ownCalls.headers("203.0.113.7");

        assertThat(ownCalls.address(headers::get, "127.0.0.1")).isEqualTo("203.0.113.7");
    }

    @Test
    void anybodyElsesHeadersAreAsGoodAsNotThere() {
        Map<String, String> others = new OwnCalls(new Random(2)).headers("203.0.113.7");
        Map<String, String> guessed = new HashMap<>(ownCalls.headers("203.0.113.7"));
        guessed.keySet().removeIf(name -> !name.endsWith("For"));

        assertThat(ownCalls.address(others::get, "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(ownCalls.address(guessed::get, "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(ownCalls.address(_ -> null, "198.51.100.1")).isEqualTo("198.51.100.1");
    }
}
