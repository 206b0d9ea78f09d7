package com.example.publish;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Publishes rows of an outbox to Hooklane. Each line of the input is a row: account, event id, type,
 * timestamp and data, separated by tabs.
 */
@SpringBootApplication
public class PublishApplication {
    public static void main(String[] arguments) {
        // Closing the context closes the publisher.
        SpringApplication.run(PublishApplication.class, arguments).close();
    }

    @Bean
    ApplicationRunner publishRows(Outbox outbox) {
        return (ApplicationArguments arguments) -> {
            try (BufferedReader rows =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                outbox.publish(rows.lines());
            } catch (IOException e) {
                throw new IllegalStateException("the rows can't be read", e);
            }
        };
    }
}
