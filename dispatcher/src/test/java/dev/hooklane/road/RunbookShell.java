package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.command.Main;
import dev.hooklane.embedded.JavaProcess;
import dev.hooklane.embedded.TrainedJar;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shell of an operator, on a host with the Debian package or beside a cluster with the image's
 * pod: the start scripts that ship, and {@code /etc/hooklane} as it is there. Neither needs an
 * installation: the folder is mounted for the shell's processes alone.
 */
record RunbookShell(Setting setting, Path folder, Map<String, String> environment) {
    private static final Path DEPLOY = Path.of("..", "deploy").toAbsolutePath().normalize();

    /** The programs of the image; the test of a release looks at the image itself. */
    private static final List<String> IN_IMAGE = List.of("bash", "sleep");

    enum Setting {
        HOST,
        POD
    }

    static RunbookShell in(Setting setting, Path folder, RoadSettings settings, int apiPort) {
        try {
            return make(setting, folder, settings, apiPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunbookShell make(
            Setting setting, Path folder, RoadSettings settings, int apiPort) throws IOException {
        Path etc = folder.resolve("etc/hooklane");
        Files.createDirectories(etc);
        Map<String, String> given = new TreeMap<>(settings.settings());
        String apiKey = Objects.requireNonNull(given.remove("api.key"));
        String secrets = Objects.requireNonNull(given.remove("secrets.key"));
        Files.writeString(
                etc.resolve("hooklane.yaml"),
                given.entrySet().stream()
                        .map(each -> "%s: \"%s\"\n".formatted(each.getKey(), each.getValue()))
                        .collect(Collectors.joining()));
        String api = "http://127.0.0.1:" + apiPort;
        Map<String, String> environment = new TreeMap<>(Map.of("HOOKLANE_API", api));
        jar(
                switch (setting) {
                    case HOST -> host(folder, apiKey, secrets, environment);
                    case POD -> pod(folder, api, apiKey, secrets, environment);
                });
        return new RunbookShell(setting, folder, Map.copyOf(environment));
    }

    /** Lays a host out as the Debian package does, and returns where its jar belongs. */
    private static Path host(
            Path folder, String apiKey, String secrets, Map<String, String> environment)
            throws IOException {
        Path etc = folder.resolve("etc/hooklane");
        Files.writeString(etc.resolve("hooklane.env"), "HOOKLANE_API_KEY=" + apiKey + "\n");
        Files.writeString(etc.resolve("secrets.json"), secrets);
        Path home = folder.resolve("usr/share/hooklane");
        script(DEPLOY.resolve("dist/hooklane"), home.resolve("bin/hooklane"));
        Path bin = Files.createDirectories(folder.resolve("usr/bin"));
        Files.createSymbolicLink(
                bin.resolve("hooklane"), Path.of("../share/hooklane/bin/hooklane"));
        environment.put("PATH", bin + ":/usr/bin:/bin");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        List<String> options = new ArrayList<>(JavaProcess.LIGHT);
        TrainedJar.find().ifPresent(trained -> options.addAll(trained.options()));
        environment.put("HOOKLANE_JAVA_OPTS", String.join(" ", options));
        return home.resolve("lib/hooklane.jar");
    }

    /** Lays a pod out as image and chart do, and returns where its jar belongs. */
    private static Path pod(
            Path folder, String api, String apiKey, String secrets, Map<String, String> environment)
            throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("etc/hooklane/secrets"));
        Files.writeString(mounted.resolve("secrets.json"), secrets);
        Path bin = folder.resolve("usr/local/bin");
        script(DEPLOY.resolve("hooklane-in-image"), bin.resolve("hooklane"));
        Path image = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(
                image.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));
        Files.createSymbolicLink(image.resolve("sh"), Path.of("bash"));
        for (String program : IN_IMAGE) {
            Files.createSymbolicLink(image.resolve(program), Path.of("/bin").resolve(program));
        }
        environment.put("PATH", kubectl(folder, bin + ":" + image, api, apiKey));
        Path home = Files.createDirectories(folder.resolve("opt/hooklane"));
        Optional<TrainedJar> trained = TrainedJar.find();
        if (trained.isPresent()) {
            Files.createSymbolicLink(home.resolve("hooklane.aot"), trained.get().cache());
        }
        return home.resolve("hooklane.jar");
    }

    /** Writes a kubectl that runs what it is to run in the pod as the chart's container does. */
    private static String kubectl(Path folder, String path, String api, String apiKey)
            throws IOException {
        Path bin = Files.createDirectories(folder.resolve("operator"));
        Path kubectl = bin.resolve("kubectl");
        Files.writeString(
                kubectl,
                """
                #!/bin/sh
                [ "$1 $2 $3 $4" = "exec -i hooklane-all-0 --" ] || { echo "not known: $*" >&2; exit 64; }
                shift 4
                cd '%s' && exec env -i PATH='%s' HOOKLANE_HOME='%s' HOOKLANE_JAVA_OPTS='%s' \
                  HOOKLANE_API='%s' HOOKLANE_API_KEY='%s' \
                  HOOKLANE_SECRETS_KEY_FILE=/etc/hooklane/secrets/secrets.json "$@"
                """
                        .formatted(
                                folder,
                                path,
                                folder.resolve("opt/hooklane"),
                                String.join(" ", JavaProcess.LIGHT),
                                api,
                                apiKey));
        Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin + ":/usr/bin:/bin";
    }

    private static void script(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Puts the program's jar there, or if there is none yet, one that has what this JVM runs. */
    private static void jar(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Optional<TrainedJar> trained = TrainedJar.find();
        if (trained.isPresent()) {
            Files.createSymbolicLink(file, trained.get().jar());
            return;
        }
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        main.put(
                Attributes.Name.CLASS_PATH,
                Stream.of(System.getProperty("java.class.path").split(":", -1))
                        .filter(each -> !each.isEmpty())
                        .map(each -> Path.of(each).toUri())
                        .map(URI::toString)
                        .collect(Collectors.joining(" ")));
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    /** Runs the blocks in one shell, and returns what they printed. They have to end with 0. */
    String run(List<String> blocks) {
        // A copy, as whoever isn't root may mount, but not make a folder in /etc.
        String script =
                """
                set -eu
                cp -a /etc/. "$1/etc" 2>/dev/null || :
                mount --bind "$1/etc" /etc
                %s
                """
                        .formatted(String.join("\n", blocks));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            "unshare",
                            "--map-root-user",
                            "--mount",
                            "sh",
                            "-c",
                            script,
                            "sh",
                            folder.toString());
            builder.redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The key stays hidden. */
    @Override
    public String toString() {
        return "RunbookShell[" + setting + "]";
    }
}
