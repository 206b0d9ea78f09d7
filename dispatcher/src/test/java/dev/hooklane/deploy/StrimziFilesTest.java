package dev.hooklane.deploy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a GitOps repository copies is what the code asks for. */
final class StrimziFilesTest {
    @Test
    void theTopicsAreThoseOfTheCode() throws IOException {
        GeneratedFile.of("deploy/kafka/strimzi-topics.yaml", StrimziFilesTest.class)
                .mustBe(StrimziFiles.topics());
    }

    @Test
    void theUsersMayDoWhatTheAccessListsSay() throws IOException {
        GeneratedFile.of("deploy/kafka/strimzi-users.yaml", StrimziFilesTest.class)
                .mustBe(StrimziFiles.users());
    }
}
