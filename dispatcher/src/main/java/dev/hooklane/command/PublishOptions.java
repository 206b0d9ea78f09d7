package dev.hooklane.command;

import dev.hooklane.command.dev.DevFolder;
import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.producer.EventPublisher;
import dev.hooklane.producer.EventPublisherBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for where, and for which account, to publish. */
final class PublishOptions {
    private static final String DEFAULT_BOOTSTRAP = "localhost:9092";

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description =
                    "Kafka's address. Otherwise the `hooklane dev` of this folder, then "
                            + DEFAULT_BOOTSTRAP
                            + ".")
    private String bootstrap = "";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The installation's configuration file, for its Kafka settings, topic prefix"
                            + " and event types.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--account",
            paramLabel = "ID",
            description =
                    "The account of the event, or of lines without one (default: that of this"
                            + " folder's `hooklane dev`).")
    private String account = "";

    /** Returns the address of Kafka, for messages. */
    String kafka(CommandContext context) {
        return bootstrap.isEmpty()
                ? running(context).map(DevFolder.Running::bootstrap).orElse(DEFAULT_BOOTSTRAP)
                : bootstrap;
    }

    /** Returns the account of events that name none; empty if it is unknown. */
    String account(CommandContext context) {
        return account.isEmpty() && config.isEmpty()
                ? running(context).map(DevFolder.Running::account).orElse("")
                : account;
    }

    EventPublisher publisher(CommandContext context) {
        if (config.isEmpty()) {
            return EventPublisher.builder().bootstrapServers(kafka(context)).build();
        }
        Map<String, String> overrides =
                bootstrap.isEmpty() ? Map.of() : Map.of("kafka.bootstrap.servers", bootstrap);
        HooklaneConfig installation =
                ConfigReader.read(
                        context.folder().resolve(config.get()), context.environment(), overrides);
        EventPublisherBuilder builder =
                EventPublisher.builder()
                        .topicPrefix(installation.topics().prefix())
                        .types(installation.eventTypes().all());
        installation
                .kafka()
                .producerProperties()
                .forEach((name, value) -> {
                    if (name.equals("bootstrap.servers")) {
                        builder.bootstrapServers(value.toString());
                    } else {
                        builder.kafka(name, value.toString());
                    }
                });
        return builder.build();
    }

    private static Optional<DevFolder.Running> running(CommandContext context) {
        return new DevFolder(context.folder()).running();
    }
}
