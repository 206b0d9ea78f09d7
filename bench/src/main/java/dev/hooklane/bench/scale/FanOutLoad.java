package dev.hooklane.bench.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.bench.installation.CheckedProducer;
import dev.hooklane.bench.installation.Hooklane;
import dev.hooklane.bench.load.EventSource;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets the fan-out process a set of events, and measures how fast deliveries appear. The events are
 * created beforehand and written in large batches, so that the fan-out takes most of the time. For
 * one thread.
 */
final class FanOutLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);

    private final List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    private final CheckedProducer producer;
    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> deliveries;

    FanOutLoad(Hooklane hooklane, Population population, long count) {
        for (long n = 0; n < count; n++) {
            events.add(
                    new ProducerRecord<>(
                            hooklane.topics().events(),
                            population.account(n).value().getBytes(UTF_8),
                            EventSource.event(population.type(n), 0).payload().bytes()));
        }
        producer = new CheckedProducer(hooklane.config());
        admin = hooklane.clients().admin();
        deliveries =
                IntStream.range(0, hooklane.config().topics().partitions())
                        .mapToObj(i -> new TopicPartition(hooklane.topics().deliveries(), i))
                        .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    }

    /**
     * Processes one set of events.
     *
     * @return deliveries per second, over the last nine tenths of them
     * @throws BenchmarkFailedException if the number of deliveries is not the expected one
     */
    double perSecond() throws InterruptedException {
        long before = delivered();
        long all = events.size() * (long) Population.FAN_OUT;
        events.forEach(producer::send);
        long first = await(before + all / 10);
        long start = System.nanoTime();
        long last = await(before + all);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (last != before + all) {
            throw new BenchmarkFailedException(
                    "%d deliveries were made of %d events, %d were to be"
                            .formatted(last - before, events.size(), all));
        }
        producer.flush();
        return (last - first) / seconds;
    }

    private long await(long count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long now = delivered();
        while (now < count) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailedException(
                        "%d deliveries were to be made, %d of them were not within %s"
                                .formatted(count, count - now, PATIENCE));
            }
            Thread.sleep(LOOK_EVERY);
            now = delivered();
        }
        return now;
    }

    private long delivered() throws InterruptedException {
        try {
            return admin.listOffsets(deliveries).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException("Kafka does not tell its offsets: " + e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
