package dev.hooklane.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class KeyTextTest {
    private static final String EARLIER =
            "hlk_0123456789abcdef_0123456789012345678901234567890123456789012";

    private final Random random = new Random(7);
    private final String text = KeyText.random(ApiKeyId.random(random), random).value();

    @Test
    void aKeyEndsWithAChecksumOfAllBeforeIt() {
        assertThat(text).hasSize(70);
        assertThat(KeyText.isMistyped(text)).isFalse();
        assertThat(KeyText.parse(text)).isPresent();
    }

    @Test
    void oneWrongCharacterAnywhereIsSeen() {
        for (int at = "hlk_".length(); at < text.length(); at++) {
            char other = text.charAt(at) == '2' ? '3' : '2';
            String mistyped = text.substring(0, at) + other + text.substring(at + 1);
            assertThat(KeyText.isMistyped(mistyped) || KeyText.parse(mistyped).isEmpty())
                    .as(mistyped)
                    .isTrue();
        }
    }

    @Test
    void aKeyOfAnEarlierReleaseHasNoChecksumAndIsStillAKey() {
        assertThat(KeyText.parse(EARLIER)).isPresent();
        assertThat(KeyText.isMistyped(EARLIER)).isFalse();
    }

    @Test
    void exactlyTheTextsOfTheFormAreKeys() {
        Pattern form =
                Pattern.compile(
                        "hlk_[0-9a-hjkmnp-tv-z]{16}_[A-Za-z0-9_-]{43}([0-9A-Za-z]{6})?",
                        Pattern.DOTALL);
        String others = "_-aAzZ09ilou \n\u00e9.+";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder changed = new StringBuilder(random.nextBoolean() ? text : EARLIER);
            int at = random.nextInt(changed.length());
            char other = others.charAt(random.nextInt(others.length()));
            switch (random.nextInt(4)) {
                case 0 -> changed.insert(at, other);
                case 1 -> changed.deleteCharAt(at);
                case 2 -> changed.setLength(at);
                default -> changed.setCharAt(at, other);
            }
            String tried = changed.toString();

            assertThat(KeyText.parse(tried).isPresent())
                    .as(tried)
                    .isEqualTo(form.matcher(tried).matches());
        }
    }

    @Test
    void thePatternForScannersFindsAKeyInAText() throws Exception {
        String page = Files.readString(Path.of("../SECURITY.md"));
        Matcher documented = Pattern.compile("(?m)^(hlk_\\[.*)$").matcher(page);
        assertThat(documented.find()).isTrue();

        Matcher found = Pattern.compile(documented.group(1)).matcher("key = \"" + text + "\";");

        assertThat(found.find()).isTrue();
        assertThat(found.group()).isEqualTo(text);
    }
}
