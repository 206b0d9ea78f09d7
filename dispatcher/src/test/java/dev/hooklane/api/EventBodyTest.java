package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventBodyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"account":"a","type":"t.x","data":{}}             | {"type":"t.x","data":{}}
                    {"type":"t.x","account":"a","data":{}}             | {"type":"t.x","data":{}}
                    {"type":"t.x","data":{},"account":"a"}             | {"type":"t.x","data":{}}
                    { "type" : "t.x" , "account" : "a" }               | {"type":"t.x"}
                    {"account":"a","data": {"a":[1, {"b":"}]\\""}]} }  | {"data":{"a":[1, {"b":"}]\\""}]}}
                    {"account":"a","data":"ü\\u00fc€😀"}                | {"data":"ü\\u00fc€😀"}
                    {"ü":1,"account":"a"}                              |
                    {"account":"a","data":-1.50e10}                    | {"data":-1.50e10}
                    {"account":"a","data":12 ,"id":null}               | {"data":12,"id":null}
                    {"account":"a","data":true,"timestamp":false}      | {"data":true,"timestamp":false}
                    {"acc\\u006funt":"a","data":[]}                    | {"data":[]}
                    """)
    void theEventIsCutOutAsItWasWritten(String body, String event) {
        try {
            EventBody read = EventBody.read(body.getBytes(UTF_8));

            assertThat(read.account().value()).isEqualTo("a");
            assertThat(new String(read.event(), UTF_8)).isEqualTo(event);
        } catch (ProblemException e) {
            assertThat(event).as(e.getMessage()).isNull();
        }
    }

    @Test
    void aByteOrderMarkShiftsNothing() {
        EventBody read =
                EventBody.read("\ufeff{\"data\":{\"a\":1},\"account\":\"a\"}".getBytes(UTF_8));

        assertThat(new String(read.event(), UTF_8)).isEqualTo("{\"data\":{\"a\":1}}");
    }
}
