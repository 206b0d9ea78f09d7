package dev.hooklane.command;

import dev.hooklane.command.dev.DevFolder;
import dev.hooklane.command.dev.DevSession;
import dev.hooklane.command.dev.DevSettings;
import dev.hooklane.embedded.ReceivedRequest;
import dev.hooklane.embedded.RequestPrinter;
import dev.hooklane.retry.RetrySchedule;
import java.io.PrintWriter;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs all of Hooklane on this machine until it is stopped. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = {
            "Runs all of Hooklane on this machine: a real Kafka, an instance with all roles, and"
                    + " a receiver with an endpoint that points at it. State is kept in"
                    + " .hooklane/ in this folder.",
            "Ctrl-C waits for the attempts in flight and stops within 10 s, with exit code 0."
                    + " After a kill, the next start resumes where this one left off."
        },
        footerHeading = "%n",
        footer = {
            "Example: with a trickle of sample events",
            "  hooklane dev --sample",
            "Example: from scratch, next to another `hooklane dev`",
            "  hooklane dev --fresh --port 8081 --kafka-port 9093 --receiver-port 8091"
        })
final class DevCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The API's port (default: ${DEFAULT-VALUE}).")
    private int apiPort = 8080;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Kafka's port (default: ${DEFAULT-VALUE}).")
    private int kafkaPort = 9092;

    @Option(
            names = "--receiver-port",
            paramLabel = "PORT",
            description = "The receiver's port (default: ${DEFAULT-VALUE}).")
    private int receiverPort = 8090;

    @Option(names = "--fresh", description = "Empty .hooklane/ before starting.")
    private boolean fresh;

    @Option(
            names = "--sample",
            description =
                    "Publish an event every second, of each type in turn, and read a topic of orders"
                            + " as a source.")
    private boolean sample;

    @Option(
            names = "--schedule",
            paramLabel = "WAITS",
            description =
                    "The wait before each attempt; the first is 0s (default: ${DEFAULT-VALUE}).")
    private String schedule = "0s,2s,4s,8s,16s";

    private final CommandContext context;

    DevCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        DevSettings settings = settings();
        RequestPrinter printer = RequestPrinter.forTerminal(context.environment());
        PrintWriter out = spec.commandLine().getOut();
        try (StopSignal stop = StopSignal.install()) {
            out.println("starting with retry schedule " + settings.schedule());
            out.flush();
            try (DevSession session =
                    DevSession.start(
                            settings,
                            new DevFolder(context.folder()),
                            context.environment(),
                            request -> print(request, printer, out))) {
                out.println(session.table(program()));
                out.println("ready in %s s; Ctrl-C stops it".formatted(Uptime.seconds()));
                out.flush();
                stop.await();
                out.println("stopping: waiting for the attempts in flight");
                out.flush();
            }
            out.println("stopped; the next `hooklane dev` here resumes where this one left off");
            out.flush();
        }
    }

    /** Prints one line per request; the receiver's page shows its body. */
    private static void print(ReceivedRequest request, RequestPrinter printer, PrintWriter out) {
        printer.text(request).lines().findFirst().ifPresent(out::println);
        out.flush();
    }

    /** Returns the developer's name for this program: the start script, if it is in this folder. */
    private String program() {
        return Files.isExecutable(context.folder().resolve("hooklane")) ? "./hooklane" : "hooklane";
    }

    private DevSettings settings() {
        try {
            return new DevSettings(
                    port("--port", apiPort),
                    port("--kafka-port", kafkaPort),
                    port("--receiver-port", receiverPort),
                    fresh,
                    sample,
                    RetrySchedule.parse(schedule));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static int port(String flag, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "%s %d is not a port (1 to 65535)".formatted(flag, port));
        }
        return port;
    }
}
