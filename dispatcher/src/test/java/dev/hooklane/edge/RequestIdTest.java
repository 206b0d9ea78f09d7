package dev.hooklane.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "req_1",
                "4bf92f35-77b3-4da6-a3ce-929d0e0e4736",
                "Root.1:67891233-abcdef012345678912345678"
            })
    void aClientsOwnIsKept(String sent) {
        assertThat(RequestId.orNew(sent)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\tb",
                "a=b",
                "a\"b",
                "a\nERROR all keys are gone",
                "\u001b[2J",
                "<script>",
                "ａ",
                "é",
                "a/../b",
                "${jndi:ldap://x}",
                "{}"
            })
    void whatCouldBeMoreThanANameIsReplaced(String sent) {
        assertThat(RequestId.orNew(sent)).matches("req_[0-9a-f]{16}");
    }

    @Test
    void theLongestHas128Characters() {
        assertThat(RequestId.orNew("a".repeat(128))).isEqualTo("a".repeat(128));
        assertThat(RequestId.orNew("a".repeat(129))).startsWith("req_");
    }

    @Test
    void newOnesDiffer() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(RequestId.orNew(null));
        }

        assertThat(ids).hasSize(10_000);
    }
}
