package dev.hooklane.command;

import dev.hooklane.api.ApiStartException;
import dev.hooklane.client.ApiException;
import dev.hooklane.config.InvalidConfigException;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.embedded.DirectoryInUseException;
import dev.hooklane.embedded.PortTakenException;
import dev.hooklane.event.InvalidEventException;
import dev.hooklane.secret.KmsException;
import dev.hooklane.topic.KafkaUnavailableException;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns any failure of a command into a line on stderr and an exit code. */
final class ErrorLine implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ErrorLine.class);

    @Override
    public int handleParseException(ParameterException exception, String[] args) {
        CommandLine command = exception.getCommandLine();
        print(
                command,
                "%s (see %s --help)"
                        .formatted(
                                oneLine(exception.getMessage()),
                                command.getCommandSpec().qualifiedName()));
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(
            Exception exception, CommandLine command, ParseResult result) {
        print(command, text(exception));
        return ExitCodes.of(exception);
    }

    static void print(CommandLine command, String text) {
        command.getErr().println("hooklane: " + text);
        command.getErr().flush();
    }

    private static String text(Exception exception) {
        return switch (exception) {
            // One line for each problem, so that all can be fixed at once.
            case InvalidConfigException e -> String.valueOf(e.getMessage());
            case StartRefusedException e -> String.valueOf(e.getMessage());
            case CommandFailedException e -> oneLine(e.getMessage());
            case ApiException e -> oneLine(e.getMessage());
            case KafkaUnavailableException e -> oneLine(e.getMessage());
            case KmsException e -> oneLine(e.getMessage());
            case ApiStartException e -> oneLine(e.getMessage());
            case PortTakenException e -> oneLine(e.getMessage());
            case DirectoryInUseException e -> oneLine(e.getMessage());
            case InvalidEventException e -> oneLine(e.getMessage());
            case KafkaException e -> oneLine("Kafka: " + rootMessage(e));
            case Exception e -> {
                // Our own fault; its stack trace is only for debugging.
                log.debug("command.failed", e);
                yield oneLine(e.toString());
            }
        };
    }

    /** Returns the innermost message. Kafka's outer ones only say that there is a cause. */
    private static @Nullable String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    private static String oneLine(@Nullable String text) {
        return text == null
                ? "failed"
                : text.lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
