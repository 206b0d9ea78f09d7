package dev.hooklane.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownJsonTest {
    @Test
    void aFieldIsWhatStandsThereCharacterByCharacter() {
        String payload =
                "{\"a\":1.10,\"b\":1E5,\"c\":\"\\u00e9 \uD83D\uDE00 }\",\"d\":[12345678901234567890123,{}]}";
        String object =
                "{\"x\":{\"payload\":0},\"y\":[\"}\"],\"payload\":%s,\"z\":1}".formatted(payload);

        assertThat(ShownJson.fieldOf(object, "payload"))
                .hasValueSatisfying(json -> assertThat(json.raw()).isEqualTo(payload));
    }

    @Test
    void linesAreBrokenAndNumbersStay() {
        assertThat(ShownJson.pretty("{\"a\":1.10,\"b\":[1E5,123456789012345678901234567890.5]}"))
                .contains("\n")
                .contains("1.10", "1E5", "123456789012345678901234567890.5");
    }

    @Test
    void whatIsNullOrMissingIsNotShown() {
        assertThat(ShownJson.fieldOf("{\"payload\":null}", "payload")).isEmpty();
        assertThat(ShownJson.fieldOf("{\"other\":1}", "payload")).isEmpty();
    }

    @Test
    void whatIsNoJsonStaysAsItIs() {
        assertThat(ShownJson.pretty("{\"a\":")).isEqualTo("{\"a\":");
        assertThat(ShownJson.pretty("")).isEmpty();
        assertThat(ShownJson.pretty("1 2")).isEqualTo("1 2");
    }
}
