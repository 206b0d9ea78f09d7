package dev.hooklane.api;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.eraser.Eraser;
import dev.hooklane.eraser.ErasureLog;
import dev.hooklane.eraser.Places;
import dev.hooklane.eraser.TopicRetention;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Starts this instance's part in erasing. */
final class EraserStart {
    private EraserStart() {}

    static Eraser start(
            HooklaneConfig config, Connections kafka, ControlPlane.KnownErasures erasures) {
        InstantSource clock = InstantSource.system();
        return Eraser.start(
                new Eraser.Parts(
                        erasures.index(),
                        new ErasureLog(
                                kafka.producer()::writeAll,
                                erasures.followed()::awaitReadBack,
                                kafka.topics().erasures()),
                        Places.of(
                                kafka.topics(),
                                config.kafka().consumerProperties(),
                                kafka.producer()::writeAll,
                                new TopicRetention(kafka.admin()),
                                clock),
                        erasures.followed()::caughtUp,
                        config.instance(),
                        clock,
                        new SecureRandom()));
    }
}
