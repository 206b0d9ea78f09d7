package dev.hooklane.command.doctor;

import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.InvalidConfigException;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.dispatcher.RoleKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks an installation from the machine of an instance, in the order in which a start needs
 * things. Blocks; every question to others is bounded.
 */
public final class Checkup {
    private static final String CONFIG = "config";
    private static final String KEYS = "keys";
    private static final String STATE = "state";
    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.of(
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE,
                    PosixFilePermission.OTHERS_EXECUTE);

    private final Consumer<Finding> findings;

    /**
     * @param findings takes each at once
     */
    public Checkup(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /** Checks the installation of a configuration file. */
    public void run(Path file, Map<String, String> environment) {
        ofMachine(file, environment).ifPresent(config -> new KafkaCheck(config, findings).run());
    }

    /** Checks all but Kafka, and returns the configuration if it is valid. */
    Optional<HooklaneConfig> ofMachine(Path file, Map<String, String> environment) {
        Optional<HooklaneConfig> config = config(file, environment);
        config.ifPresent(read -> {
            keys(read);
            state(read.stateDir());
            new NameCheck(findings).run(read);
        });
        return config;
    }

    private Optional<HooklaneConfig> config(Path file, Map<String, String> environment) {
        try {
            HooklaneConfig read = ConfigReader.read(file, environment, Map.of());
            findings.accept(
                    read.endpoints().relaxed()
                            ? Finding.warn(
                                    CONFIG,
                                    "endpoints may use addresses that are not public",
                                    "remove endpoints.allow-http and endpoints.allowed-networks in"
                                            + " production")
                            : Finding.ok(CONFIG, file + " is valid"));
            return Optional.of(read);
        } catch (InvalidConfigException e) {
            e.problems()
                    .forEach(problem ->
                            findings.accept(
                                    Finding.fail(
                                            CONFIG,
                                            problem,
                                            "docs/SETTINGS.md lists all settings; nothing else is"
                                                    + " checked until all are valid")));
            return Optional.empty();
        }
    }

    private void keys(HooklaneConfig config) {
        try {
            RoleKeys.check(config);
            findings.accept(
                    Finding.ok(KEYS, "the key opens, and has what this instance's roles need"));
        } catch (StartRefusedException e) {
            // Its last line is the remedy, if there is one.
            List<String> lines = String.valueOf(e.getMessage()).lines().toList();
            findings.accept(
                    Finding.fail(
                            KEYS,
                            lines.getFirst(),
                            lines.size() > 1
                                    ? lines.getLast()
                                    : "docs/OPERATIONS.md says how keys are made and kept"));
        }
        config.secrets()
                .file()
                .filter(Checkup::isOpenToOthers)
                .ifPresent(file ->
                        findings.accept(
                                Finding.warn(
                                        KEYS,
                                        "every user of this machine can use " + file,
                                        "chmod o= " + file)));
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
        } catch (IOException e) {
            // Reading it has failed too, which is reported.
            return false;
        }
    }

    private void state(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        boolean usable =
                existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
        findings.accept(
                usable
                        ? Finding.ok(STATE, "folder %s can be written".formatted(folder))
                        : Finding.fail(
                                STATE,
                                "folder %s can't be written".formatted(folder),
                                "let this user write there, or set state-dir"));
    }
}
