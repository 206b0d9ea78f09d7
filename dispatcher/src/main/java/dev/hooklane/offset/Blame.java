package dev.hooklane.offset;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortedException;

/** What made a transaction fail, as far as can be told. */
sealed interface Blame {
    /**
     * No outcome is at fault: the cause is Kafka, the network, or this instance's group membership.
     */
    record Nobody() implements Blame {}

    /** These partitions accepted no writes. */
    record Partitions(Set<TopicPartition> partitions) implements Blame {
        public Partitions {
            partitions = Set.copyOf(partitions);
        }
    }

    /**
     * One or more of these outcomes are at fault.
     *
     * @param refused whether Kafka refused one of their records because of the record itself
     */
    record Outcomes(List<Outcome> suspects, boolean refused) implements Blame {
        public Outcomes {
            suspects = List.copyOf(suspects);
        }
    }

    /** What a failure is about. */
    enum Kind {
        /** The record that was sent. */
        RECORD,
        /** The partition that it was sent to. */
        PARTITION,
        /** Neither of them. */
        NOBODY,
        /** It is unknown. */
        UNKNOWN;

        static Kind of(Throwable failure) {
            return switch (failure) {
                case RecordTooLargeException _,
                        RecordBatchTooLargeException _,
                        InvalidRecordException _,
                        CorruptRecordException _,
                        SerializationException _,
                        IllegalArgumentException _ ->
                        RECORD;
                case RetriableException _, TopicAuthorizationException _, InvalidTopicException _ ->
                        PARTITION;
                case AuthorizationException _,
                        AuthenticationException _,
                        ProducerFencedException _,
                        InvalidProducerEpochException _,
                        OutOfOrderSequenceException _,
                        TransactionAbortedException _,
                        CommitFailedException _,
                        InterruptException _ ->
                        NOBODY;
                case KafkaException wrapped
                        when wrapped.getClass() == KafkaException.class
                                && wrapped.getCause() != null ->
                        of(wrapped.getCause());
                default -> UNKNOWN;
            };
        }
    }
}
