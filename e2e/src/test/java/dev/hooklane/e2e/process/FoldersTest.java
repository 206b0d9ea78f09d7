package dev.hooklane.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir private Path home = Path.of("");

    @Test
    void aFolderIsDeletedWithAllThatIsInIt() throws IOException {
        Path folder = home.resolve("installation-1");
        Files.createDirectories(folder.resolve("broker-1-disk/topic-0"));
        Files.writeString(folder.resolve("broker-1-disk/topic-0/00.log"), "records");

        Folders.delete(folder);

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotThereStaysSo() throws IOException {
        Folders.delete(home.resolve("installation-1"));

        assertThat(home).isEmptyDirectory();
    }
}
