package dev.hooklane.command;

import dev.hooklane.delay.DurationText;
import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.embedded.Receiver;
import dev.hooklane.embedded.ReceiverSettings;
import dev.hooklane.embedded.RequestPrinter;
import dev.hooklane.http.HeaderNames;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Receives deliveries, checks their signatures and prints them, until it is stopped. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        description = {
            "Receives deliveries on this machine, checks their signatures and prints each request.",
            "With --forward-to, the account's live events come over a stream, without a tunnel, and"
                    + " go on to a server on this machine.",
            "For developers who build an endpoint. Ctrl-C stops it."
        },
        footerHeading = "%n",
        footer = {
            "Example: live events for a server on this machine",
            "  hooklane listen --forward-to http://localhost:3000/hook",
            "Example: an endpoint that fails one request in three and takes half a second",
            "  hooklane listen --port 9000 --secret whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz \\",
            "    --fail 0.33 --delay 500ms"
        })
final class ListenCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on (default: ${DEFAULT-VALUE}).")
    private int port = 8090;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "The address to listen on (default: ${DEFAULT-VALUE}); 0.0.0.0 means all"
                            + " addresses of this machine.")
    private String host = LoopbackPort.HOST;

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description =
                    "An endpoint's secret, whsec_…, or the public key of its key pair, whpk_…; can"
                            + " be repeated. With --forward-to, the secret that signs, instead of"
                            + " a new one at each start.")
    private List<String> secrets = List.of();

    @Option(
            names = "--fail",
            paramLabel = "RATE",
            description = "The share of requests to answer with status 500, from 0 to 1.")
    private double failRate;

    @Option(
            names = "--delay",
            paramLabel = "TIME",
            description = "How long to delay each response, such as 500ms.")
    private String delay = "0s";

    @Option(
            names = "--header-prefix",
            paramLabel = "PREFIX",
            description =
                    "The prefix of the sender's headers, its setting delivery.header-prefix"
                            + " (default: ${DEFAULT-VALUE}).")
    private String headerPrefix = HeaderNames.defaults().prefix();

    @Option(
            names = "--jsonl",
            description =
                    "Print each request as JSON, an object per line, and all else on standard"
                            + " error.")
    private boolean jsonl;

    @Mixin private ForwardOptions forward = new ForwardOptions();

    private final CommandContext context;

    ListenCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (forward.isAsked()) {
            forward.run(context, secrets.stream().findFirst(), jsonl);
            return;
        }
        ReceiverSettings settings = settings();
        RequestPrinter printer = RequestPrinter.forTerminal(context.environment());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter notes = jsonl ? spec.commandLine().getErr() : out;
        try (Receiver receiver =
                        Receiver.start(
                                settings,
                                request -> {
                                    out.print(
                                            jsonl
                                                    ? request.toJson() + System.lineSeparator()
                                                    : printer.text(request));
                                    out.flush();
                                });
                StopSignal stop = StopSignal.install()) {
            notes.println("listening on " + receiver.url());
            if (secrets.isEmpty()) {
                notes.println("no --secret given: signatures are not checked");
            }
            notes.flush();
            stop.await();
        }
    }

    private ReceiverSettings settings() {
        try {
            Duration held = DurationText.parse(delay);
            return new ReceiverSettings(
                    InetAddress.ofLiteral(host),
                    port,
                    secrets,
                    failRate,
                    held,
                    HeaderNames.withPrefix(headerPrefix));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
