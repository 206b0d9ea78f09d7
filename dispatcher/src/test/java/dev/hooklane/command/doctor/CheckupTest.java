package dev.hooklane.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.secret.SecretKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found before Kafka is asked; a Kafka that isn't there is found too. */
final class CheckupTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void eachProblemOfTheConfigurationIsAFailureAndNothingElseIsChecked() throws IOException {
        List<Finding> found = check("api:\n  port: many\n");

        assertThat(found)
                .hasSizeGreaterThan(1)
                .allMatch(each -> each.state() == Finding.State.FAIL)
                .allMatch(each -> each.check().equals("config"))
                .anyMatch(each -> each.text().contains("api.port = many"));
    }

    @Test
    void aKeyFileThatOthersCanReadIsAWarning() throws IOException {
        Path keys = keyFile("rw-r--r--");

        List<Finding> found = check(config(keys));

        assertThat(of("keys", found))
                .containsExactly(
                        Finding.ok(
                                "keys", "the key opens, and has what this instance's roles need"),
                        Finding.warn(
                                "keys",
                                "every user of this machine can use " + keys,
                                "chmod o= " + keys));
    }

    @Test
    void aKeyThatDoesNotOpenIsAFailure() throws IOException {
        Path keys = keyFile("rw-------");
        Files.writeString(keys, "{}");

        assertThat(of("keys", check(config(keys))))
                .singleElement()
                .matches(each -> each.state() == Finding.State.FAIL);
    }

    @Test
    void aKafkaThatIsNotThereIsAFailure() throws IOException {
        Files.writeString(file(), config(keyFile("rw-------")));
        List<Finding> found = new ArrayList<>();
        new Checkup(found::add).run(file(), Map.of());

        assertThat(of("config", found)).containsExactly(Finding.ok("config", file() + " is valid"));
        assertThat(of("dns", found))
                .contains(Finding.ok("dns", "127.0.0.1 is 127.0.0.1"))
                .anyMatch(each -> each.text().equals("no-such-host.invalid has no address"));
        assertThat(found.getLast().check()).isEqualTo("kafka");
        assertThat(found.getLast().state()).isEqualTo(Finding.State.FAIL);
    }

    @Test
    void aStateFolderThatIsAFileIsAFailure() throws IOException {
        Files.writeString(folder.resolve("state"), "");

        assertThat(of("state", check(config(keyFile("rw-------")))))
                .singleElement()
                .matches(each -> each.state() == Finding.State.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "0, OK, ahead of",
        "1999, OK, ahead of",
        "-2000, WARN, behind",
        "29999, WARN, ahead of",
        "-30000, FAIL, behind"
    })
    void clocksMayDifferALittle(long millis, Finding.State state, String side) {
        Finding found = KafkaCheck.clocks(Duration.ofMillis(millis));

        assertThat(found.state()).isEqualTo(state);
        assertThat(found.text()).contains(Math.abs(millis) + " ms " + side);
        assertThat(found.mend().isPresent()).isEqualTo(state != Finding.State.OK);
    }

    private static List<Finding> of(String check, List<Finding> found) {
        return found.stream().filter(each -> each.check().equals(check)).toList();
    }

    /** What is found without Kafka, whose absence takes seconds to tell. */
    private List<Finding> check(String yaml) throws IOException {
        Files.writeString(file(), yaml);
        List<Finding> found = new ArrayList<>();
        new Checkup(found::add).ofMachine(file(), Map.of());
        return found;
    }

    private Path file() {
        return folder.resolve("hooklane.yaml");
    }

    private Path keyFile(String permissions) throws IOException {
        Path file = folder.resolve("secrets.json");
        Files.writeString(file, SecretKeys.generate().toJson());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private String config(Path keys) {
        return """
        kafka:
          bootstrap.servers: 127.0.0.1:1
        api:
          key: an-operator-key-of-31-characters
          advertised: no-such-host.invalid:8080
        secrets:
          key-file: %s
        state-dir: %s
        """
                .formatted(keys, folder.resolve("state"));
    }
}
