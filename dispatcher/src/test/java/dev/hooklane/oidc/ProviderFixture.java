package dev.hooklane.oidc;

import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.OidcSettings;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One that signs in at a {@link FakeProvider}, with the browser's part in it. */
final class ProviderFixture implements AutoCloseable {
    static final URI BACK = URI.create("https://hooks.example.com/sign-in/oidc/callback");

    final FakeProvider fake = new FakeProvider();
    private final TinkSecretCipher cipher = TinkSecretCipher.of(SecretKeys.generate().toJson());
    final OpenIdProvider provider = instance(Map.of());
    Instant now = Instant.now();

    /** Another instance of the same installation, with some settings that differ. */
    OpenIdProvider instance(Map<String, String> others) {
        return new OpenIdProvider(
                settings(others),
                cipher,
                BACK,
                URI.create("https://hooks.example.com/sign-in"),
                () -> now,
                Duration.ofSeconds(1));
    }

    private OidcSettings settings(Map<String, String> others) {
        Map<String, String> all = new HashMap<>();
        all.put("kafka.bootstrap.servers", "127.0.0.1:1");
        all.put("api.key", "an-operator-key-of-31-characters");
        all.put("secrets.key", SecretKeys.generate().toJson());
        all.put("console.public-url", "https://hooks.example.com");
        all.put("console.oidc.issuer", fake.issuer());
        all.put("console.oidc.client-id", FakeProvider.CLIENT);
        all.put("console.oidc.client-secret", FakeProvider.SECRET);
        all.put("console.oidc.roles", "hooklane-operators=operator");
        all.put("console.oidc.account-claim", "tenant");
        all.putAll(others);
        return ConfigReader.read("", Map.of(), all).console().oidc().orElseThrow();
    }

    /** Signs in from beginning to end. */
    Person signIn() throws SignInFailedException {
        OpenIdProvider.Begun begun = provider.begin("/webhooks");
        return finish(fake.signIn(begun.at()), begun.cookie());
    }

    Person finish(URI back, String cookie) throws SignInFailedException {
        return provider.finish(query(back), Optional.of(cookie));
    }

    /** Returns the parameters of a URL, as the server sees them. */
    static Map<String, List<String>> query(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&", -1))
                .collect(
                        Collectors.groupingBy(
                                pair -> pair.split("=", 2)[0],
                                Collectors.mapping(
                                        pair ->
                                                FakeProvider.parameters(pair)
                                                        .values()
                                                        .iterator()
                                                        .next(),
                                        Collectors.toList())));
    }

    @Override
    public void close() {
        provider.close();
        fake.close();
    }
}
