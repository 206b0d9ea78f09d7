package dev.hooklane.console;

import dev.hooklane.oidc.FakeProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** What a console with an OpenID provider needs to know before it starts. */
final class OidcConsole {
    private OidcConsole() {}

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns settings of a console at a port of this machine. */
    static Map<String, String> settings(
            int port, FakeProvider provider, Map<String, String> others) {
        Map<String, String> all = new HashMap<>();
        all.put("console.public-url", "http://127.0.0.1:" + port);
        all.put("console.oidc.issuer", provider.issuer());
        all.put("console.oidc.client-id", FakeProvider.CLIENT);
        all.put("console.oidc.client-secret", FakeProvider.SECRET);
        all.put("console.oidc.label", "Example ID");
        all.put(
                "console.oidc.roles",
                "hooklane-operators=operator, hooklane-viewers=viewer, shop-*=account(view)");
        all.putAll(others);
        return all;
    }
}
