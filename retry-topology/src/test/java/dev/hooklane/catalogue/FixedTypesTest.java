package dev.hooklane.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hooklane.catalogue.FixedTypes.Source;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FixedTypesTest {
    private static final EventType PAID = new EventType("order.paid");
    private static final EventType CREATED = new EventType("message.created");

    @TempDir private Path folder;

    @Test
    void theDefaultIsTheContractsTypesWithoutSchemas() {
        FixedTypes defaults = FixedTypes.defaults();

        assertThat(defaults.names().all()).containsExactlyElementsOf(EventTypes.defaults().all());
        assertThat(defaults.all())
                .hasSize(14)
                .allSatisfy(type -> {
                    assertThat(type.schema()).isEmpty();
                    assertThat(type.updatedAt()).isEmpty();
                    assertThat(defaults.source(type.type())).contains(Source.HOOKLANE);
                });
        assertThat(defaults.find(CREATED))
                .hasValueSatisfying(type -> {
                    assertThat(type.description())
                            .isEqualTo("A new message was sent, by a user or by the assistant.");
                    assertThat(type.example())
                            .isEqualTo(
                                    "{\"messageId\":\"msg_456789\",\"conversationId\":\"conv_123456\",\"role\":\"user\",\"text\":\"Where is my order?\"}");
                });
    }

    @Test
    void aFileReplacesTheDefaultCatalogueAndNotHooklanesOwnTypes() throws IOException {
        FixedTypes replaced = FixedTypes.read(file("order.paid"));

        assertThat(replaced.names().all())
                .extracting(EventType::value)
                .containsExactly(
                        "order.paid",
                        "webhook.test",
                        "endpoint.disabled",
                        "endpoint.failing",
                        "endpoint.recovered",
                        "delivery.exhausted");
        assertThat(replaced.source(PAID)).contains(Source.FILE);
        assertThat(replaced.source(EventTypes.WEBHOOK_TEST)).contains(Source.HOOKLANE);
        assertThat(replaced.source(CREATED)).isEmpty();
    }

    @Test
    void theSettingAddsTypesToTheFile() throws IOException {
        FixedTypes more = FixedTypes.read(file("order.paid")).with(List.of(CREATED, PAID));

        assertThat(more.source(CREATED)).contains(Source.SETTING);
        assertThat(more.source(PAID)).contains(Source.FILE);
        assertThat(more.names().all()).endsWith(CREATED).hasSize(7);
    }

    @Test
    void aFileCantTakeHooklanesOwnGroups() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedTypes.read(file("endpoint.disabled")))
                .withMessage(
                        "event type endpoint.disabled: the types of the group endpoint are Hooklane's own");
    }

    @Test
    void aFileThatIsMissingOrTooLargeIsRefused() throws IOException {
        Path large = folder.resolve("large.json");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(FixedTypes.FILE_MAX + 1L);
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedTypes.read(large))
                .withMessage("the file has 16777217 bytes, the limit is 16777216");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedTypes.read(folder.resolve("none.json")))
                .withMessageStartingWith("the file can't be read: ")
                .withMessageContaining("none.json");
    }

    private Path file(String name) throws IOException {
        return Files.writeString(
                folder.resolve("catalogue.json"),
                "{\"types\":[{\"name\":\"%s\",\"description\":\"x\",\"example\":{}}]}"
                        .formatted(name));
    }
}
