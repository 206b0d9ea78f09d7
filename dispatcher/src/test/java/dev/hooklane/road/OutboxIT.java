package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The outbox of docs/PUBLISHING.md: its row, mapped as its configuration says, is delivered once.
 */
@ExtendWith(Brokers.class)
class OutboxIT {
    private static final String ROUTER = "transforms.outbox.";
    private static final Pattern DEFAULT = Pattern.compile("(?m)^  (\\w+) .* DEFAULT '([^']*)'");
    private static final Pattern INSERT =
            Pattern.compile("INSERT INTO outbox \\(([^)]*)\\) VALUES \\(([^;]*)\\);");

    @Test
    void theSameRowPublishedTwiceIsOneDelivery(Broker broker) throws IOException {
        Map<String, String> row = row();
        Properties router = router();
        try (Road road = Road.on(broker)) {
            road.endpoint("*");
            road.start("one");
            road.records().write(record(row, router, road));
            road.records().write(record(row, router, road));

            // As a connector that restarts does, after the instance did.
            road.stop("one");
            road.start("one");
            road.records().write(record(row, router, road));
            road.publish("message.created");
            road.awaitSettled();
            road.awaitNoLag();

            assertThat(road.customer().seen())
                    .extracting(SeenAttempt::event)
                    .containsOnlyOnce("evt_5f2c9c4e")
                    .hasSize(2);
        }
    }

    /** What the router makes of the row; the road's prefix stands for the page's. */
    private static ProducerRecord<byte[], byte[]> record(
            Map<String, String> row, Properties router, Road road) {
        String topic = router.getProperty(ROUTER + "route.topic.replacement");
        assertThat(topic).isEqualTo("hooklane.events");
        String key = router.getProperty(ROUTER + "table.field.event.key");
        assertThat(row).containsEntry(key, "acct_1");
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        road.topics().events(),
                        Road.ACCOUNT.value().getBytes(UTF_8),
                        row.getOrDefault(
                                        router.getProperty(ROUTER + "table.field.event.payload"),
                                        "")
                                .getBytes(UTF_8));
        String[] placed =
                router.getProperty(ROUTER + "table.fields.additional.placement").split(":", 3);
        record.headers()
                .add("id", row.getOrDefault("id", "").getBytes(UTF_8))
                .add(placed[2], row.getOrDefault(placed[0], "").getBytes(UTF_8));
        return record;
    }

    /** The columns of the page's row. */
    private static Map<String, String> row() throws IOException {
        Map<String, String> row = new HashMap<>();
        Matcher defaults = DEFAULT.matcher(page());
        while (defaults.find()) {
            row.put(defaults.group(1), defaults.group(2));
        }
        Matcher insert = INSERT.matcher(page());
        assertThat(insert.find()).isTrue();
        String[] columns = insert.group(1).split(", ", -1);
        String[] values = insert.group(2).strip().split(",\\s+(?=')", -1);
        for (int i = 0; i < columns.length; i++) {
            row.put(columns[i], values[i].substring(1, values[i].length() - 1));
        }
        return row;
    }

    private static Properties router() throws IOException {
        String page = page();
        int begin = page.indexOf("```properties\n") + "```properties\n".length();
        Properties properties = new Properties();
        properties.load(new StringReader(page.substring(begin, page.indexOf("```", begin))));
        return properties;
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "PUBLISHING.md"));
    }
}
