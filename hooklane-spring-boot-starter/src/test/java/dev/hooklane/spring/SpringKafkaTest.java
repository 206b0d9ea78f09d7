package dev.hooklane.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.producer.EventPublisher;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A service's {@code spring.kafka} properties, where it has none for the publisher. */
class SpringKafkaTest {
    /** Kafka's client refuses it, with a message of its own: so it has got it. */
    private static final String JAAS =
            "spring.kafka.properties.sasl.jaas.config=Unfinished required";

    private final ApplicationContextRunner service =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(EventPublisherAutoConfiguration.class))
                    .withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:1,127.0.0.1:2");

    @Test
    void theAddressIsTakenOver() {
        service.run(context -> assertThat(context).hasSingleBean(EventPublisher.class));
    }

    @Test
    void itsSecurityIsTakenOver() {
        service.withPropertyValues(
                        "spring.kafka.security.protocol=SASL_PLAINTEXT",
                        "spring.kafka.properties.sasl.mechanism=PLAIN",
                        JAAS)
                .run(context ->
                        assertThat(context.getStartupFailure())
                                .rootCause()
                                .hasMessageContaining("JAAS"));
    }

    @Test
    void otherKafkaPropertiesAreNot() {
        service.withPropertyValues("spring.kafka.properties.acks=1")
                .run(context -> assertThat(context).hasSingleBean(EventPublisher.class));
    }

    @Test
    void thePublishersOwnPropertiesWin() {
        service.withPropertyValues(
                        "spring.kafka.security.protocol=SASL_PLAINTEXT",
                        "spring.kafka.properties.sasl.mechanism=PLAIN",
                        JAAS,
                        "hooklane.publisher.kafka.security.protocol=PLAINTEXT")
                .run(context -> assertThat(context).hasSingleBean(EventPublisher.class));
    }

    @Test
    void anAddressOfItsOwnComesWithoutTheSecurityOfTheOther() {
        service.withPropertyValues(
                        "hooklane.publisher.bootstrap-servers=127.0.0.1:3",
                        "spring.kafka.security.protocol=SASL_PLAINTEXT",
                        "spring.kafka.ssl.bundle=mine")
                .run(context -> assertThat(context).hasSingleBean(EventPublisher.class));
    }

    @Test
    void securityThatOnlySpringKafkaReadsIsRefusedAndNotLeftOut() {
        service.withPropertyValues("spring.kafka.ssl.trust-store-location=classpath:trust.jks")
                .run(context ->
                        assertThat(context.getStartupFailure())
                                .rootCause()
                                .hasMessageContainingAll(
                                        "spring.kafka.ssl is set",
                                        "hooklane.publisher.bootstrap-servers"));
    }
}
