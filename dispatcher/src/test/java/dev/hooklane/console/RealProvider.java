package dev.hooklane.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The OpenID provider of {@code dispatcher/oidc-provider}, in a process of its own. */
final class RealProvider implements AutoCloseable {
    private static final Path FOLDER = Path.of("oidc-provider");

    private final Process process;
    private final String issuer;

    private RealProvider(Process process, String issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /** Returns why it can't be started on this machine, if it can't. */
    static Optional<String> missing() {
        if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
            return Optional.of("`npm ci` in dispatcher/oidc-provider has not been run");
        }
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0
                    ? Optional.empty()
                    : Optional.of("node does not work here");
        } catch (IOException e) {
            return Optional.of("node is missing");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /**
     * Starts it, for one client.
     *
     * @param base the origin of the console
     */
    static RealProvider start(String client, String secret, URI base) throws IOException {
        Process process =
                new ProcessBuilder(
                                "node",
                                "provider.mjs",
                                client,
                                secret,
                                base.resolve("/sign-in/oidc/callback").toString(),
                                base.resolve("/sign-in").toString())
                        .directory(FOLDER.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        BufferedReader said = process.inputReader(UTF_8);
        String issuer = said.readLine();
        if (issuer == null) {
            throw new IOException("the provider ended before it answered");
        }
        return new RealProvider(process, issuer);
    }

    String issuer() {
        return issuer;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
