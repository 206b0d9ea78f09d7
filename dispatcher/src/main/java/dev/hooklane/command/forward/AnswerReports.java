package dev.hooklane.command.forward;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports answers to Hooklane from a thread of its own, those that came meanwhile together. Any
 * thread may add one.
 */
final class AnswerReports implements AutoCloseable {
    private static final int CHARACTERS_AT_ONCE = 64 * 1_024;
    private static final long AGAIN_MILLIS = 200;
    private static final int TIMES = 5;

    private final ApiClient client;
    private final String path;
    private final Consumer<String> problems;
    private final LinkedBlockingQueue<ObjectNode> answers = new LinkedBlockingQueue<>(1_000);
    private final Thread thread;

    AnswerReports(ApiClient client, String endpoint, Consumer<String> problems) {
        this.client = client;
        this.path = "/v1/listeners/" + ApiClient.encoded(endpoint) + "/answers";
        this.problems = problems;
        this.thread = Thread.ofVirtual().start(this::run);
    }

    /** Adds an answer; one without an id only says that this client is there. */
    void add(ObjectNode answer) {
        var _ = answers.offer(answer);
    }

    /** Says that this client is there. */
    void present() {
        add(JsonMapper.shared().createObjectNode());
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                report(batch(answers.take()));
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private List<ObjectNode> batch(ObjectNode first) {
        List<ObjectNode> batch = new ArrayList<>(List.of(first));
        int characters = first.toString().length();
        for (ObjectNode next = answers.peek();
                next != null && characters + next.toString().length() <= CHARACTERS_AT_ONCE;
                next = answers.peek()) {
            characters += next.toString().length();
            batch.add(next);
            answers.remove(next);
        }
        return batch;
    }

    private void report(List<ObjectNode> batch) throws InterruptedException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode all = body.putArray("answers");
        batch.stream().filter(each -> each.has("id")).forEach(all::add);
        for (int time = 1; ; time++) {
            try {
                client.tell(path, body);
                return;
            } catch (ApiException e) {
                if (!e.mayPass() || time == TIMES) {
                    problems.accept("an answer was not reported: " + e.getMessage());
                    return;
                }
                Thread.sleep(AGAIN_MILLIS);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
