package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.delay.DurationText;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what happens now, again and again. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = {
            "Shows rates, what waits and what is late, endpoints in trouble, and accounts over"
                    + " their share, until Ctrl-C.",
            "Rates are of the instance that answers, so give --api one instance and no load"
                    + " balancer; all else is of the whole installation."
        },
        footerHeading = "%n",
        footer = {"Example: every five seconds", "  hooklane top --every 5s"})
final class TopCommand implements Runnable {
    private static final Duration LEAST = Duration.ofSeconds(1);

    /** Moves to the first line and empties the terminal. */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = "How often to look, 1s or more (default: ${DEFAULT-VALUE}).")
    private String every = "2s";

    @Option(
            names = "--count",
            paramLabel = "COUNT",
            description = "End after this many looks; 0, the default, for no end.")
    private long count;

    @Option(names = "--jsonl", description = "Print every field as JSON, an object per line.")
    private boolean jsonl;

    private final CommandContext context;

    TopCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        Duration pause = pause();
        try (ApiClient client = api.client(context);
                StopSignal stop = StopSignal.install()) {
            TopLook look = look(client);
            Optional<TopLook> before = Optional.empty();
            print(look, before);
            long left = count == 0 ? Long.MAX_VALUE : count - 1;
            while (left > 0 && !stop.await(pause)) {
                try {
                    before = Optional.of(look);
                    look = look(client);
                    print(look, before);
                    left--;
                } catch (ApiException e) {
                    if (!e.mayPass()) {
                        throw e;
                    }
                    ErrorLine.print(spec.commandLine(), e.getMessage() + "; trying again");
                }
            }
        }
    }

    private Duration pause() {
        try {
            Duration pause = DurationText.parse(every);
            if (pause.compareTo(LEAST) >= 0) {
                return pause;
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        throw new ParameterException(spec.commandLine(), "--every %s is under 1s".formatted(every));
    }

    private static TopLook look(ApiClient client) {
        return TopLook.of(client, Instant.now(), System.nanoTime());
    }

    private void print(TopLook look, Optional<TopLook> before) {
        PrintWriter out = spec.commandLine().getOut();
        if (jsonl) {
            out.println(look.json(before.map(look::ratesSince).orElse(Map.of())));
        } else {
            if (context.isTerminal()) {
                out.print(CLEAR);
            }
            TopPage.lines(look, before).forEach(out::println);
        }
        out.flush();
    }
}
