package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.api.ApiFixture.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that an operator can read of an account, and how many records Kafka has of it. */
record ProbeState(ApiFixture api, List<ProbeOperation> operations, ProbeAccount account) {
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");
    private static final Pattern REQUEST = Pattern.compile("\\breq_[0-9a-f]{16}\\b");
    private static final Pattern SECRET = Pattern.compile("(whsec|hlk|hlp)_[\\w=+/-]+");
    private static final Pattern ID =
            Pattern.compile("\\b(ep|key|dlv|rpl|ers|evt|lnk)_[0-9a-zA-Z_:-]+");
    private static final Pattern PLACE = Pattern.compile("\"(partition|offset)\":\\d+|\\d+@\\d+");

    Map<String, String> read() throws IOException, InterruptedException {
        Map<String, String> state = new TreeMap<>();
        for (ProbeOperation operation : operations) {
            boolean ofAccount =
                    operation.slots().stream()
                            .anyMatch(slot ->
                                    slot.kind() != ProbeKind.CURSOR
                                            && slot.kind() != ProbeKind.EVENT_TYPE);
            if (operation.isSafe() && ofAccount) {
                Answer answer =
                        ProbeCaller.operator()
                                .call(api, operation.request(account.values(operation.slots())));
                state.put(
                        operation.name(),
                        answer.status()
                                + " "
                                + (operation.name().contains("/erasures")
                                        ? ids(answer.response().body())
                                        : settled(answer.response().body())));
            }
        }
        for (String topic :
                List.of(
                        api.topics.endpoints(),
                        api.topics.events(),
                        api.topics.deliveries(),
                        api.topics.bulkDeliveries(),
                        api.topics.replays(),
                        api.topics.access())) {
            state.put(topic, Long.toString(records(topic)));
        }
        return state;
    }

    /** Of what goes on by itself. */
    private static String ids(String body) {
        return ID.matcher(body).results().map(MatchResult::group).toList().toString();
    }

    /** Without what changes by itself. */
    private static String settled(String body) {
        return REQUEST.matcher(TIME.matcher(body).replaceAll("TIME")).replaceAll("REQUEST");
    }

    private long records(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                api.broker.bootstrapServers(),
                                "isolation.level",
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long count = 0;
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                count +=
                        StreamSupport.stream(
                                        consumer.poll(Duration.ofMillis(100)).spliterator(), false)
                                .filter(this::isOfAccount)
                                .count();
            }
            return count;
        }
    }

    private boolean isOfAccount(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder();
        text.append(record.key() == null ? "" : new String(record.key(), UTF_8));
        text.append(record.value() == null ? "" : new String(record.value(), UTF_8));
        record.headers().forEach(header -> text.append(new String(header.value(), UTF_8)));
        // Each account chooses its events' ids, so others may have the same.
        return account.secrets().stream()
                .filter(secret -> !secret.equals(account.id(ProbeKind.EVENT)))
                .anyMatch(text.toString()::contains);
    }

    /** The body without these values, the longest first. */
    static String without(Answer answer, Collection<String> values) {
        String body = answer.response().body();
        for (String value :
                values.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .collect(Collectors.toList())) {
            body = body.replace(value, "VALUE").replace(encoded(value), "VALUE");
        }
        return body;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    /** What must be the same for a thing of somebody else's and for one that doesn't exist. */
    static String comparable(Answer answer, Collection<String> values) {
        String body = settled(without(answer, values));
        body = ID.matcher(SECRET.matcher(body).replaceAll("SECRET")).replaceAll("ID");
        return answer.status() + " " + PLACE.matcher(body).replaceAll("PLACE");
    }
}
