package dev.hooklane.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinearPatternTest {
    private static final int PAYLOAD_MAX = 256 * 1024;

    @ParameterizedTest
    @CsvSource({
        "^conv_[0-9a-z]{6}$,conv_123456,true",
        "^conv_[0-9a-z]{6}$,conv_12345,false",
        "b,abc,true",
        "'^([0-9a-f]{2}:){5}[0-9a-f]{2}$',00:1a:2b:3c:4d:5e,true",
        "'^[]{1000000}a]+$',a,true",
        "'^\\p{L}+$',Größe,true",
        "'a{,2}','a{,2}',true",
    })
    void aTextMatchesAsOneExpects(String regex, String text, boolean matches) {
        assertThat(LinearPattern.read(regex).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "(,missing",
        "(?=a)b,(?=",
        "'(a)\\1',escape",
        "'((a{100}){100}){100}',1000000 states",
        "'(a{1000}){3,}',3000 states",
        "'a{999999}',999999 states",
    })
    void whatCantBeMatchedInLinearTimeIsRefused(String regex, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearPattern.read(regex))
                .withMessageContaining(why);
    }

    /** Elsewhere the first takes longer than the universe is old, and the second overflows. */
    @Test
    @Timeout(20)
    void neitherBacktrackingNorRecursionIsLetLoose() {
        String text = "a".repeat(PAYLOAD_MAX) + "!";

        assertThat(LinearPattern.read("^(a+)+$").matches(text)).isFalse();
        assertThat(LinearPattern.read("^(a|b)*$").matches(text)).isFalse();
    }
}
