package dev.hooklane.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurroundingsTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @TempDir private Path folder = Path.of("");

    @Test
    void thePrefixRunsTheCommandInItsPlace() {
        Surroundings inside = new Surroundings(List.of("nsenter", "--"), Map.of(), List.of());

        assertThat(inside.around(List.of("java", "-version")))
                .containsExactly("nsenter", "--", "java", "-version");
        assertThat(Surroundings.NONE.around(List.of("java"))).containsExactly("java");
    }

    @Test
    void aClockIsAheadOrBehindByItsSign() {
        Path library = Path.of("lib");

        assertThat(FakeClock.environment(library, AN_HOUR)).containsEntry("FAKETIME", "+3600s");
        assertThat(FakeClock.environment(library, AN_HOUR.negated()))
                .containsEntry("FAKETIME", "-3600s");
    }

    @Test
    void aNameHasALineForEachAddressInTheirOrder() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put("a.example", List.of("127.0.0.3", "127.0.0.1"));
        names.put("b.example", List.of("127.0.0.2"));

        assertThat(NameTable.text(names))
                .isEqualTo("127.0.0.3 a.example\n127.0.0.1 a.example\n127.0.0.2 b.example\n");
    }

    @Test
    void aTableIsReplacedAsAWhole() throws IOException {
        NameTable table = new NameTable(folder.resolve("names"));

        table.set(Map.of("a.example", List.of("127.0.0.1")));
        table.set(Map.of());

        assertThat(folder.resolve("names")).isEmptyFile();
        assertThat(folder.resolve("names.next")).doesNotExist();
    }

    /** Where nobody may mount there is none, and it says why. */
    @Test
    void aSmallDiskIsFullToTheLastByteAndGivesBackWhatIsOnIt()
            throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Files.writeString(disk.resolve("before"), "before");
        try (Watchdog watchdog = Watchdog.start()) {
            SmallDisk small;
            try {
                small = SmallDisk.over(disk, 1024 * 1024, watchdog);
            } catch (MeansMissingException e) {
                assertThat(e).message().startsWith("needs ");
                assumeThat(false).as(e.getMessage()).isTrue();
                return;
            }
            assertThat(ran(small, watchdog, "cat before && echo more >during")).isZero();
            small.fill(Duration.ofMillis(10));
            assertThat(ran(small, watchdog, "echo more >full")).isNotZero();
            assertThat(disk.resolve("during")).doesNotExist();
            small.free();
            assertThat(ran(small, watchdog, "echo after >>during")).isZero();
            small.close();
        }
        assertThat(disk.resolve("before")).hasContent("before");
        assertThat(disk.resolve("during")).hasContent("more\nafter");
        assertThat(disk.resolve("filler")).doesNotExist();
    }

    private int ran(SmallDisk disk, Watchdog watchdog, String script)
            throws IOException, InterruptedException {
        List<String> command =
                disk.surroundings()
                        .around(List.of("sh", "-c", "cd \"$0/disk\" && " + script, folder + ""));
        return Child.start(watchdog, command, Map.of(), folder.resolve("log"))
                .await(Duration.ofSeconds(10));
    }

    @Test
    void aCertificateIsForTheLoopbackAddress() throws Exception {
        Certificate certificate = Certificate.make(folder.resolve("rig.p12"));

        assertThat(certificate.server().getServerSocketFactory()).isNotNull();
        assertThat(certificate.trusting().jvmOptions())
                .contains("-Djavax.net.ssl.trustStore=" + folder.resolve("rig.p12"));
        assertThat(InetAddress.ofLiteral(Ports.HOST).isLoopbackAddress()).isTrue();
    }
}
