package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import dev.hooklane.topic.TopicSpec;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An instance whose every delay partition holds something that is not due, for an hour. */
@ExtendWith(Brokers.class)
class IdleIT {
    private static final Duration MEASURED = Duration.ofSeconds(8);
    private static final int PARTITIONS = 4;

    @Test
    void waitingCostsNoCpu(Broker broker) {
        try (Road road =
                Road.on(
                        broker,
                        Map.of(
                                "retry.schedule",
                                "0s,1h,2h,3h,4h",
                                "topics.partitions",
                                Integer.toString(PARTITIONS)))) {
            Endpoint endpoint = road.endpoint("message.*");
            List<String> delays =
                    road.topics().specs().stream()
                            .filter(spec -> spec.name().contains(".retry."))
                            .map(TopicSpec::name)
                            .toList();
            for (String topic : delays) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    road.records().write(waiting(topic, partition, endpoint));
                }
            }
            assertThat(delays).hasSize(4);
            Set<Long> ofOthers = threads();
            road.start("one");
            deliverOne(road, endpoint);

            Map<String, Duration> cpu = cpuOver(MEASURED, ofOthers);

            cpu.forEach((thread, used) ->
                    System.out.printf(
                            "IdleIT %s: %d ms of CPU in %d s%n",
                            thread, used.toMillis(), MEASURED.toSeconds()));
            assertThat(cpu).containsKey("hooklane-delivery");
            Duration delivering =
                    cpu.entrySet().stream()
                            .filter(thread -> !thread.getKey().contains("fan-out"))
                            .map(Map.Entry::getValue)
                            .reduce(Duration.ZERO, Duration::plus);
            assertThat(delivering)
                    .as("CPU of the delivering threads, 5 %% of a core at most")
                    .isLessThan(MEASURED.dividedBy(20));
            deliverOne(road, endpoint);
            assertThat(road.customer().count()).isEqualTo(2);
        }
    }

    /** What is not waiting is delivered meanwhile, as ever. */
    private static void deliverOne(Road road, Endpoint endpoint) {
        Event event = road.publish("message.created");
        road.await(Road.delivery(event, endpoint), _ -> true);
    }

    private static ProducerRecord<byte[], byte[]> waiting(
            String topic, int partition, Endpoint endpoint) {
        Event event = Event.builder(new EventType("message.created")).dataJson("{}").build();
        Delivery delivery =
                Delivery.first(
                        Road.delivery(event, endpoint),
                        endpoint.id(),
                        new SourceEvent(
                                event.id(),
                                event.type(),
                                endpoint.account(),
                                Instant.now(),
                                new SourceEvent.Origin(0, 0),
                                Optional.empty(),
                                Optional.empty()),
                        Trigger.EVENT,
                        event.payload());
        return new ProducerRecord<>(
                topic,
                partition,
                endpoint.id().value().getBytes(UTF_8),
                event.payload().bytes(),
                DeliveryRecords.headers(delivery));
    }

    /** Those of this JVM now: what other tests share may have threads of the same names. */
    private static Set<Long> threads() {
        return Arrays.stream(ManagementFactory.getThreadMXBean().getAllThreadIds())
                .boxed()
                .collect(Collectors.toSet());
    }

    /** The CPU time of each of the instance's threads over that time. */
    private static Map<String, Duration> cpuOver(Duration time, Set<Long> ofOthers) {
        Map<String, Duration> before = cpu(ofOthers);
        Instant until = Instant.now().plus(time);
        Awaitility.await()
                .atMost(time.plusSeconds(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !Instant.now().isBefore(until));
        Map<String, Duration> used = cpu(ofOthers);
        used.replaceAll((thread, after) -> after.minus(before.getOrDefault(thread, Duration.ZERO)));
        return used;
    }

    private static Map<String, Duration> cpu(Set<Long> ofOthers) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Duration> cpu = new TreeMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null
                    && !ofOthers.contains(thread.getThreadId())
                    && isOfInstance(thread.getThreadName())) {
                Duration used = Duration.ofNanos(threads.getThreadCpuTime(thread.getThreadId()));
                cpu.merge(thread.getThreadName(), used, Duration::plus);
            }
        }
        return cpu;
    }

    /** Its own threads, the heartbeats of its consumer, and the network of its producer. */
    private static boolean isOfInstance(String thread) {
        return thread.startsWith("hooklane-")
                || thread.contains(".dispatcher")
                || thread.endsWith("hooklane-outcomes");
    }
}
