package dev.hooklane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MasterKeySettingsTest {
    /** Each needs the first. */
    static final List<String> TOGETHER =
            List.of(
                    "secrets.master-key-uri",
                    "secrets.master-key-credentials",
                    "secrets.master-key-timeout");

    private static final String URI = "aws-kms://arn:aws:kms:eu-west-1:111122223333:key/1";

    @Test
    void byDefaultTheKeysAreInClear() {
        assertThat(SampleConfig.read("").secrets().masterKey()).isEmpty();
    }

    @Test
    void theKmssKeyCredentialsAndPatienceAreRead() {
        Map<String, String> all = new HashMap<>(SampleConfig.NEEDED);
        all.put("secrets.master-key-uri", URI);

        MasterKeySettings defaults = read(all);
        all.put("secrets.master-key-credentials", "/etc/hooklane/aws");
        all.put("secrets.master-key-timeout", "10m");
        MasterKeySettings set = read(all);

        assertThat(defaults.credentials()).isEmpty();
        assertThat(defaults.patience()).isEqualTo(Duration.ofMinutes(2));
        assertThat(set.uri()).isEqualTo(URI);
        assertThat(set.credentials()).contains("/etc/hooklane/aws");
        assertThat(set.patience()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void whatIsNoKeysUriIsRefused() {
        assertThat(problems("secrets.master-key-uri", "my-key"))
                .anyMatch(problem -> problem.contains("= my-key is no key's URI"));
    }

    @Test
    void credentialsWithoutAKeyAreRefused() {
        assertThat(problems("secrets.master-key-credentials", "/etc/aws"))
                .anyMatch(problem -> problem.contains("is set, but secrets.master-key-uri is not"));
    }

    private static MasterKeySettings read(Map<String, String> all) {
        return ConfigReader.read("", Map.of(), all).secrets().masterKey().orElseThrow();
    }

    private static List<String> problems(String key, String value) {
        Map<String, String> all = new HashMap<>(SampleConfig.NEEDED);
        all.put(key, value);
        return SampleConfig.problems("", Map.of(), all);
    }
}
