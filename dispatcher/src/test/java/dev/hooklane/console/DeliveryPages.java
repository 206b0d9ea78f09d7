package dev.hooklane.console;

import java.util.Map;

/** A console with deliveries, and somebody who is signed in. */
final class DeliveryPages {
    final ConsoleServer server = new ConsoleServer(Map.of());
    final Reader reader = server.reader();

    void signIn() throws Exception {
        SampleApi.fill(server);
        server.knows("account", "acct_1", "view", "manage", "secrets", "replay");
        reader.signIn(ConsoleServer.KEY);
        reader.open("/deliveries");
    }

    void stop() {
        server.close();
    }

    long asked(String what) {
        return server.calls().stream().filter(call -> call.what().equals(what)).count();
    }
}
