package dev.hooklane.command;

import dev.hooklane.producer.EventPublisher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Publishes events to Kafka: one from flags, or one for each line of a file or of standard input.
 */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes events to Kafka, and prints the id and partition@offset of each once"
                    + " Kafka has stored it.",
            "With --type, publishes one event from the flags. Otherwise, each line of --file or"
                    + " of standard input is an event: {\"account\":…,\"type\":…,\"data\":{…}},"
                    + " optionally with \"id\" and \"timestamp\". A bad line is reported with"
                    + " its number; the others are still published."
        },
        footerHeading = "%n",
        footer = {
            "Example: one event, after `hooklane dev` in this folder",
            "  hooklane publish --type message.created --data '{\"text\":\"hello\"}'",
            "Example: many events, to another Kafka",
            "  hooklane publish --bootstrap kafka:9092 --account acct_1 --file events.jsonl"
        })
final class PublishCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PublishOptions options = new PublishOptions();

    @Option(names = "--type", paramLabel = "TYPE", description = "The event's type.")
    private String type = "";

    @Option(
            names = "--data",
            paramLabel = "JSON",
            description = "The event's data, a JSON object (default: {}).")
    private Optional<String> data = Optional.empty();

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The event's id, unique forever (default: a new one).")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A file of events, one JSON object per line; - is standard input.")
    private Optional<String> file = Optional.empty();

    @Option(names = "--jsonl", description = "Print every field as JSON, an object per line.")
    private boolean jsonl;

    private final CommandContext context;

    PublishCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (file.isPresent() && !type.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "pass --type or --file, not both");
        }
        if (type.isEmpty() && (data.isPresent() || id.isPresent())) {
            throw new ParameterException(spec.commandLine(), "--data and --id need --type");
        }
        context.silenceLog();
        return type.isEmpty() ? publishLines() : publishOne();
    }

    private int publishOne() {
        String account = options.account(context);
        if (account.isEmpty()) {
            throw new CommandFailedException(
                    "no account: pass --account, or wait until the `hooklane dev` of this folder is"
                            + " ready");
        }
        Map<String, String> fields = new HashMap<>();
        fields.put("account", account);
        fields.put("type", type);
        data.ifPresent(json -> fields.put("data", json));
        id.ifPresent(value -> fields.put("id", value));
        EventLine event;
        try {
            event = EventLine.of(fields);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        try (EventPublisher publisher = options.publisher(context)) {
            Publishing publishing =
                    new Publishing(publisher, options.kafka(context), spec.commandLine(), jsonl);
            publishing.publish("", event);
            return publishing.finish();
        }
    }

    private int publishLines() throws IOException {
        String account = options.account(context);
        try (InputStream in = input();
                EventPublisher publisher = options.publisher(context)) {
            Publishing publishing =
                    new Publishing(publisher, options.kafka(context), spec.commandLine(), jsonl);
            ByteLines lines = new ByteLines(in);
            int number = 0;
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                number++;
                publishing.publishLine("line %d: ".formatted(number), line.get(), account);
            }
            int exitCode = publishing.finish();
            if (number == 0) {
                ErrorLine.print(spec.commandLine(), "nothing to publish: the input has no lines");
                return ExitCode.SOFTWARE;
            }
            return exitCode;
        }
    }

    private InputStream input() {
        try {
            return file.isEmpty() || file.get().equals("-")
                    ? context.in()
                    : Files.newInputStream(context.folder().resolve(Path.of(file.get())));
        } catch (IOException e) {
            throw new CommandFailedException(
                    "file %s can't be read".formatted(file.orElse("-")), e);
        }
    }
}
