package dev.hooklane.dispatcher;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.kafka.KafkaClients;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for brokers that are away when an instance starts. An orchestrator would start an instance
 * that ends again and again, at ever longer intervals, and so minutes after the brokers are back.
 */
public final class KafkaAtStart {
    private static final Logger log = LoggerFactory.getLogger(KafkaAtStart.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** So often, in looks, the log says what the start waits for. */
    private static final int LOOKS_A_LINE = 10;

    private KafkaAtStart() {}

    /**
     * Returns once a broker answers, even if it refuses: what it refuses is for those who ask.
     *
     * @param stopped asked every second whether to wait no more
     * @return whether a broker has answered
     * @throws org.apache.kafka.common.KafkaException if no address of a broker can be resolved
     */
    public static boolean await(HooklaneConfig config, BooleanSupplier stopped) {
        return new KafkaClients(config)
                .ask(admin -> {
                    try {
                        return await(admin, config.kafka().bootstrapServers(), stopped);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                });
    }

    private static boolean await(Admin admin, String brokers, BooleanSupplier stopped)
            throws InterruptedException {
        KafkaFuture<?> answer = admin.describeCluster().clusterId();
        for (int looks = 1; !stopped.getAsBoolean(); looks++) {
            try {
                var _ = answer.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                // It is still being asked.
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException)) {
                    return true;
                }
                Thread.sleep(LOOK_EVERY);
                answer = admin.describeCluster().clusterId();
            }
            if (looks % LOOKS_A_LINE == 0) {
                log.warn(
                        "kafka.away no broker at {} has answered for {} s; the start waits for one",
                        brokers,
                        looks * LOOK_EVERY.toSeconds());
            }
        }
        return false;
    }
}
