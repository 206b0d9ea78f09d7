package dev.hooklane.topic;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaFuture;

/**
 * Waits for the brokers' answers to an admin client. Blocks; any thread may use it.
 *
 * @param timeout how long it waits for each answer
 */
public record BrokerAnswers(Duration timeout) {
    /**
     * Returns the answer.
     *
     * @throws KafkaUnavailableException if there is none; its cause is the brokers' refusal, a
     *     {@link TimeoutException} or an {@link InterruptedException}
     */
    public <T> T await(KafkaFuture<T> answer) {
        return await(answer, KafkaUnavailableException::refused);
    }

    /**
     * Returns the answer.
     *
     * @param refused makes the exception for a refusal
     * @throws KafkaUnavailableException if there is no answer
     */
    public <T> T await(
            KafkaFuture<T> answer,
            Function<ExecutionException, KafkaUnavailableException> refused) {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while waiting for Kafka", e);
        } catch (TimeoutException e) {
            throw new KafkaUnavailableException(
                    "Kafka did not answer within %d s".formatted(timeout.toSeconds()), e);
        } catch (ExecutionException e) {
            throw refused.apply(e);
        }
    }
}
