package dev.hooklane.source.run;

import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressBook.Written;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.topic.BrokerAnswers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
     * Fences those who may still write the progress of these partitions, and returns it, read to
     * its end. Nothing follows but what its caller writes, or another who fences.
     *
     * @param own a writer that is not fenced; may be empty
     * @throws org.apache.kafka.common.KafkaException if a broker does not answer
     * @throws dev.hooklane.topic.KafkaUnavailableException likewise
     */
    Map<PartitionKey, Written> fence(
            SourceName source, Collection<PartitionKey> partitions, String own) {
        Set<String> fenced = new HashSet<>(Set.of(own));
        boolean readToItsEnd = false;
        progress.catchUp();
        while (true) {
            Map<PartitionKey, Written> written = written(partitions);
            Set<String> writers = holders(written.values());
            writers.removeAll(fenced);
            if (!writers.isEmpty()) {
                fence(source, writers);
                fenced.addAll(writers);
                progress.catchUp();
                readToItsEnd = false;
            } else if (readToItsEnd) {
                return written;
            } else {
                progress.catchUpBehindOpenTransactions();
                readToItsEnd = true;
            }
        }
    }

    /** Fences these writers. */
    void fence(SourceName source, Set<String> writers) {
        if (!writers.isEmpty()) {
            ANSWERS.await(progress.admin().fenceProducers(transactionalIds(writers)).all());
            log.info("source.fenced source={} writers={}", source, writers);
        }
    }

    private static Set<String> transactionalIds(Set<String> writers) {
        return writers.stream()
                .flatMap(writer -> TransactionalIds.of(writer).stream())
                .collect(Collectors.toSet());
    }

    private Map<PartitionKey, Written> written(Collection<PartitionKey> partitions) {
        Map<PartitionKey, Written> written = new HashMap<>();
        partitions.forEach(partition ->
                progress.book()
                        .written(partition)
                        .ifPresent(latest -> written.put(partition, latest)));
        return written;
    }

    private static Set<String> holders(Collection<Written> written) {
        return written.stream()
                .map(Written::latest)
                .filter(SourceProgress::isHeld)
                .map(SourceProgress::writer)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
