package com.example.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.spring.test.EmbeddedEventsTopic;
import dev.hooklane.spring.test.PublishedEvents;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@EmbeddedEventsTopic
class OutboxTest {
    private static final InputStream STDIN = System.in;

    @Autowired Outbox outbox;
    @Autowired PublishedEvents published;

    /** The application reads its rows as it starts. */
    @BeforeAll
    static void noRowsAtTheStart() {
        System.setIn(new ByteArrayInputStream(new byte[0]));
    }

    @AfterAll
    static void restore() {
        System.setIn(STDIN);
    }

    @Test
    void aRowBecomesAnEventWithTheIdOfTheRow() {
        outbox.publish(
                Stream.of(
                        "acct_1\tevt_row_1\tconversation.created\t2026-01-02T03:04:05Z\t{\"conversationId\":\"conv_1\"}"));

        assertThat(published.all())
                .singleElement()
                .satisfies(row -> assertThat(row.account().value()).isEqualTo("acct_1"))
                .satisfies(row ->
                        assertThat(row.json())
                                .isEqualTo(
                                        "{\"id\":\"evt_row_1\",\"type\":\"conversation.created\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"data\":{\"conversationId\":\"conv_1\"}}"));
    }
}
