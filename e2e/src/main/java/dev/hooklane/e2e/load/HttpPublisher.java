package dev.hooklane.e2e.load;

import dev.hooklane.e2e.installation.Api;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.judge.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Publishes over the API, at each instance in turn. If an instance does not answer, the next one is
 * tried.
 */
final class HttpPublisher implements Publisher {
    private static final int TRIES = 30;
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int ACCEPTED = 202;

    private final List<Instance> instances;
    private final AtomicInteger next = new AtomicInteger();

    HttpPublisher(List<Instance> instances) {
        this.instances = instances;
    }

    @Override
    public Event publish(Event event) {
        String body =
                "{\"account\":\"%s\",%s".formatted(event.account(), event.body().substring(1));
        try {
            for (int tries = 1; tries <= TRIES; tries++) {
                Instance instance =
                        instances.get(Math.floorMod(next.getAndIncrement(), instances.size()));
                try {
                    Api.Answer answer = instance.api().post("/v1/events", body);
                    if (answer.status() == ACCEPTED) {
                        // An event that was sent twice may be on the topic twice; the first record
                        // counts.
                        long offset = tries == 1 ? answer.json().path("offset").asLong(-1) : -1;
                        return event.acknowledged(answer.json().path("partition").asInt(), offset);
                    }
                } catch (IOException e) {
                    // It may or may not have been published: send it again, with the same id.
                }
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return event;
    }
}
