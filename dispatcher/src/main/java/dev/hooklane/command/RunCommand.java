package dev.hooklane.command;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.LogFormat;
import dev.hooklane.dispatcher.Dispatcher;
import dev.hooklane.dispatcher.KafkaAtStart;
import dev.hooklane.dispatcher.Version;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one instance until it is stopped. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs one instance against the Kafka that the configuration names. Create the topics"
                    + " first, with `hooklane topics apply`. While no broker answers, the start"
                    + " waits.",
            "Ctrl-C or SIGTERM stops it: it takes nothing new, waits for the attempts in flight,"
                    + " commits, and ends with exit code 0 within 10 s."
        },
        footerHeading = "%n",
        footer = {
            "Example: all roles in one process",
            "  hooklane run --config hooklane.yaml",
            "Example: an instance that only delivers",
            "  hooklane run --config hooklane.yaml --roles delivery"
        })
final class RunCommand implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

    @Mixin private ConfigOption config = new ConfigOption();

    @Option(
            names = "--roles",
            paramLabel = "ROLE,…",
            description =
                    "The roles of this instance, instead of the configuration's: fan-out,"
                            + " delivery, control-plane, sources.")
    private String roles = "";

    @Option(
            names = "--begin-at",
            paramLabel = "WHERE",
            description =
                    "Where to begin on partitions whose progress is lost: earliest, latest, or a"
                            + " time such as 2026-01-31T06:00:00Z. Without it, the instance"
                            + " refuses to start then.")
    private String beginAt = "";

    private final CommandContext context;

    RunCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        HooklaneConfig read = config.read(context, overrides());
        LogFormat.use(read.log().format());
        log.info("start version={} instance={}", Version.CURRENT, read.instance());
        read.describe().forEach(line -> log.info("config {}", line));
        if (read.endpoints().relaxed()) {
            log.warn(
                    "DEVELOPMENT ADDRESS RULES: endpoints may use {}addresses in {}; never run"
                            + " production like this",
                    read.endpoints().allowHttp() ? "http:// and " : "",
                    read.endpoints().allowedNetworks());
        }
        try (StopSignal stop = StopSignal.install()) {
            if (KafkaAtStart.await(read, stop::asked)) {
                serve(read, stop);
            }
        }
    }

    private static void serve(HooklaneConfig config, StopSignal stop) {
        try (Dispatcher _ = Dispatcher.start(config)) {
            stop.drainsFor(config.delivery().drainTimeout());
            log.info("started in {} s", Uptime.seconds());
            stop.await();
            log.info("stop drains for at most {}", config.delivery().drainTimeout());
        }
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new HashMap<>();
        if (!roles.isEmpty()) {
            overrides.put("roles", roles);
        }
        if (!beginAt.isEmpty()) {
            overrides.put("begin-at", beginAt);
        }
        return overrides;
    }
}
