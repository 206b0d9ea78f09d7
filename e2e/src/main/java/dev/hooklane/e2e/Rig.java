package dev.hooklane.e2e;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.installation.Installation;
import dev.hooklane.e2e.process.Folders;
import dev.hooklane.e2e.process.Java;
import dev.hooklane.e2e.process.Watchdog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Tries one fault after the other on one installation. After a fault that failed or that spoils the
 * installation, it starts a new installation, so that a failure does not affect later faults.
 */
final class Rig {
    private static final int BREACHES_SAID = 5;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Java java;
    private final Path folder;
    private final Map<String, String> settings;
    private final long seed;
    private final int perSecond;
    private final PrintWriter out;
    private int installations;
    private int trials;

    /** Creates a rig whose instances have these settings in addition to its own. */
    Rig(
            Java java,
            Path folder,
            Map<String, String> settings,
            long seed,
            int perSecond,
            PrintWriter out) {
        this.java = java;
        this.folder = folder;
        this.settings = Map.copyOf(settings);
        this.seed = seed;
        this.perSecond = perSecond;
        this.out = out;
    }

    List<Verdict> run(Iterator<Fault> faults) throws IOException, InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        Optional<Installation> installation = Optional.empty();
        try (Watchdog watchdog = Watchdog.start()) {
            try {
                while (faults.hasNext()) {
                    Fault fault = faults.next();
                    if (installation.isEmpty()) {
                        installation = Optional.of(install(watchdog));
                    }
                    Verdict verdict = trial(installation.get(), fault);
                    verdicts.add(verdict);
                    if (verdict.failed() || fault.spoils()) {
                        installation.get().close();
                        installation = Optional.empty();
                    }
                }
            } finally {
                if (installation.isPresent()) {
                    installation.get().close();
                }
            }
        }
        return verdicts;
    }

    private Installation install(Watchdog watchdog) throws IOException, InterruptedException {
        Path home = folder.resolve("installation-" + ++installations);
        // A run that was interrupted may have left one, whose brokers would remember its keys.
        Folders.delete(home);
        say("starts a controller, 3 brokers and 3 instances; logs in " + home);
        long start = System.nanoTime();
        Installation installation = Installation.start(java, home, settings, watchdog);
        say("ready after %d s".formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds()));
        return installation;
    }

    private Verdict trial(Installation installation, Fault fault) throws InterruptedException {
        int number = ++trials;
        String account = "trial_%d_%s".formatted(number, fault.name().replaceAll("[^a-z0-9]", "_"));
        say("%s: %s".formatted(fault.name(), fault.summary()));
        // Each fault has its own generator, so that it behaves the same alone as among others.
        SplittableRandom random = new SplittableRandom(seed ^ fault.name().hashCode());
        Verdict verdict =
                new Trial(installation, fault, account, perSecond, random, what -> say("  " + what))
                        .run();
        switch (verdict) {
            case Verdict.Judged judged -> {
                judged.breaches().forEach(this::sayBreaches);
                say(judged.failed() ? "  BROKEN" : "  every promise was kept");
            }
            case Verdict.Broken(_, String why) -> say("  not judged: " + why);
            case Verdict.Skipped(_, String why) -> say("  not possible here: " + why);
        }
        return verdict;
    }

    private void sayBreaches(String judge, List<String> breaches) {
        breaches.stream()
                .limit(BREACHES_SAID)
                .forEach(breach -> say("  %s: %s".formatted(judge, breach)));
        if (breaches.size() > BREACHES_SAID) {
            say("  %s: and %d more".formatted(judge, breaches.size() - BREACHES_SAID));
        }
    }

    private void say(String line) {
        out.println(CLOCK.format(LocalTime.now(ZoneId.systemDefault())) + " " + line);
        out.flush();
    }
}
