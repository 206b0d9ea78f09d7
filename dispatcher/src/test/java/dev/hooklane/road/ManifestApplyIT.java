package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.command.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A repository's file is applied by the commands, as a pipeline does it. */
@ExtendWith(Brokers.class)
class ManifestApplyIT {
    private static final String INSTANCE = "one";
    private static final String FILE = "endpoints.yaml";
    private static final int OF_AN_ACCOUNT = 100;

    /** The bars are for 10,000. */
    private static final int ENDPOINTS = Integer.getInteger("manifest.endpoints", 400);

    private static final Duration DIFF_WITHIN = Duration.ofSeconds(2);
    private static final Duration APPLY_WITHIN = Duration.ofSeconds(30);

    @Test
    void aFileIsComparedAppliedAndPruned(Broker broker, @TempDir Path folder) throws Exception {
        try (Road road = Road.on(broker)) {
            road.start(INSTANCE, Map.of("roles", "fan-out,delivery,control-plane"));
            write(folder, endpoint("crm", "2s"), endpoint("shop", "3s"));

            CommandRun planned = run(road, folder, "diff", "-f", FILE);
            CommandRun tooMany = run(road, folder, "apply", "-f", FILE, "--max-changes", "1");
            CommandRun applied =
                    run(road, folder, "apply", "-f", FILE, "--secrets-file", "secrets.txt");
            CommandRun same = run(road, folder, "diff", "-f", FILE, "--prune");

            assertThat(planned.exitCode()).as(planned.err()).isEqualTo(5);
            assertThat(planned.out())
                    .contains("+ endpoint acme/crm", "+ endpoint acme/shop", "2 to add");
            assertThat(tooMany.exitCode()).isEqualTo(1);
            assertThat(tooMany.err()).contains("2 objects would be changed, --max-changes is 1");
            assertThat(applied.exitCode()).as(applied.err()).isZero();
            assertThat(applied.out()).doesNotContain("whsec_");
            assertThat(Files.readString(folder.resolve("secrets.txt")))
                    .containsPattern("ep_\\w{16} acme/crm whsec_")
                    .containsPattern("ep_\\w{16} acme/shop whsec_");
            assertThat(same.exitCode()).as(same.out()).isZero();
            assertThat(same.out()).contains("2 as they should be");

            write(folder, endpoint("crm", "4s"));
            CommandRun pruned = run(road, folder, "diff", "-f", FILE, "--prune");
            CommandRun asked = run(road, folder, "apply", "-f", FILE, "--prune");
            CommandRun agreed = run(road, folder, "apply", "-f", FILE, "--prune", "--yes");

            assertThat(pruned.out())
                    .contains("~ endpoint acme/crm", "timeout: 2s -> 4s", "- endpoint acme/shop");
            assertThat(asked.exitCode()).isEqualTo(1);
            assertThat(asked.err()).contains("1 objects would be removed, for ever: pass --yes");
            assertThat(agreed.exitCode()).as(agreed.err()).isZero();
            assertThat(run(road, folder, "endpoints", "list", "--account", "acme").out())
                    .contains("/crm")
                    .doesNotContain("/shop");
        }
    }

    @Test
    void whatWasChangedByHandIsNamedAndStays(Broker broker, @TempDir Path folder) throws Exception {
        try (Road road = Road.on(broker)) {
            road.start(INSTANCE, Map.of("roles", "fan-out,delivery,control-plane"));
            write(folder, endpoint("crm", "2s"), endpoint("shop", "2s"));
            run(road, folder, "apply", "-f", FILE);
            String listed = run(road, folder, "export").out();
            String id = listed.substring(listed.indexOf("ep_"), listed.indexOf("ep_") + 19);
            CommandRun byHand = run(road, folder, "endpoints", "update", id, "--timeout", "5s");
            assertThat(byHand.exitCode()).as(byHand.err()).isZero();

            write(folder, endpoint("crm", "3s"), endpoint("shop", "3s"));
            CommandRun applied = run(road, folder, "apply", "-f", FILE);

            assertThat(applied.exitCode()).isEqualTo(4);
            assertThat(applied.out())
                    .contains(
                            "! endpoint acme/",
                            "timeout: 5s -> 3s  (conflict: it was changed by hand")
                    .contains("1 to change", "1 conflicts");
            assertThat(run(road, folder, "diff", "-f", FILE).exitCode()).isEqualTo(4);
            assertThat(run(road, folder, "apply", "-f", FILE, "--force").exitCode()).isZero();
            assertThat(run(road, folder, "diff", "-f", FILE).exitCode()).isZero();
        }
    }

