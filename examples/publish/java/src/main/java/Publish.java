import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.producer.EventPublisher;
import dev.hooklane.producer.PublishedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes rows of an outbox to Hooklane. Each line of the input is a row: account, event id, type,
 * timestamp and data, separated by tabs.
 */
class Publish {
    public static void main(String[] arguments) throws IOException {
        String kafka = System.getenv().getOrDefault("KAFKA", "localhost:9092");
        List<CompletableFuture<PublishedEvent>> published = new ArrayList<>();
        // Kafka's own client, so its choice of partition is the right one.
        try (EventPublisher publisher = EventPublisher.builder().bootstrapServers(kafka).build();
                BufferedReader rows =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = rows.readLine(); line != null; line = rows.readLine()) {
                String[] row = line.split("\t", 5);
                // A row that is published again within a day is delivered once, as it brings its id.
                Event event =
                        Event.builder(row[2])
                                .id(new EventId(row[1]))
                                .timestamp(Instant.parse(row[3]))
                                .dataJson(row[4])
                                .build();
                published.add(publisher.publish(new AccountId(row[0]), event));
            }
            // Fails if Kafka doesn't acknowledge: then publish the same rows again.
            published.forEach(CompletableFuture::join);
        }
    }
}
