package dev.hooklane.spring;

import dev.hooklane.producer.EventPublisherBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The Kafka of a service's own {@code spring.kafka} properties: its address and its security. They
 * are read by name, so that the service needs no spring-kafka.
 */
final class SpringKafka {
    static final String BOOTSTRAP_SERVERS = "spring.kafka.bootstrap-servers";

    private static final String PROTOCOL = "spring.kafka.security.protocol";
    private static final String PROPERTIES = "spring.kafka.properties";

    /** The beginnings of those of Kafka's own settings that make a connection secure. */
    private static final List<String> SECURITY = List.of("security.", "sasl.", "ssl.");

    /**
     * They decide how a service connects, in a form that only spring-kafka reads. Without them the
     * publisher would connect in another way than the service does.
     */
    private static final List<String> NOT_TAKEN_OVER =
            List.of(
                    "spring.kafka.ssl",
                    "spring.kafka.producer.ssl",
                    "spring.kafka.producer.security",
                    "spring.kafka.producer.bootstrap-servers");

    private SpringKafka() {}

    /**
     * Takes over the address and the security, if there is an address.
     *
     * @throws InvalidPublisherException if the service connects by properties that can't be taken
     *     over
     */
    static void connect(EventPublisherBuilder builder, Environment environment) {
        Binder binder = Binder.get(environment);
        Optional<List<String>> servers =
                Optional.ofNullable(
                        binder.bind(BOOTSTRAP_SERVERS, Bindable.listOf(String.class)).orElse(null));
        if (servers.isEmpty()) {
            return;
        }
        for (String name : NOT_TAKEN_OVER) {
            if (isSet(binder, name)) {
                throw new InvalidPublisherException(
                        "%s is set, which the publisher can't take over: set hooklane.publisher.bootstrap-servers, and the same security in hooklane.publisher.kafka.*"
                                .formatted(name));
            }
        }
        builder.bootstrapServers(String.join(",", servers.get()));
        binder.bind(PROTOCOL, String.class)
                .ifBound(protocol -> builder.kafka("security.protocol", protocol));
        binder.bind(PROPERTIES, Bindable.mapOf(String.class, String.class))
                .ifBound(properties -> security(properties).forEach(builder::kafka));
    }

    private static boolean isSet(Binder binder, String name) {
        return binder.bind(name, String.class).isBound()
                || binder.bind(name, Bindable.mapOf(String.class, String.class)).isBound();
    }

    private static Map<String, String> security(Map<String, String> properties) {
        Map<String, String> security = new HashMap<>(properties);
        security.keySet().removeIf(key -> SECURITY.stream().noneMatch(key::startsWith));
        return security;
    }
}
