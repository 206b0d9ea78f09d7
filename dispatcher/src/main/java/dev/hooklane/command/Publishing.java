package dev.hooklane.command;

import dev.hooklane.event.InvalidEventException;
import dev.hooklane.producer.EventPublisher;
import dev.hooklane.producer.PublishException;
import dev.hooklane.producer.PublishedEvent;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import tools.jackson.databind.json.JsonMapper;

/** Publishes events one after the other and prints each result, in their order. */
final class Publishing {
    /** Bounds the events that wait for Kafka's answer, while keeping batches on the wire full. */
    private static final int UNANSWERED_MAX = 10_000;

    private final EventPublisher publisher;
    private final String kafka;
    private final CommandLine command;
    private final boolean jsonl;
    private final PrintWriter out;
    private final Queue<Sent> unanswered = new ArrayDeque<>();
    private int refused;

    /**
     * @param kafka its address, for messages
     * @param jsonl whether results are printed as JSON, an object per line
     */
    Publishing(EventPublisher publisher, String kafka, CommandLine command, boolean jsonl) {
        this.publisher = publisher;
        this.kafka = kafka;
        this.command = command;
        this.jsonl = jsonl;
        this.out = command.getOut();
    }

    private record Sent(String where, CompletableFuture<PublishedEvent> answer) {}

    /**
     * Publishes the event on a line, or reports why the line is not an event. Blank lines are
     * skipped.
     *
     * @param where the line's position, for messages; empty or with a colon at its end
     */
    void publishLine(String where, byte[] line, String account) {
        EventLine event;
        try {
            String text = ByteLines.utf8(line);
            if (text.isBlank()) {
                return;
            }
            event = EventLine.parse(text, account);
        } catch (IllegalArgumentException e) {
            refuse(where, e);
            return;
        }
        publish(where, event);
    }

    void publish(String where, EventLine line) {
        try {
            unanswered.add(new Sent(where, publisher.publish(line.account(), line.event())));
        } catch (InvalidEventException e) {
            refuse(where, e);
        }
        while (unanswered.size() > UNANSWERED_MAX
                || (!unanswered.isEmpty() && unanswered.element().answer().isDone())) {
            report(unanswered.remove());
        }
    }

    /** Waits for outstanding answers and returns the exit code. */
    int finish() {
        while (!unanswered.isEmpty()) {
            report(unanswered.remove());
        }
        out.flush();
        return refused == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void report(Sent sent) {
        try {
            PublishedEvent event = sent.answer().join();
            String origin = "%d@%d".formatted(event.partition(), event.offset());
            out.println(
                    jsonl
                            ? JsonMapper.shared()
                                    .createObjectNode()
                                    .put("id", event.id().value())
                                    .put("origin", origin)
                                    .toString()
                            : event.id() + " " + origin);
        } catch (CompletionException e) {
            if (e.getCause() instanceof PublishException failed
                    && failed.getCause() instanceof TimeoutException) {
                // The other events would each wait as long for the same answer.
                throw new CommandFailedException(
                        "%sKafka at %s did not answer: is it running, and do the topics exist?"
                                .formatted(sent.where(), kafka),
                        e);
            }
            refuse(sent.where(), e.getCause() == null ? e : e.getCause());
        }
    }

    private void refuse(String where, Throwable why) {
        refused++;
        out.flush();
        ErrorLine.print(command, where + why.getMessage());
    }
}
