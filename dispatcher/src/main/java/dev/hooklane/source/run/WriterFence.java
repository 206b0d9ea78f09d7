package dev.hooklane.source.run;

import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.topic.BrokerAnswers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the brokers refuse what earlier owners of partitions would still write for them. Any thread
 * may use it.
 */
record WriterFence(ProgressReading progress) {
    private static final Logger log = LoggerFactory.getLogger(WriterFence.class);
    private static final BrokerAnswers ANSWERS = new BrokerAnswers(Duration.ofSeconds(15));

    /**
     * Fences those who may still write the progress of these partitions. The progress is then read
     * to its end: nothing follows but what its caller writes, or another who fences.
     *
     * @param own a writer that is not fenced; may be empty
     * @throws org.apache.kafka.common.KafkaException if a broker does not answer
     * @throws dev.hooklane.topic.KafkaUnavailableException likewise
     */
    void fence(SourceName source, Collection<PartitionKey> partitions, String own) {
        Set<String> fenced = new HashSet<>(Set.of(own));
        progress.catchUp();
        for (Set<String> writers = writers(partitions, fenced);
                !writers.isEmpty();
                writers = writers(partitions, fenced)) {
            ANSWERS.await(progress.admin().fenceProducers(transactionalIds(writers)).all());
            log.info("source.fenced source={} writers={}", source, writers);
            fenced.addAll(writers);
            progress.catchUp();
        }
        progress.catchUpBehindOpenTransactions();
    }

    private static Set<String> transactionalIds(Set<String> writers) {
        return writers.stream()
                .flatMap(writer -> TransactionalIds.of(writer).stream())
                .collect(Collectors.toSet());
    }

    private Set<String> writers(Collection<PartitionKey> partitions, Set<String> fenced) {
        return partitions.stream()
                .flatMap(partition -> progress.book().find(partition).stream())
                .filter(SourceProgress::isHeld)
                .map(SourceProgress::writer)
                .filter(writer -> !fenced.contains(writer))
                .collect(Collectors.toSet());
    }
}
