package dev.hooklane.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.deploy.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The page of all settings says what the code does. */
final class SettingsPageTest {
    private static final Path EXAMPLE = Path.of("..", "deploy", "hooklane.yaml");

    @Test
    void everySettingHasACommentAboveItInTheExample() throws IOException {
        assertThat(page().withoutMeaning())
                .as("settings without a comment right above them in deploy/hooklane.yaml")
                .isEmpty();
    }

    @Test
    void thePageIsMadeOfTheCodeAndTheExample() throws IOException {
        GeneratedFile.of("docs/SETTINGS.md", SettingsPageTest.class).mustBe(page().text());
    }

    @Test
    void aSettingThatIsCommentedOutIsToldFromProse() {
        Map<String, String> comments =
                SettingComments.read(
                        """
                        # About the file.

                        # Of one kind: alone.
                        #first: 1

                        # A group.
                        group:
                          # Two
                          # lines.
                          second: 2
                          # third: 3
                        """,
                        Set.of("first", "group.second", "group.third"));

        assertThat(comments)
                .containsExactly(
                        Map.entry("first", "Of one kind: alone."),
                        Map.entry("group", "A group."),
                        Map.entry("group.second", "Two lines."),
                        Map.entry("group.third", ""));
    }

    private static SettingsPage page() throws IOException {
        SettingReader reader = new SettingReader(new SettingSources(Map.of(), Map.of(), Map.of()));
        ConfigReader.read(reader, "HOST");
        return new SettingsPage(
                reader.known(), SettingComments.read(Files.readString(EXAMPLE), reader.keys()));
    }
}
