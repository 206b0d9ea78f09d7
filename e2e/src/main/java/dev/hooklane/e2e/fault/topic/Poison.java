package dev.hooklane.e2e.fault.topic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record that should be on no topic.
 *
 * @param key as Latin-1 text; empty for none
 * @param value as Latin-1 text; empty for none
 */
record Poison(Optional<String> key, Optional<String> value, Map<String, String> headers) {
    private static final Map<String, String> HALF_A_DELIVERY =
            Map.of("hooklane-v", "1", "hooklane-delivery", "dlv_nothing");

    private static final Map<String, String> WRONG_TIMES =
            Map.of(
                    "hooklane-v", "1",
                    "hooklane-delivery", "dlv_00000000000000000000000000000000000000",
                    "hooklane-account", "acct",
                    "hooklane-event", "evt_1",
                    "hooklane-type", "message.created",
                    "hooklane-attempt", "-7",
                    "hooklane-trigger", "event",
                    "hooklane-round", "99999999999999999999",
                    "hooklane-published", "9223372036854775807",
                    "hooklane-not-before", "-9223372036854775808");

    static final List<Poison> ALL =
            List.of(
                    of("acct", Optional.empty()),
                    new Poison(Optional.empty(), Optional.empty(), Map.of()),
                    new Poison(Optional.empty(), Optional.of("{}"), Map.of()),
                    of("", Optional.of("")),
                    of("\u0000\u00ff/\u00fe", Optional.of("\u0000\u0001\u00ff\u00fe")),
                    of("a/b/c/d", Optional.of("hello")),
                    of("a/b/health", Optional.of("[1,2]")),
                    of("acct/ep_0000000000000000", Optional.of("{\"v\":1}")),
                    of("acct/ep_0000000000000000", Optional.of("{\"v\":99}")),
                    of("use/key_0", Optional.of("{\"v\":1,\"at\":\"yesterday\"}")),
                    of("acct", Optional.of("{\"id\":17,\"type\":null,\"data\":[]}")),
                    of(
                            "acct",
                            Optional.of("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")),
                    of("k".repeat(30_000), Optional.of("{\"v\":1}")),
                    of("acct", Optional.of("x".repeat(900_000))),
                    new Poison(Optional.of("ep_1"), Optional.of("{}"), HALF_A_DELIVERY),
                    new Poison(Optional.of("ep_1"), Optional.of("{}"), WRONG_TIMES),
                    new Poison(
                            Optional.of("ep_1"),
                            Optional.of("{}"),
                            Map.of(
                                    "hooklane-attempts",
                                    "[{\"number\":\"x\"}]",
                                    "hooklane-v",
                                    "2")));

    Poison {
        headers = Map.copyOf(headers);
    }

    private static Poison of(String key, Optional<String> value) {
        return new Poison(Optional.of(key), value, Map.of());
    }

    ProducerRecord<byte[], byte[]> on(String topic, int partition) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic,
                        partition,
                        key.map(text -> text.getBytes(ISO_8859_1)).orElse(null),
                        value.map(text -> text.getBytes(ISO_8859_1)).orElse(null));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    /** Leaves out the contents. */
    @Override
    public String toString() {
        return "Poison of %d characters".formatted(value.map(String::length).orElse(0));
    }
}
