package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.command.CommandRun;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.secret.SecretKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An installation is lost, and made anew from its manifest and its key file: its customers don't
 * notice.
 */
@ExtendWith(Brokers.class)
class ManifestIT {
    private static final String INSTANCE = "one";
    private static final Map<String, String> ALL_ROLES =
            Map.of("roles", "fan-out,delivery,control-plane");

    @Test
    void aDeliveryOfTheNewInstallationVerifiesWithTheOldSecret(Broker broker, @TempDir Path folder)
            throws Exception {
        Map<String, String> sameKey = Map.of("secrets.key", SecretKeys.generate().toJson());
        Path backup = folder.resolve("backup.yaml");
        try (Road lost = Road.on(broker, sameKey);
                Road fresh = Road.on(broker, sameKey)) {
            Endpoint endpoint = lost.endpoint("OrderPaid", "message.*");
            lost.start(INSTANCE, ALL_ROLES);
            lost.operator().eventType("OrderPaid", "{}", "{}", false);
            String key =
                    keyText(run(lost, folder, "keys", "add", "--name", "n", "--role", "viewer"));

            CommandRun exported = run(lost, folder, "export", "-o", "backup.yaml");
            CommandRun again = run(lost, folder, "export");

            assertThat(exported.exitCode()).as(exported.err()).isZero();
            assertThat(again.out()).isEqualTo(Files.readString(backup));
            assertThat(again.out()).doesNotContain(endpoint.secrets().getFirst().text(), key);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                    .isEqualTo("rw-------");

            lost.stop(INSTANCE);
            fresh.start(INSTANCE, ALL_ROLES);
            CommandRun imported = run(fresh, folder, "import", "-f", "backup.yaml");
            CommandRun repeated = run(fresh, folder, "import", "-f", "backup.yaml");

            assertThat(imported.exitCode()).as(imported.err()).isZero();
            assertThat(imported.out())
                    .contains("eventTypes  1 restored, 0 as they were, 0 refused")
                    .contains("endpoints   1 restored, 0 as they were, 0 refused")
                    .contains("keys        1 restored, 0 as they were, 0 refused");
            assertThat(repeated.exitCode()).as(repeated.err()).isZero();
            assertThat(repeated.out()).doesNotContain(" 1 restored");
            assertThat(run(fresh, folder, "export").out()).isEqualTo(Files.readString(backup));
            assertThat(as(key, fresh, folder, "accounts", "list").exitCode()).isZero();

            fresh.publish("message.created");
            lost.awaitRequests(1);
            SeenAttempt seen = lost.customer().seen(endpoint.id()).getFirst();
            EndpointSecret secret = endpoint.secrets().getFirst();
            assertThat(SignedAndUnchanged.hasStandardSignature(secret, seen)).isTrue();
            assertThat(seen.header("x-mga-signature"))
                    .isEqualTo("sha256=" + SignedAndUnchanged.hmacHex(secret, seen));
        }
    }

    @Test
    void aManifestOfAnotherInstallationBringsNothingBack(Broker broker, @TempDir Path folder)
            throws Exception {
        try (Road one = Road.on(broker)) {
            one.endpoint("*");
            one.start(INSTANCE, ALL_ROLES);
            run(one, folder, "export", "-o", "backup.yaml");
        }
        try (Road other = Road.on(broker)) {
            other.start(INSTANCE, ALL_ROLES);

            CommandRun imported = run(other, folder, "import", "-f", "backup.yaml");

            assertThat(imported.exitCode()).isEqualTo(4);
            assertThat(imported.err()).contains("no key of secrets.key opens what is sealed");
            assertThat(imported.out()).contains("0 restored, 0 as they were, 1 refused");
        }
    }

    private static String keyText(CommandRun added) {
        assertThat(added.exitCode()).as(added.err()).isZero();
        return added.out()
                .lines()
                .flatMap(line -> Arrays.stream(line.split("\\s+")))
                .filter(word -> word.startsWith("hlk_"))
                .findFirst()
                .orElseThrow();
    }

    private static CommandRun run(Road road, Path folder, String... arguments) {
        return as(RoadSettings.API_KEY, road, folder, arguments);
    }

    private static CommandRun as(String key, Road road, Path folder, String... arguments) {
        int port = road.running(INSTANCE).apiPort();
        return CommandRun.in(
                folder,
                Map.of("HOOKLANE_API", "http://127.0.0.1:" + port, "HOOKLANE_API_KEY", key),
                "",
                arguments);
    }
}
