package dev.hooklane.spring.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.producer.EventPublisher;
import dev.hooklane.producer.PublishedEvent;
import dev.hooklane.spring.test.ServiceUnderTest.Conversations;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

/** A test of a service's, whose properties are those of production. */
@SpringBootTest(
        classes = ServiceUnderTest.class,
        properties = {
            "hooklane.publisher.bootstrap-servers=kafka.invalid:9092",
            "hooklane.publisher.topic-prefix=eu.",
            "hooklane.publisher.kafka.security.protocol=SASL_SSL",
            "hooklane.publisher.kafka.sasl.mechanism=PLAIN"
        })
@EmbeddedEventsTopic
@TestMethodOrder(MethodOrderer.MethodName.class)
@Timeout(120)
class EmbeddedEventsTopicIT {
    @Autowired private Conversations conversations;
    @Autowired private PublishedEvents published;
    @Autowired private EventPublisher publisher;
    @Autowired private EventsBroker broker;
    @Autowired private MeterRegistry meters;
    @Autowired private ApplicationContext context;

    @Test
    void theTestReadsWhatTheServicePublished() {
        conversations.complete("acct_1", "conv_1").join();

        assertThat(published.all())
                .singleElement()
                .satisfies(event -> assertThat(event.account().value()).isEqualTo("acct_1"))
                .satisfies(event -> assertThat(event.type()).isEqualTo("conversation.completed"))
                .satisfies(event ->
                        assertThat(event.json())
                                .startsWith("{\"id\":\"evt_")
                                .endsWith("\"data\":{\"conversationId\":\"conv_1\"}}"));
        assertThat(published.ofType("conversation.created")).isEmpty();
    }

    @RepeatedTest(2)
    void eachTestBeginsWithNoEvents() {
        conversations.complete("acct_1", "conv_1").join();

        assertThat(published.all()).hasSize(1);
    }

    @Test
    void whatIsPublishedMeanwhileIsAwaited() {
        for (int i = 0; i < 20; i++) {
            CompletableFuture<PublishedEvent> unused =
                    conversations.complete("acct_" + i, "conv_" + i);
        }

        assertThat(published.await(20)).hasSize(20);
        assertThat(published.await("conversation.completed").account().value()).startsWith("acct_");
    }

    @Test
    void theEventsOfAnAccountAreInTheirOrder() {
        for (int i = 0; i < 20; i++) {
            conversations.complete("acct_1", "conv_" + i).join();
        }

        assertThat(published.all().get(19).json()).contains("conv_19");
    }

    @Test
    void anEventThatHooklaneWouldRejectFailsTheTest() throws Exception {
        write("acct_1", "{\"id\":\"evt_1\"}");

        assertThatThrownBy(published::all)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("Hooklane would reject", "eu.events", "type");
    }

    @Test
    void theServicesMetersCountThem() throws Exception {
        double before = acknowledged();

        PublishedEvent event = conversations.complete("acct_1", "conv_1").get(30, TimeUnit.SECONDS);

        assertThat(event.topic()).isEqualTo("eu.events");
        assertThat(acknowledged()).isEqualTo(before + 1);
        assertThat(meters.get("hooklane.publisher.in.flight").gauge().value()).isZero();
    }

    @Test
    void theServiceFindsTheTopicBeforeItsFirstEvent() {
        assertThat(publisher.partitions()).isEqualTo(3);
    }

    @Test
    void theServiceHasItsHealth() {
        assertThat(context.containsBean("hooklanePublisherHealthIndicator")).isTrue();
    }

    private double acknowledged() {
        return meters
                .find("hooklane.publisher.events")
                .tag("outcome", "acknowledged")
                .timers()
                .stream()
                .mapToDouble(timer -> timer.count())
                .sum();
    }

    /** As a service without the library might. */
    private void write(String key, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    publisher.topic(), key.getBytes(UTF_8), value.getBytes(UTF_8)))
                    .get(30, TimeUnit.SECONDS);
        }
    }
}
