package dev.hooklane.console.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssetsTest {
    private final Assets assets = new Assets();

    @Test
    void everyPictureOfTheDocsIsServedUnderItsName() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(Path.of("..", "docs", "pictures"))) {
            names = files.map(file -> file.getFileName().toString()).toList();
        }

        assertThat(names)
                .hasSizeGreaterThan(5)
                .allSatisfy(name ->
                        assertThat(assets.path(name)).matches("/assets/[0-9a-f]{12}/" + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none.png",
                "WEBHOOKS.md",
                "../WEBHOOKS.md",
                "pictures/road.svg",
                "../pictures/road.svg",
                "road.svg/"
            })
    void noOtherFileOfTheJarIs(String name) {
        assertThatThrownBy(() -> assets.path(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no asset " + name);
    }
}
