package dev.hooklane.command;

import dev.hooklane.config.PemFiles;
import dev.hooklane.config.RegistrySettings;
import dev.hooklane.typeimport.RegistrySubjects;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Subjects of a schema registry. */
final class RegistryOptions {
    @Option(
            names = "--registry",
            paramLabel = "URL",
            required = true,
            description = "A schema registry with Confluent's API.")
    private URI url = URI.create("");

    @Option(
            names = "--subjects",
            paramLabel = "PATTERN",
            required = true,
            description =
                    "Which subjects, such as orders-* (a * stands for any text). Their latest"
                            + " schemas are imported, of Avro, Protobuf or JSON Schema; those of"
                            + " keys are passed over.")
    private String subjects = "";

    @ArgGroup private Access access = new Access();

    @Option(
            names = "--registry-ca-file",
            paramLabel = "FILE",
            description =
                    "A file with certificates, PEM, of the authorities that the registry's is of,"
                            + " if they are not public ones.")
    private Optional<String> authorities = Optional.empty();

    /** What the registry is shown. */
    static final class Access {
        @Option(
                names = "--registry-login-file",
                paramLabel = "FILE",
                description =
                        "A file with user:password for the registry, or - for standard input.")
        private Optional<String> login = Optional.empty();

        @Option(
                names = "--registry-token-file",
                paramLabel = "FILE",
                description =
                        "A file with a bearer token for the registry, or - for standard input.")
        private Optional<String> token = Optional.empty();
    }

    /** Returns where the registry's API begins. */
    URI url() {
        return url;
    }

    /** Returns which subjects; a {@code *} stands for any text. */
    String subjects() {
        return subjects;
    }

    /**
     * Returns the registry's subjects; the caller closes them.
     *
     * @throws CommandFailedException if a file can't be used
     */
    RegistrySubjects open(CommandContext context) {
        return new RegistrySubjects(
                new RegistrySettings(
                        url,
                        authorization(context),
                        authorities
                                .map(file -> PemFiles.certificates(context.folder().resolve(file)))
                                .orElse(List.of())));
    }

    private String authorization(CommandContext context) {
        return access.login
                .map(file -> RegistrySettings.basic(SecretText.read(context, file)))
                .or(() -> access.token.map(file -> bearer(context, file)))
                .orElse("");
    }

    private static String bearer(CommandContext context, String file) {
        try {
            return RegistrySettings.bearer(SecretText.read(context, file));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    "the token in file %s %s".formatted(file, e.getMessage()), e);
        }
    }
}
