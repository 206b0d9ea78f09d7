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
 * Writes down the replays that are requested, and returns once this instance has read them back.
 * Any thread may call it. On this instance, changes of a replay are made one at a time; if two
 * instances make one at the same moment, the later one counts.
 */
public final class ReplayLog {
    private final Replays replays;
    private final FollowedTopic followed;
    private final Function<ProducerRecord<byte[], byte[]>, RecordMetadata> write;
    private final String topic;

    /**
     * @param write writes a record, and returns once the brokers have it
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
     * Writes the replay down, so that it begins.
     *
     * @throws KafkaUnavailableException if it is uncertain whether it will begin
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
     * Changes the replay, if the change makes a difference.
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
