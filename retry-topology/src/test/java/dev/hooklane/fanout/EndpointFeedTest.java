package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.endpoint.HealthCodec;
import dev.hooklane.event.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EndpointFeedTest {
    private static final EventType TYPE = new EventType("message.created");

    private final EndpointDirectory directory = new EndpointDirectory();
    private final EndpointCodec codec = new EndpointCodec(Endpoints.plainCipher());
    private final EndpointCodec others = new EndpointCodec(Endpoints.cipherWithAnotherKey());
    private final EndpointFeed feed = new EndpointFeed(directory, codec);
    private final Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "message.*");
    private final byte[] key = EndpointCodec.key(endpoint.account(), endpoint.id());

    @Test
    void anEndpointThatNoKeyOpensIsKnownAndSealed() {
        follow(key, others.write(endpoint));

        assertThat(directory.find(endpoint.id())).hasValueSatisfying(Endpoint::isSealed);
        assertThat(directory.subscribers(endpoint.account(), TYPE)).hasSize(1);
        assertThat(directory.sealed()).hasSize(1);
        assertThat(feed.sealedByOtherKeys()).isEmpty();
    }

    @Test
    void anEndpointWhoseRecordCantBeReadIsKnownAndSealed() {
        follow(key, "nothing".getBytes(UTF_8));

        assertThat(directory.find(endpoint.id())).hasValueSatisfying(Endpoint::isSealed);
        assertThat(directory.subscribers(endpoint.account(), TYPE)).hasSize(1);
    }

    @Test
    void anEndpointThatBecomesUnreadableIsNotServedAsItWas() {
        follow(key, codec.write(endpoint));
        follow(key, "{\"v\":2}".getBytes(UTF_8));

        assertThat(directory.find(endpoint.id()))
                .hasValueSatisfying(known -> {
                    assertThat(known.isSealed()).isTrue();
                    assertThat(known.eventTypes()).isEqualTo(endpoint.eventTypes());
                });
    }

    @Test
    void anEndpointThatCanBeOpenedAgainIsNoLongerSealed() {
        follow(key, others.write(endpoint));
        follow(key, codec.write(endpoint));

        assertThat(directory.find(endpoint.id())).contains(endpoint);
        assertThat(directory.sealed()).isEmpty();
    }

    @Test
    void aSealedEndpointThatIsDeletedIsGone() {
        follow(key, others.write(endpoint));
        follow(key, null);

        assertThat(directory.sealed()).isEmpty();
        assertThat(directory.wasDeleted(endpoint.id())).isTrue();
    }

    @Test
    void whatNamesNoEndpointIsLeftOut() {
        follow("nobody".getBytes(UTF_8), "nothing".getBytes(UTF_8));
        follow(null, "nothing".getBytes(UTF_8));
        follow(
                HealthCodec.key(endpoint.account(), endpoint.id()),
                "{\"v\":1,\"of\":\"yesterday\"}".getBytes(UTF_8));
        follow(key, codec.write(endpoint));

        assertThat(directory.all()).containsExactly(endpoint);
    }

    @Test
    void whatIsReadAgainFromTheStartIsNotSeenAgain() {
        Endpoint moved = endpoint.withState(new EndpointState.Paused(), Endpoints.NOW);
        Endpoint deleted = Endpoints.of(Endpoints.ACCOUNT, 2, "*");
        byte[] deletedKey = EndpointCodec.key(deleted.account(), deleted.id());
        List<byte[]> values =
                List.of(codec.write(endpoint), codec.write(moved), codec.write(deleted));
        followAt(0, key, values.get(0));
        followAt(1, key, values.get(1));
        followAt(2, deletedKey, values.get(2));
        followAt(3, deletedKey, null);
        feed.caughtUp();

        feed.startsOver();
        assertThat(feed.isCaughtUp()).isFalse();
        followAt(0, key, values.get(0));
        assertThat(directory.find(endpoint.id())).contains(moved);
        followAt(2, deletedKey, values.get(2));
        assertThat(directory.find(deleted.id())).isEmpty();
        followAt(3, deletedKey, null);
        followAt(1, key, values.get(1));
        followAt(4, key, values.get(0));
        feed.caughtUp();

        assertThat(directory.all()).containsExactly(endpoint);
        assertThat(feed.isCaughtUp()).isTrue();
    }

    @Test
    void whatIsNotThereAnyMoreWhenItIsReadAgainWasDeletedMeanwhile() {
        Endpoint other = Endpoints.of(Endpoints.ACCOUNT, 2, "*");
        byte[] otherKey = EndpointCodec.key(other.account(), other.id());
        followAt(0, key, codec.write(endpoint));
        followAt(1, otherKey, codec.write(other));
        feed.caughtUp();

        feed.startsOver();
        followAt(1, otherKey, codec.write(other));
        feed.caughtUp();

        assertThat(directory.all()).containsExactly(other);
        assertThat(directory.wasDeleted(endpoint.id())).isTrue();
    }

    @Test
    void aTopicThatWasMadeAnewIsFollowedFromItsStartAndProvesNothing() {
        followAt(5, key, codec.write(endpoint));
        consumerStandsAt(6, 6);
        assertThat(feed.hasLost()).isFalse();

        consumerStandsAt(0, 2);
        Endpoint moved = endpoint.withState(new EndpointState.Paused(), Endpoints.NOW);
        followAt(1, key, codec.write(moved));

        assertThat(directory.find(endpoint.id())).contains(moved);
        assertThat(feed.hasLost()).isTrue();
    }

    @Test
    void aTopicThatIsReadAgainAndHoldsAllIsNotTakenForAnother() {
        followAt(5, key, codec.write(endpoint));
        consumerStandsAt(6, 6);

        consumerStandsAt(0, 6);

        assertThat(feed.hasLost()).isFalse();
    }

    @Test
    void ofTwoRecordsThatReplaceTheSameTheFirstCountsAndTheOtherIsTold() {
        EndpointRevision made = new EndpointRevision(1);
        EndpointRevision first = new EndpointRevision(2);
        EndpointRevision second = new EndpointRevision(3);
        Endpoint paused = endpoint.withState(new EndpointState.Paused(), Endpoints.NOW);
        feed.expect(first);
        feed.expect(second);

        followAs(made, Set.of(), codec.write(endpoint));
        followAs(first, Set.of(made), codec.write(paused));
        followAs(second, Set.of(made), null);

        assertThat(directory.find(endpoint.id())).contains(paused);
        assertThat(feed.counted(first)).isTrue();
        assertThat(feed.counted(second)).isFalse();
        assertThat(feed.counting(endpoint.id()))
                .hasValueSatisfying(counting -> {
                    assertThat(counting.endpoint()).contains(paused);
                    assertThat(counting.own()).isEqualTo(first);
                    assertThat(counting.replaceable()).containsExactlyInAnyOrder(first, second);
                });
        assertThat(feed.disputedFor(Duration.ZERO)).containsKey(endpoint.id());
    }

    @Test
    void aLargeBatchReadAheadMakesTheSameOfEachRecord() {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            // Most of them several times: the last one counts.
            Endpoint next =
                    Endpoints.of(Endpoints.ACCOUNT, i % 40, i % 3 == 0 ? "*" : "message.created");
            byte[] value =
                    switch (i % 7) {
                        case 0 -> others.write(next);
                        case 1 -> "damaged".getBytes(UTF_8);
                        case 2 -> null;
                        default -> codec.write(next);
                    };
            byte[] nextKey = EndpointCodec.key(next.account(), next.id());
            batch.add(new ConsumerRecord<>("hooklane.endpoints", 0, i, nextKey, value));
        }
        EndpointDirectory expected = new EndpointDirectory();
        EndpointFeed oneByOne = new EndpointFeed(expected, codec);
        batch.forEach(record -> oneByOne.processor().process(asStreamsPassesItOn(record)));

        feed.polled(batch);
        batch.forEach(record -> feed.processor().process(asStreamsPassesItOn(record)));

        assertThat(directory.all()).containsExactlyInAnyOrderElementsOf(expected.all());
        assertThat(directory.subscribers(Endpoints.ACCOUNT, TYPE))
                .containsExactlyInAnyOrderElementsOf(expected.subscribers(Endpoints.ACCOUNT, TYPE));
        assertThat(directory.sealed()).containsExactlyInAnyOrderElementsOf(expected.sealed());
    }

    private static Record<byte[], byte[]> asStreamsPassesItOn(
            ConsumerRecord<byte[], byte[]> record) {
        return new Record<>(record.key(), record.value(), 0);
    }

    private void followAs(
            EndpointRevision own, Set<EndpointRevision> replaced, byte @Nullable [] value) {
        Record<byte[], byte[]> record = new Record<>(key, value, 0);
        own.addTo(record.headers(), replaced);
        feed.processor().process(record);
    }

    private void followAt(long offset, byte[] recordKey, byte @Nullable [] value) {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        context.setRecordMetadata("hooklane.endpoints", 0, offset);
        Processor<byte[], byte[], Void, Void> processor = feed.processor();
        processor.init(context);
        processor.process(new Record<>(recordKey, value, 0));
    }

    private void consumerStandsAt(long position, long end) {
        TopicPartition partition = new TopicPartition("hooklane.endpoints", 0);
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
            consumer.assign(List.of(partition));
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, end));
            consumer.seek(partition, position);
            feed.beforePoll(consumer);
        }
    }

    private void follow(byte @Nullable [] recordKey, byte @Nullable [] value) {
        feed.processor().process(new Record<>(recordKey, value, 0));
    }
}
