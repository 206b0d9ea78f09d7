package dev.hooklane.replayer;

import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayCodec;
import dev.hooklane.replay.ReplayId;
import dev.hooklane.replay.Replays;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.KafkaUnavailableException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Writes down what is asked for of replays, and returns once this instance has read it back. Any
 * thread may call it. Changes of a replay are made one at a time on this instance; on two at the
 * same moment the later one counts.
 */
public final class ReplayLog {
    private final Replays replays;
    private final FollowedTopic followed;
    private final Function<ProducerRecord<byte[], byte[]>, RecordMetadata> write;
    private final String topic;

    /**
     * @param write returns once the brokers have the record
     */
    public ReplayLog(
            Replays replays,
            FollowedTopic followed,
            Function<ProducerRecord<byte[], byte[]>, RecordMetadata> write,
            String topic) {
        this.replays = replays;
        this.followed = followed;
        this.write = write;
        this.topic = topic;
    }

    public Replays replays() {
        return replays;
    }

    /**
     * Has it begun.
     *
     * @throws KafkaUnavailableException if it is not certain that it will be
     */
    public void put(Replay replay) {
        RecordMetadata written =
                write.apply(
                        new ProducerRecord<>(
                                topic, ReplayCodec.key(replay.id()), ReplayCodec.write(replay)));
        followed.awaitReadBack(
                written,
                seconds ->
                        "replay %s is written, but this instance has not read it back within %d s; GET /v1/replays tells whether it counts"
                                .formatted(replay.id(), seconds));
    }

    /**
     * Changes what is asked for, if that makes a difference.
     *
     * @param change may throw if it is not allowed
     * @return the replay afterwards; empty if there is none
     */
    public synchronized Optional<Replays.Known> change(
            ReplayId id, Function<Replays.Known, Replay> change) {
        Optional<Replays.Known> before = replays.find(id);
        if (before.isEmpty()) {
            return before;
        }
        Replay replay = before.get().replay();
        Replay changed = change.apply(before.get());
        if (!changed.equals(replay)) {
            put(changed);
        }
        return replays.find(id);
    }
}
