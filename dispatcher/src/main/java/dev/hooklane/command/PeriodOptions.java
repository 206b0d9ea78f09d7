package dev.hooklane.command;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that select a period. What happens in it is said by the command. */
final class PeriodOptions {
    private static final Pattern AGE = Pattern.compile("([0-9]{1,9})(s|m|h|d)");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @ArgGroup private @Nullable Beginning beginning;

    @Option(names = "--until", paramLabel = "TIME", description = "Nothing at or after this time.")
    private String until = "";

    /** A time, or how long ago it is. */
    static final class Beginning {
        @Option(
                names = "--from",
                paramLabel = "TIME",
                description = "Nothing before this time, such as 2027-11-30T03:00:00Z.",
                required = true)
        private String from = "";

        @Option(
                names = "--since",
                paramLabel = "AGE",
                description = "Nothing older than this, such as 30m, 2h or 1d.",
                required = true)
        private String since = "";
    }

    /** Returns where the period begins, as the API takes it; empty if it has no beginning. */
    String from() {
        return from(Clock.systemUTC());
    }

    String from(Clock clock) {
        return beginning == null ? "" : from(beginning, clock);
    }

    private String from(Beginning chosen, Clock clock) {
        return chosen.since.isEmpty()
                ? chosen.from
                : ago(chosen.since, clock)
                        .orElseThrow(() ->
                                new ParameterException(
                                        command.commandLine(),
                                        "--since '%s' is not an age such as 30m, 2h or 1d"
                                                .formatted(chosen.since)));
    }

    private static Optional<String> ago(String age, Clock clock) {
        Matcher parts = AGE.matcher(age);
        if (!parts.matches()) {
            return Optional.empty();
        }
        ChronoUnit unit =
                switch (parts.group(2)) {
                    case "s" -> ChronoUnit.SECONDS;
                    case "m" -> ChronoUnit.MINUTES;
                    case "h" -> ChronoUnit.HOURS;
                    default -> ChronoUnit.DAYS;
                };
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant earliest = Instant.EPOCH;
        long units = Math.min(Long.parseLong(parts.group(1)), unit.between(earliest, now));
        return Optional.of(now.minus(units, unit).toString());
    }

    /** Returns where the period ends, as the API takes it; empty if it has no end. */
    String until() {
        return until;
    }
}
