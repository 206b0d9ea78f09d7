package dev.hooklane.fanout;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.topic.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The topics of a fan-out on the test driver. */
final class FanOutTopics {
    final TestInputTopic<byte[], byte[]> events;
    final TestInputTopic<byte[], byte[]> endpoints;
    final TestOutputTopic<byte[], byte[]> deliveries;
    final TestOutputTopic<byte[], byte[]> rejections;

    FanOutTopics(TopologyTestDriver driver, Topics topics) {
        events = input(driver, topics.events());
        endpoints = input(driver, topics.endpoints());
        deliveries = output(driver, topics.deliveries());
        rejections = output(driver, topics.rejected());
    }

    /** Writes an endpoint, with its secrets unencrypted. */
    Endpoint put(Endpoint endpoint) {
        endpoints.pipeInput(
                EndpointCodec.key(endpoint.account(), endpoint.id()),
                new EndpointCodec(Endpoints.plainCipher()).write(endpoint));
        return endpoint;
    }

    /** The deliveries that were written since. */
    List<Delivery> delivered() {
        return deliveries.readRecordsToList().stream()
                .map(r -> DeliveryRecords.read(r.key(), r.value(), r.headers()))
                .toList();
    }

    private static TestInputTopic<byte[], byte[]> input(TopologyTestDriver driver, String topic) {
        return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static TestOutputTopic<byte[], byte[]> output(TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(
                topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
