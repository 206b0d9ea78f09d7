package dev.hooklane.topic;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * Waits for the brokers' answers about topics, and names the right that a refused request lacks.
 *
 * @param prefix the start of the topics' names
 */
record TopicsAnswers(Duration timeout, String prefix) {
    /**
     * Returns the answer.
     *
     * @param operation the right that the request needs
     * @throws KafkaUnavailableException if the brokers can't be reached or refuse
     */
    <T> T await(KafkaFuture<T> answer, AclOperation operation) {
        return new BrokerAnswers(timeout).await(answer, refusal -> refused(refusal, operation));
    }

    private KafkaUnavailableException refused(ExecutionException refusal, AclOperation operation) {
        return refusal.getCause() instanceof AuthorizationException
                ? new KafkaUnavailableException(
                        "Kafka does not allow this user to %s topic %s*; topics-apply in deploy/kafka/acls.txt needs it"
                                .formatted(SecurityUtils.operationName(operation), prefix),
                        refusal.getCause())
                : KafkaUnavailableException.refused(refusal);
    }
}
