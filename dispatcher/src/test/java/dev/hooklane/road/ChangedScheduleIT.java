package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import dev.hooklane.progress.Leftovers;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import dev.hooklane.waiting.GroupOffsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A step that is taken out of the schedule strands nothing. */
@ExtendWith(Brokers.class)
class ChangedScheduleIT {
    private static final String CHANGED = "0s,400ms";

    @Test
    void whatWaitsInATopicThatIsNoStepAnyMoreIsAttempted(Broker broker) {
        try (Road road = Road.on(broker, Map.of("retry.schedule", "0s,8s"))) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.byAttempt(Reply.status(500), Reply.OK));
            road.start("a");
            Event event = road.publish("message.created");
            road.await(
                    Road.delivery(event, endpoint),
                    history -> history.status() instanceof DeliveryStatus.Waiting);
            road.stop("a");
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                Leftovers leftovers = leftovers(road, admin);
                assertThat(leftovers.undone())
                        .singleElement()
                        .satisfies(each ->
                                assertThat(each.topic().delay()).isEqualTo(Duration.ofSeconds(8)));

                // The new step's topic is missing: made as `topics apply` does.
                road.applyTopics(Map.of("retry.schedule", CHANGED));
                road.start("a", Map.of("retry.schedule", CHANGED));
                road.awaitSettled();
                assertThat(road.status(event, endpoint))
                        .isInstanceOf(DeliveryStatus.Delivered.class);
                road.stop("a");

                assertThat(leftovers.undone()).isEmpty();
                assertThat(leftovers.all())
                        .extracting(Leftovers.Leftover::text)
                        .singleElement()
                        .asString()
                        .endsWith(
                                "is no longer a step of the schedule and is empty; it may be deleted");
            }
        }
    }

    private static Leftovers leftovers(Road road, Admin admin) {
        String prefix = road.settings("a").config().topics().prefix();
        Topics changed = new Topics(prefix, RetrySchedule.parse(CHANGED), 0);
        return new Leftovers(new GroupOffsets(admin), changed, Topics.deliveryGroup(prefix));
    }
}
