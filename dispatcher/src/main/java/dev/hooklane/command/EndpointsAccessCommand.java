package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sets or removes what an endpoint's server asks of clients. */
@Command(
        name = "access",
        mixinStandardHelpOptions = true,
        description = {
            "Sets or removes the OAuth2 client and the certificates of an endpoint.",
            "Secrets are read from files, and never shown again."
        },
        footerHeading = "%n",
        footer = {
            "Example: a server that asks for a bearer token; the secret comes from standard input",
            "  hooklane endpoints access ep_4m1k7rcn0v8w2x3y --token-url"
                    + " https://id.example.com/token \\",
            "    --client-id hooklane --client-secret-file - --scope events.write < secret.txt",
            "",
            "Example: a server that asks for a client certificate",
            "  hooklane endpoints access ep_4m1k7rcn0v8w2x3y --client-certificate-file client.pem"
                    + " \\",
            "    --client-key-file client.key"
        })
final class EndpointsAccessCommand implements Runnable {
    private static final String AUTHORIZATION = "authorization";
    private static final String TLS = "tls";

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "ID", description = "The endpoint's id.")
    private String id = "";

    @Option(
            names = "--token-url",
            paramLabel = "URL",
            description = "The token server's URL; needs --client-id.")
    private @Nullable String tokenUrl;

    @Option(names = "--client-id", paramLabel = "TEXT", description = "The OAuth2 client's id.")
    private @Nullable String clientId;

    @Option(
            names = "--client-secret-file",
            paramLabel = "FILE",
            description =
                    "A file with the client's secret, or - for standard input. If it is left out,"
                            + " the secret stays while the token URL does.")
    private @Nullable String clientSecretFile;

    @Option(names = "--scope", paramLabel = "TEXT", description = "The scope to ask for.")
    private @Nullable String scope;

    @Option(names = "--audience", paramLabel = "TEXT", description = "The audience to ask for.")
    private @Nullable String audience;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description =
                    "How the secret is sent: client_secret_basic (the default) or"
                            + " client_secret_post.")
    private @Nullable String method;

    @Option(names = "--no-authorization", description = "Remove the OAuth2 client.")
    private boolean noAuthorization;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Authorities to trust besides the public ones, as PEM.")
    private @Nullable String caFile;

    @Option(
            names = "--client-certificate-file",
            paramLabel = "FILE",
            description = "The client certificate and its chain, as PEM.")
    private @Nullable String certificateFile;

    @Option(
            names = "--client-key-file",
            paramLabel = "FILE",
            description = "Its private key, as PEM: PKCS #8 without a password.")
    private @Nullable String keyFile;

    @Option(
            names = "--no-certificates",
            description = "Remove the certificates. The files replace all of them, too.")
    private boolean noCertificates;

    private final CommandContext context;

    EndpointsAccessCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        ObjectNode body = JsonMapper.shared().createObjectNode();
        addAuthorization(body);
        addCertificates(body);
        if (body.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "nothing to change: name --token-url, a file with certificates,"
                            + " --no-authorization or --no-certificates");
        }
        try (ApiClient client = api.client(context)) {
            tell(client.patch("/v1/endpoints/" + ApiClient.encoded(id), body));
        }
    }

    private void addAuthorization(ObjectNode body) {
        boolean sets = isAnySet(tokenUrl, clientId, clientSecretFile, scope, audience, method);
        if (noAuthorization) {
            requireNot(sets, "--no-authorization");
            body.putNull(AUTHORIZATION);
        } else if (sets) {
            if (tokenUrl == null || clientId == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "an OAuth2 client needs both --token-url and --client-id");
            }
            ObjectNode client = body.putObject(AUTHORIZATION).put("type", "oauth2");
            client.put("tokenUrl", tokenUrl).put("clientId", clientId);
            put(
                    client,
                    "clientSecret",
                    clientSecretFile == null ? null : SecretText.read(context, clientSecretFile));
            put(client, "scope", scope);
            put(client, "audience", audience);
            put(client, "method", method);
        }
    }

    private void addCertificates(ObjectNode body) {
        boolean sets = isAnySet(caFile, certificateFile, keyFile);
        if (noCertificates) {
            requireNot(sets, "--no-certificates");
            body.putNull(TLS);
        } else if (sets) {
            ObjectNode tls = body.putObject(TLS);
            put(tls, "ca", caFile == null ? null : SecretText.whole(context, caFile));
            put(
                    tls,
                    "clientCertificate",
                    certificateFile == null ? null : SecretText.whole(context, certificateFile));
            put(tls, "clientKey", keyFile == null ? null : SecretText.whole(context, keyFile));
        }
    }

    private static boolean isAnySet(@Nullable String... options) {
        for (String option : options) {
            if (option != null) {
                return true;
            }
        }
        return false;
    }

    private void requireNot(boolean sets, String removal) {
        if (sets) {
            throw new ParameterException(
                    spec.commandLine(), removal + " can't be combined with what it removes");
        }
    }

    private static void put(ObjectNode object, String name, @Nullable String value) {
        if (value != null) {
            object.put(name, value);
        }
    }

    private void tell(JsonNode endpoint) {
        if (json.isChosen()) {
            spec.commandLine().getOut().println(endpoint);
            return;
        }
        JsonNode client = endpoint.path(AUTHORIZATION);
        JsonNode tls = endpoint.path(TLS);
        List.of(
                        client.isObject()
                                ? "authorization  client %s of %s"
                                        .formatted(
                                                client.path("clientId").asString(),
                                                client.path("tokenUrl").asString())
                                : "authorization  none",
                        tls.isObject()
                                ? "certificates   until %s"
                                        .formatted(tls.path("expiresAt").asString())
                                : "certificates   none")
                .forEach(spec.commandLine().getOut()::println);
    }
}
