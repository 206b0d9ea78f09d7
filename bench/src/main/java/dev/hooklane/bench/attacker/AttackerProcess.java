package dev.hooklane.bench.attacker;

import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.receiver.Manner;
import dev.hooklane.hostile.HostileClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Attackers in a process of their own, at the lowest priority: real ones have machines of their
 * own, and what they cost is to be what Hooklane does about them.
 */
public final class AttackerProcess implements AutoCloseable {
    /**
     * Of the first that this machine has. A process of Linux's idle class leaves a core as soon as
     * another one wants it; one that is only nice keeps it for milliseconds.
     */
    private static final List<List<String>> LOWEST_PRIORITY =
            List.of(List.of("/usr/bin/chrt", "--idle", "0"), List.of("/usr/bin/nice", "-n", "19"));

    /** More than the resolver threads of one account. */
    private static final int HANGING_NAMES = 20;

    private static final int PATIENCE_SECONDS = 15;

    private final Process process;

    private AttackerProcess(Process process) {
        this.process = process;
    }

    /** Returns the names of all attacks. */
    public static List<String> names() {
        return Stream.concat(strangers().stream(), AttackerMain.tenants().map(TenantAttack::name))
                .toList();
    }

    /** Returns the names of the attacks of strangers. */
    public static List<String> strangers() {
        return Arrays.stream(HostileClient.values()).map(Enum::name).toList();
    }

    /** Returns the accounts that attack. */
    public static Set<String> accounts() {
        return AttackerMain.tenants().map(TenantAttack::account).collect(Collectors.toSet());
    }

    /**
     * Returns the endpoints that they have from the start: one that hangs, and those whose names
     * could not be resolved when they were saved.
     */
    public static List<Audience> audiences(URI host) {
        return List.of(
                Audience.oneEndpoint(HostileTenant.ACCOUNT, host, Manner.HANG),
                Audience.endpointsAt(
                        HangingNames.ACCOUNT,
                        IntStream.range(0, HANGING_NAMES)
                                .mapToObj(i -> HangingNames.url("n" + i))
                                .toList()));
    }

    /**
     * Starts attacks on an API of this machine.
     *
     * @param port of the API; 0 for a server of their own, which takes everything and answers
     *     nothing
     * @param attacks their names
     * @param keys of the accounts
     */
    public static AttackerProcess start(
            int port, List<String> attacks, Map<String, TenantKeys> keys) {
        List<String> command = new ArrayList<>();
        LOWEST_PRIORITY.stream()
                .filter(each -> Files.isExecutable(Path.of(each.getFirst())))
                .findFirst()
                .ifPresent(command::addAll);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        // Its compiler would take what the machine has left for ten seconds.
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AttackerMain.class.getName(),
                        Integer.toString(port)));
        attacks.forEach(attack -> command.add(withKey(attack, keys)));
        try {
            return new AttackerProcess(
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("the attackers' process did not start", e);
        }
    }

    private static String withKey(String attack, Map<String, TenantKeys> keys) {
        return AttackerMain.tenants()
                .filter(each -> each.name().equals(attack))
                .map(each ->
                        attack
                                + "="
                                + Objects.requireNonNull(keys.get(each.account())).toArgument())
                .findFirst()
                .orElse(attack);
    }

    /**
     * Ends the attack.
     *
     * @throws BenchmarkFailedException if it did not take place as it should
     */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                if (process.exitValue() != 0) {
                    throw new BenchmarkFailedException("an attack could not take place");
                }
                return;
            }
        } catch (IOException e) {
            // It has ended already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