    @Test
    void allKindsArePlannedTogetherAppliedInOrderAndPruned(Broker broker, @TempDir Path folder)
            throws Exception {
        try (Road road = Road.on(broker)) {
            road.start(INSTANCE, Map.of("roles", "fan-out,delivery,control-plane"));
            String types =
                    """
                    eventTypes:
                    - {name: OrderPaid, description: An order was paid., example: {order: 7}}
                    """;
            String others =
                    """
                    quotas:
                    - {account: acme, limits: {endpoints: 1}}
                    keys:
                    - {name: shop, role: publisher, account: acme}
                    """;
            String endpoints =
                    "endpoints:\n" + endpoint("crm", "2s").replace("message.*", "OrderPaid");
            Files.writeString(folder.resolve(FILE), "hooklane: 1\n" + types + others + endpoints);

            CommandRun checked = run(road, folder, "validate", "-f", FILE);
            CommandRun planned = run(road, folder, "diff", "-f", FILE);
            CommandRun applied =
                    run(road, folder, "apply", "-f", FILE, "--secrets-file", "secrets.txt");
            CommandRun same = run(road, folder, "diff", "-f", FILE, "--prune");

            assertThat(checked.exitCode()).as(checked.err()).isZero();
            assertThat(planned.out())
                    .contains(
                            "+ event type OrderPaid",
                            "+ quotas of account acme",
                            "endpoints: default -> 1",
                            "+ endpoint acme/crm",
                            "+ key acme/shop",
                            "4 to add");
            assertThat(applied.exitCode()).as(applied.out() + applied.err()).isZero();
            assertThat(applied.out()).doesNotContain("hlk_");
            assertThat(Files.readString(folder.resolve("secrets.txt")))
                    .containsPattern("ep_\\w{16} acme/crm whsec_")
                    .containsPattern("key_\\w{16} acme/shop hlk_");
            assertThat(same.exitCode()).as(same.out()).isZero();
            assertThat(same.out()).contains("4 as they should be");

            Files.writeString(
                    folder.resolve(FILE),
                    "hooklane: 1\n" + types.replace("name:", "archived: true, name:"));
            CommandRun archived = run(road, folder, "apply", "-f", FILE, "--prune", "--yes");
            Files.writeString(folder.resolve(FILE), "hooklane: 1\n");
            CommandRun pruned = run(road, folder, "apply", "-f", FILE, "--prune", "--yes");

            assertThat(archived.exitCode()).as(archived.out() + archived.err()).isZero();
            assertThat(archived.out())
                    .contains(
                            "archived: false -> true",
                            "- quotas of account acme",
                            "- endpoint acme/crm",
                            "- key acme/shop");
            assertThat(pruned.exitCode()).as(pruned.out() + pruned.err()).isZero();
            assertThat(pruned.out()).contains("- event type OrderPaid", "1 to remove");
            assertThat(run(road, folder, "export").out())
                    .doesNotContain("OrderPaid", "acme", "shop");
        }
    }

    @Test
    void manyEndpointsAreAppliedAndComparedInTime(Broker broker, @TempDir Path folder)
            throws Exception {
        try (Road road = Road.on(broker)) {
            road.start(INSTANCE, Map.of("roles", "fan-out,delivery,control-plane"));
            List<String> all = new ArrayList<>();
            for (int i = 0; i < ENDPOINTS; i++) {
                all.add(endpoint("e" + i, "2s").replace("acme", "acct_" + i / OF_AN_ACCOUNT));
            }
            write(folder, all.toArray(String[]::new));

            Instant start = Instant.now();
            CommandRun applied =
                    run(road, folder, "apply", "-f", FILE, "--secrets-file", "secrets.txt");
            Duration apply = Duration.between(start, Instant.now());
            start = Instant.now();
            CommandRun same = run(road, folder, "diff", "-f", FILE);
            Duration diff = Duration.between(start, Instant.now());

            assertThat(applied.exitCode()).as(applied.err()).isZero();
            assertThat(same.exitCode()).as(same.err()).isZero();
            assertThat(same.out()).contains(ENDPOINTS + " as they should be");
            System.out.printf("%d endpoints: apply %s, diff %s%n", ENDPOINTS, apply, diff);
            assertThat(apply).isLessThan(APPLY_WITHIN);
            assertThat(diff).isLessThan(DIFF_WITHIN);
        }
    }

    private static String endpoint(String name, String timeout) {
        return """
        - name: %s
          account: acme
          url: http://127.0.0.1:9999/%s
          eventTypes: ["message.*"]
          timeout: %s
        """
                .formatted(name, name, timeout);
    }

    private static void write(Path folder, String... endpoints) throws IOException {
        Files.writeString(
                folder.resolve(FILE),
                "hooklane: 1\nendpoints:\n" + String.join("", Arrays.asList(endpoints)));
    }

    private static CommandRun run(Road road, Path folder, String... arguments) {
        return CommandRun.in(
                folder,
                Map.of(
                        "HOOKLANE_API",
                        "http://127.0.0.1:" + road.running(INSTANCE).apiPort(),
                        "HOOKLANE_API_KEY",
                        RoadSettings.API_KEY),
                "",
                arguments);
    }
}
