package dev.hooklane.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "0.0,0",
        "-0.0,0",
        "0e5,0",
        "-0E-99,0",
        "0e999999999999999999999,0",
        "1,1",
        "-1,-1",
        "10,10",
        "1.0,1",
        "-1.0,-1",
        "1.50,1.5",
        "100.00,100",
        "0.5,0.5",
        "-0.5,-0.5",
        "0.10,0.1",
        "0.000001,0.000001",
        "0.00000100,0.000001",
        "0.0000001,1e-7",
        "0.00000012,1.2e-7",
        "-0.0000001,-1e-7",
        "1E3,1000",
        "1e3,1000",
        "1e+3,1000",
        "1E-3,0.001",
        "12e-1,1.2",
        "123456e-6,0.123456",
        "1e-6,0.000001",
        "1e-7,1e-7",
        "1.0e-7,1e-7",
        "1e20,100000000000000000000",
        "1e21,1e+21",
        "-1e21,-1e+21",
        "1.5e21,1.5e+21",
        "123456789012345680000,123456789012345680000",
        "1000000000000000000000,1e+21",
        "1.7976931348623157e308,1.7976931348623157e+308",
        "5e-324,5e-324",
        "0.5e-323,5e-324",
        "1e-323,1e-323",
        "2e-323,2e-323",
        "2.2250738585072014e-308,2.2250738585072014e-308",
        "9007199254740991,9007199254740991",
        "9007199254740992,9007199254740992",
        "9007199254740994,9007199254740994",
        "1705314600123,1705314600123",
        "0.1234567890123456,0.1234567890123456",
        "12345678901234.5,12345678901234.5",
        "2e23,2e+23",
        "1e0000000003,1000",
        "999999999999999900000,999999999999999900000"
    })
    void aNumberIsWrittenAsJavaScriptWritesIt(String literal, String canonical) {
        assertThat(written(literal)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "-9007199254740993",
                "18446744073709551615",
                "12345678901234567890123",
                "0.1234567890123456789",
                "0.1000000000000000055511151231257827",
                "3.141592653589793238462643383279",
                "4.9e-324",
                "1e-325",
                "1e400",
                "-1E400",
                "1e999999999",
                "1e-999999999",
                "1e99999999999999999999999999",
                "1e-99999999999999999999999999",
                "1.7976931348623159e308"
            })
    void aNumberThatADoubleWouldChangeIsKept(String literal) {
        assertThat(written(literal)).isEqualTo(literal);
    }

    @Test
    void noValueIsEverChangedAndTheFormIsStable() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 5_000; i++) {
                String literal = NumberLiterals.any(random);
                String canonical = written(literal);

                assertThat(new BigDecimal(canonical))
                        .as("seed %d: %s became %s", seed, literal, canonical)
                        .isEqualByComparingTo(literal);
                assertThat(written(canonical))
                        .as("seed %d: %s", seed, literal)
                        .isEqualTo(canonical);
            }
        }
    }

    @Test
    void everyWritingOfADoubleBecomesTheSameText() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 2_000; i++) {
                double value = NumberLiterals.anyDouble(random);
                String canonical = written(NumberLiterals.writingsOf(value).get(0));

                assertThat(Double.parseDouble(canonical))
                        .as("seed %d", seed)
                        .isEqualTo(value == 0 ? 0 : value);
                for (String literal : NumberLiterals.writingsOf(value)) {
                    assertThat(written(literal))
                            .as("seed %d: %s", seed, literal)
                            .isEqualTo(canonical);
                }
            }
        }
    }

    @Test
    void integersAsJavaScriptWritesThemAreKept() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            String digits = new BigInteger(1 + random.nextInt(69), random).toString();
            String literal = (random.nextBoolean() && !digits.equals("0") ? "-" : "") + digits;

            assertThat(JsonNumber.canonical(literal)).isEqualTo(literal);
            assertThat(written(literal)).isEqualTo(literal);
        }
    }

    @Test
    @Timeout(5)
    void hugeExponentsAndLongNumbersCostNothing() {
        String longest = "9".repeat(999);
        for (int i = 0; i < 2_000; i++) {
            assertThat(written("1e999999999")).isEqualTo("1e999999999");
            assertThat(written("123456789e-2147483648")).isEqualTo("123456789e-2147483648");
            assertThat(written(longest)).isEqualTo(longest);
        }
    }

    private static String written(String literal) {
        JsonBytes out = new JsonBytes(16);
        String padded = "##" + literal + "##";
        JsonNumber.write(padded.toCharArray(), 2, literal.length(), out);
        return new String(out.toBytes(), UTF_8);
    }
}
