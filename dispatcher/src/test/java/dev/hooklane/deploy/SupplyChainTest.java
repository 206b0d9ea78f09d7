package dev.hooklane.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build takes from elsewhere is named exactly. */
final class SupplyChainTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern DEPENDENCY =
            Pattern.compile("(?s)<(dependency|plugin|path|extension)>(.*?)</\\1>");

    /** A plugin's own version, not one in its configuration. */
    private static final Pattern VERSION =
            Pattern.compile("</artifactId>\\s*<version>([^<]+)</version>");

    private static final Pattern ACTION = Pattern.compile("uses: (\\S+)");

    @Test
    void mavenIsFetchedByItsChecksum() throws IOException {
        Properties wrapper = new Properties();
        try (var in = Files.newInputStream(ROOT.resolve(".mvn/wrapper/maven-wrapper.properties"))) {
            wrapper.load(in);
        }

        assertThat(wrapper.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
        // The wrapper is the script in this repository: there is no wrapper's jar to check.
        assertThat(wrapper.getProperty("distributionType")).isEqualTo("only-script");
        assertThat(wrapper.getProperty("distributionUrl")).startsWith("https://");
    }

    /** No range, no LATEST, and no snapshot but Hooklane's own. */
    @Test
    void everyVersionIsFixed() throws IOException {
        for (Path pom : poms()) {
            assertThat(DEPENDENCY.matcher(Files.readString(pom)).results())
                    .as(pom.toString())
                    .allSatisfy(each ->
                            assertThat(VERSION.matcher(each.group(2)).results())
                                    .allSatisfy(version ->
                                            assertThat(version.group(1))
                                                    .matches("[0-9][\\w.-]*|\\$\\{[\\w.-]+}")
                                                    .doesNotContain("SNAPSHOT")));
        }
    }

    @Test
    void theJarListsItsParts() throws IOException {
        String pom = Files.readString(ROOT.resolve("dispatcher/pom.xml"));

        assertThat(pom)
                .contains("<artifactId>cyclonedx-maven-plugin</artifactId>")
                .contains("<outputName>hooklane.cdx</outputName>");
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains(".ci/sbom");
    }

    @Test
    void actionsOfCiHaveAVersion() throws IOException {
        assertThat(
                        ACTION.matcher(Files.readString(ROOT.resolve(".github/workflows/ci.yml")))
                                .results())
                .isNotEmpty()
                .allSatisfy(action -> assertThat(action.group(1)).matches(".+@v\\d+"));
    }

    private static List<Path> poms() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return Stream.concat(Stream.of(ROOT), modules)
                    .map(module -> module.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
        }
    }
}
