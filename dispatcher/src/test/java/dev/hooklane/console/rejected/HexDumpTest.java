package dev.hooklane.console.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HexDumpTest {
    @Test
    void columnsStandBelowEachOther() {
        assertThat(HexDump.of("0123456789abcdef<\u00e9\n".getBytes(UTF_8)))
                .isEqualTo(
                        """
                        00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef
                        00000010  3c c3 a9 0a                                       <...
                        """);
    }

    @Test
    void nothingIsNothing() {
        assertThat(HexDump.of(new byte[0])).isEmpty();
    }
}
