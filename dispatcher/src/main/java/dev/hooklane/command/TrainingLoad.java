package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.dev.DevFolder;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes events over the API for a while, as many as the instance takes. Meanwhile the JVM
 * learns which methods are hot, so that later ones compile them at once.
 */
final class TrainingLoad {
    private static final int ACCOUNTS = 20;
    private static final int PUBLISHERS = 16;
    private static final String TYPE = "message.created";
    private static final String TEXT =
            "a message of ordinary length, as people write them in chats every day";

    private final ApiClient api;
    private final AtomicLong published = new AtomicLong();

    private TrainingLoad(ApiClient api) {
        this.api = api;
    }

    /** Publishes for {@code duration}, and returns how many events will reach {@code receiver}. */
    static long publish(DevFolder.Running instance, URI receiver, Duration duration) {
        try (ApiClient api = new ApiClient(instance.api(), instance.apiKey())) {
            TrainingLoad load = new TrainingLoad(api);
            IntStream.range(0, ACCOUNTS).forEach(each -> load.endpoint(each, receiver));
            long until = System.nanoTime() + duration.toNanos();
            try (ExecutorService publishers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < PUBLISHERS; i++) {
                    publishers.execute(() -> load.publishUntil(until));
                }
            }
            return load.published.get();
        }
    }

    private void endpoint(int account, URI receiver) {
        ObjectNode endpoint = ofAccount(account).put("url", receiver.resolve("/" + account) + "");
        endpoint.putArray("eventTypes").add(TYPE);
        api.post("/v1/endpoints", endpoint);
    }

    private void publishUntil(long until) {
        while (System.nanoTime() - until < 0) {
            long number = published.getAndIncrement();
            ObjectNode event = ofAccount((int) (number % ACCOUNTS)).put("type", TYPE);
            event.putObject("data").put("number", number).put("text", TEXT);
            api.post("/v1/events", event);
        }
    }

    private static ObjectNode ofAccount(int account) {
        return JsonMapper.shared().createObjectNode().put("account", "acct_train" + account);
    }
}
