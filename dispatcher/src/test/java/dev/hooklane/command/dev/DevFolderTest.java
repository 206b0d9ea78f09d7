package dev.hooklane.command.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.config.StartRefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class DevFolderTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void keysAreMadeOnceAndKept() throws IOException {
        DevFolder dev = locked();

        String apiKey = dev.apiKey();
        String keyset = dev.keyset();

        assertThat(apiKey).hasSizeGreaterThanOrEqualTo(24);
        assertThat(new DevFolder(folder).apiKey()).isEqualTo(apiKey);
        assertThat(new DevFolder(folder).keyset()).isEqualTo(keyset);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseCanReadWhatItKeeps() throws IOException {
        DevFolder dev = locked();
        dev.apiKey();
        dev.keyset();
        dev.save(new DevFolder.ReceiverEndpoint("ep_1", "whsec_1"));
        dev.save(running("key"));

        try (Stream<Path> files = Files.list(folder.resolve(".hooklane"))) {
            assertThat(files.filter(file -> !file.endsWith("dev.lock")))
                    .hasSize(4)
                    .allSatisfy(file ->
                            assertThat(
                                            PosixFilePermissions.toString(
                                                    Files.getPosixFilePermissions(file)))
                                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void whatRunsHereIsFoundByOtherCommands() throws IOException {
        DevFolder dev = locked();
        String apiKey = dev.apiKey();
        dev.save(running(apiKey));

        assertThat(new DevFolder(folder).running()).contains(running(apiKey));
        assertThat(new DevFolder(folder.resolve("elsewhere")).running()).isEmpty();
    }

    @Test
    void freshEmptiesAllButTheLock() throws IOException {
        DevFolder dev = locked();
        dev.apiKey();
        Files.createDirectories(dev.broker().resolve("topic-0"));
        Files.writeString(dev.broker().resolve("topic-0").resolve("0.log"), "records");

        dev.empty();

        try (Stream<Path> files = Files.list(folder.resolve(".hooklane"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactly("dev.lock");
        }
    }

    @Test
    void onlyOneAtATimeRunsInAFolder() throws IOException {
        DevFolder dev = new DevFolder(folder);

        try (FileChannel _ = DevGuards.lock(dev)) {
            assertThatThrownBy(() -> DevGuards.lock(dev))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("another `hooklane dev` runs in this folder");
        }
        DevGuards.lock(dev).close();
    }

    private DevFolder locked() throws IOException {
        DevFolder dev = new DevFolder(folder);
        DevGuards.lock(dev).close();
        return dev;
    }

    private static DevFolder.Running running(String apiKey) {
        return new DevFolder.Running(
                URI.create("http://127.0.0.1:8080"), apiKey, "127.0.0.1:9092", "acct_dev");
    }
}
