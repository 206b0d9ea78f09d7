package com.example.publish;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.producer.EventPublisher;
import dev.hooklane.producer.PublishedEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Publishes rows by the publisher that the starter made. */
@Service
public class Outbox {
    private final EventPublisher publisher;

    public Outbox(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Returns once Kafka has all rows. If it fails, publish the same rows again. */
    public void publish(Stream<String> rows) {
        List<CompletableFuture<PublishedEvent>> published = rows.map(this::publish).toList();
        published.forEach(CompletableFuture::join);
    }

    private CompletableFuture<PublishedEvent> publish(String line) {
        String[] row = line.split("\t", 5);
        // A row that is published again within a day is delivered once, as it brings its id.
        Event event =
                Event.builder(row[2])
                        .id(new EventId(row[1]))
                        .timestamp(Instant.parse(row[3]))
                        .dataJson(row[4])
                        .build();
        return publisher.publish(new AccountId(row[0]), event);
    }
}
