package dev.hooklane.typeimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.typeimport.ImportedType.Refused;
import org.junit.jupiter.api.Test;

/** What a registry answers has limits, and what it refuses is told. */
class RegistryAnswersTest extends RegistryWithSubjects {
    @Test
    void aSchemaOverTheLimitOfAnEventTypeIsRefused() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            fields.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"field_%d\",\"type\":\"long\"}".formatted(i));
        }
        answers.put(
                "/api/subjects/orders.sent/versions/latest",
                subject(
                        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[%s]}".formatted(fields),
                        "AVRO",
                        ""));
        try (RegistrySubjects subjects = subjects()) {
            Refused refused = (Refused) subjects.types("orders.sent").getFirst();

            assertThat(refused.reason())
                    .matches("schema has [0-9]+ characters, the limit is 65536");
        }
    }

    /** It would fill the memory of whoever imports, however much there is of it. */
    @Test
    void anAnswerThatIsTooLongIsRefused() {
        answers.put("/api/subjects", " ".repeat(17 << 20) + "[]");
        try (RegistrySubjects subjects = subjects()) {
            assertThatThrownBy(() -> subjects.types("*"))
                    .isInstanceOf(RegistrySubjects.RegistryException.class)
                    .hasMessageEndingWith("gives an answer over 16 MiB");
        }
    }

    @Test
    void aRegistryThatRefusesIsNamedWithItsStatus() {
        answers.clear();
        missing = "{}";
        try (RegistrySubjects subjects = subjects()) {
            assertThatThrownBy(() -> subjects.types("*"))
                    .isInstanceOf(RegistrySubjects.RegistryException.class)
                    .hasMessage(
                            "registry http://127.0.0.1:%d/api answers 404, and not in the words of its API; is its url right?"
                                    .formatted(registry.getPort()));
        }
    }
}
