package dev.hooklane.road;

import dev.hooklane.endpoint.Endpoint;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Replays on a road. */
final class RoadReplays {
    static final String TYPE = "message.created";

    static final Map<String, String> SETTINGS =
            Map.of(
                    "roles",
                    "fan-out,delivery,control-plane",
                    "retry.schedule",
                    "0s,100ms,100ms,100ms,100ms");

    private RoadReplays() {}

    /**
     * Starts the instance "one", and has that many deliveries of an endpoint end as dead letters.
     */
    static Endpoint deadLetters(Road road, int count) {
        Endpoint endpoint = road.endpoint("*");
        road.customer().answer(endpoint.id(), Script.always(Reply.status(500)));
        road.start("one");
        road.publish(TYPE, count);
        road.awaitSettled();
        return endpoint;
    }

    /** The API of the instance "one". */
    static RoadApi api(Road road) {
        return new RoadApi(road.running("one").apiPort());
    }

    /** The events that endpoints must have got. */
    static List<String> expectedEvents(Road road) {
        return road.expected().stream().map(each -> each.event().id().value()).toList();
    }

    static List<SeenAttempt> attempts(Road road, Endpoint endpoint, int number) {
        return road.customer().seen(endpoint.id()).stream()
                .filter(seen -> seen.attempt() == number)
                .toList();
    }

    /** The history follows a moment behind. */
    static void awaitCount(RoadApi api, Endpoint endpoint, String select, int count) {
        Awaitility.await("the history knows all of them")
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> api.count(endpoint.id(), select) == count);
    }
}
