package dev.hooklane.road;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What stands in the way of those who read what is committed. */
final class OpenTransactions {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private OpenTransactions() {}

    /**
     * Describes the transactions that are open in topics, as the leaders of their partitions know
     * them, and all that the coordinators know.
     */
    static String describe(String bootstrapServers, List<String> topics) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<TopicPartition> partitions =
                    await(admin.describeTopics(topics).allTopicNames()).values().stream()
                            .flatMap(topic ->
                                    topic.partitions().stream()
                                            .map(each ->
                                                    new TopicPartition(
                                                            topic.name(), each.partition())))
                            .toList();
            String open =
                    await(admin.describeProducers(partitions).all()).entrySet().stream()
                            .flatMap(each ->
                                    each.getValue().activeProducers().stream()
                                            .filter(state ->
                                                    state.currentTransactionStartOffset()
                                                            .isPresent())
                                            .map(state -> each.getKey() + " " + state))
                            .collect(Collectors.joining("\n  "));
            Collection<TransactionListing> listings =
                    await(admin.listTransactions(new ListTransactionsOptions()).all());
            List<String> ids = listings.stream().map(TransactionListing::transactionalId).toList();
            String known =
                    await(admin.describeTransactions(ids).all()).entrySet().stream()
                            .map(each -> each.getKey() + " " + each.getValue())
                            .collect(Collectors.joining("\n  "));
            return "open in partitions:%n  %s%nknown to coordinators:%n  %s".formatted(open, known);
        } catch (ExecutionException | TimeoutException e) {
            return "the open transactions are not known: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
