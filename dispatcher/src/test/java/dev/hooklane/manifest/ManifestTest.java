package dev.hooklane.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ManifestTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HARD = " :#-?'\"\n\t,[]{}&*!|>%@`0123456789abeEx_.~\u00e9\\";
    private static final String ENDPOINT =
            """
            {"kind":"endpoint","id":"ep_4m1k7rcn0v8w2x3y","account":"acct_1","url":"https://example.com/hooks","description":"",
            "eventTypes":["message.*"],"filter":null,"headers":{},"authorization":null,"tls":null,"timeout":"5s",
            "maxInFlight":null,"rateLimit":{"perSecond":10.0,"burst":20},"ordered":false,"schedule":["0s","5m"],
            "signature":"hmac","state":"enabled","sealed":"AbC"}
            """;

    @Test
    void aManifestHasWhatDiffersFromTheDefaultsInAFixedOrder() {
        assertThat(
                        manifest("{\"kind\":\"key\",\"id\":\"key_1\",\"account\":null}", ENDPOINT)
                                .toYaml())
                .isEqualTo(
                        """
                        hooklane: 1
                        endpoints:
                        - id: ep_4m1k7rcn0v8w2x3y
                          account: acct_1
                          url: https://example.com/hooks
                          eventTypes:
                          - message.*
                          timeout: 5s
                          rateLimit:
                            perSecond: 10.0
                            burst: 20
                          schedule:
                          - 0s
                          - 5m
                          sealed: AbC
                        keys:
                        - id: key_1
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "null",
                "~",
                "1e3",
                "0x1f",
                "007",
                "1_000",
                "12:30:00",
                "2026-01-02",
                "- a",
                "a: b",
                "#",
                "{",
                "*",
                "&a",
                "!t",
                "'",
                "\"",
                "",
                " ",
                "a ",
                "\t",
                "a\nb",
                "a\n",
                "Grüße \uD83D\uDC4B",
                "\u0085",
                "\u2028",
                "---",
                "on",
                "y",
                ".inf",
                "=",
                "<<",
                "%",
                "@"
            })
    void everyTextComesBackAsItWas(String text) {
        ObjectNode type = JSON.createObjectNode();
        type.put("kind", "eventType").put("name", "a.b").put("description", text);
        type.putObject("example").put(text, text).put("n", 7).put("flag", true);

        JsonNode back =
                Manifest.parse(Manifest.ofListed(List.of(type)).toYaml())
                        .of(Section.EVENT_TYPES)
                        .getFirst();

        assertThat(Manifest.forApi(Section.EVENT_TYPES, (ObjectNode) back)).isEqualTo(type);
    }

    @Test
    void randomTextsComeBackAsTheyWere() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(12); c > 0; c--) {
                text.append(HARD.charAt(random.nextInt(HARD.length())));
            }
            ObjectNode type = JSON.createObjectNode();
            type.put("kind", "eventType").put("name", text.toString()).putObject("example");

            assertThat(
                            Manifest.parse(Manifest.ofListed(List.of(type)).toYaml())
                                    .of(Section.EVENT_TYPES)
                                    .getFirst()
                                    .path("name")
                                    .asString())
                    .as("seed %d", seed)
                    .isEqualTo(text.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {}                                  | it has no line `hooklane: 1`
                    []                                  | it has no line `hooklane: 1`
                    hooklane: 2                         | it has no line `hooklane: 1`
                    {hooklane: 1, endpoint: []}         | it has 'endpoint'; the lists are endpoints, eventTypes, keys, quotas
                    {hooklane: 1, endpoints: {}}        | endpoints is not a list
                    {hooklane: 1, endpoints: [7]}       | endpoints[0] is not an object
                    {hooklane: 1, hooklane: 1}          | line 1: it is no YAML
                    {hooklane: 1, keys: [               | line 1: it is no YAML
                    """)
    void whatIsNoManifestIsRefusedInALine(String text, String message) {
        assertThatThrownBy(() -> Manifest.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void anEmptyListIsNothing() {
        assertThat(Manifest.parse("hooklane: 1\nendpoints:\nkeys: []\n").size()).isZero();
    }

    private static Manifest manifest(String... objects) {
        List<JsonNode> listed = new ArrayList<>();
        for (String object : objects) {
            listed.add(JSON.readTree(object));
        }
        return Manifest.ofListed(listed);
    }
}
