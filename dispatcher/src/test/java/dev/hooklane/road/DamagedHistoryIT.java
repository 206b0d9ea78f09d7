package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The disk under the history goes bad, and the instance mends it while it runs. */
@ExtendWith(Brokers.class)
class DamagedHistoryIT {
    private static final int EVENTS = 600;

    @Test
    void aDamagedHistoryIsRebuiltWithoutARestart(Broker broker) throws IOException {
        int port = LoopbackPort.free();
        Map<String, String> controlPlane =
                Map.of(
                        "roles",
                        "fan-out,delivery,control-plane",
                        "api.port",
                        Integer.toString(port));
        try (Road road = Road.on(broker);
                RoadApi api = new RoadApi(port)) {
            road.endpoint("*");
            road.start("one", controlPlane);
            road.publish("message.created", EVENTS);
            road.awaitSettled();
            Awaitility.await("all is in the history")
                    .until(() -> listed(api, new HashSet<>()).size() == EVENTS);
            road.stop("one");
            damage(road.disk("one"));
            // The start opens each store, but reads no block that nobody asks for.
            road.start("one", controlPlane);

            Set<Integer> answers = new HashSet<>();
            Awaitility.await("all is listed again")
                    .until(() -> listed(api, answers).size() == EVENTS);

            assertThat(answers).as("damage is never taken for the end of a list").contains(503);
        }
    }

    /**
     * Returns the ids of all deliveries, or none if a page is not there.
     *
     * @param answers get the status of each page; any of them may be the first to meet the damage
     */
    private static Set<String> listed(RoadApi api, Set<Integer> answers) {
        Set<String> ids = new HashSet<>();
        String cursor = "";
        do {
            String path = "/v1/deliveries?account=acme&limit=100" + cursor;
            Optional<JsonNode> page = api.get(path, answers);
            if (page.isEmpty()) {
                return Set.of();
            }
            page.get().path("deliveries").forEach(each -> ids.add(each.path("id").asString("")));
            JsonNode next = page.get().path("next");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());
        return ids;
    }

    /**
     * Changes a byte of every 4 KiB in the middle half of the largest file of the history: the
     * records' blocks.
     */
    private static void damage(Path stateDir) throws IOException {
        Path file;
        try (Stream<Path> files = Files.walk(stateDir)) {
            file =
                    files.filter(each -> each.toString().endsWith(".sst"))
                            .filter(each -> each.toString().contains("history"))
                            .max(Comparator.comparingLong(each -> each.toFile().length()))
                            .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int at = bytes.length / 4; at < bytes.length / 4 * 3; at += 4_096) {
            bytes[at] ^= 0x55;
        }
        Files.write(file, bytes);
    }
}
