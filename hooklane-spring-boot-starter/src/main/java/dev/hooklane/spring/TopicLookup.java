package dev.hooklane.spring;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

/**
 * Asks whether the events topic is there, on a thread of its own, as Kafka's client blocks for
 * seconds while Kafka doesn't answer. Any thread may use it; at most one question is under way.
 */
final class TopicLookup {
    /** What Kafka answered. */
    sealed interface Answer {
        /** The topic is there. */
        record Found(int partitions) implements Answer {}

        /**
         * It isn't, or can't be seen.
         *
         * @param since when that was first so
         */
        record Missing(Instant since, String reason) implements Answer {}

        /** Nothing yet. */
        record None() implements Answer {}
    }

    private final IntSupplier partitions;
    private final InstantSource clock;
    private Optional<CompletableFuture<Integer>> asked = Optional.empty();
    private Answer last = new Answer.None();

    TopicLookup(IntSupplier partitions, InstantSource clock) {
        this.partitions = partitions;
        this.clock = clock;
    }

    /** Returns the answer, or after {@code wait} the one before. */
    Answer answer(Duration wait) {
        CompletableFuture<Integer> question = question();
        try {
            return found(question.get(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return last();
        } catch (ExecutionException e) {
            return missing(question, LatestOutcomes.reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last();
        }
    }

    private synchronized CompletableFuture<Integer> question() {
        if (asked.isEmpty()) {
            asked =
                    Optional.of(
                            CompletableFuture.supplyAsync(
                                    partitions::getAsInt, TopicLookup::start));
        }
        return asked.get();
    }

    private static void start(Runnable question) {
        Thread thread = new Thread(question, "hooklane-topic-lookup");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized Answer last() {
        return last;
    }

    /** It is not asked again: from now on, events tell. */
    private synchronized Answer found(int count) {
        last = new Answer.Found(count);
        return last;
    }

    /** The next call asks again. */
    private synchronized Answer missing(CompletableFuture<Integer> question, String reason) {
        if (asked.filter(question::equals).isPresent()) {
            asked = Optional.empty();
            Instant since =
                    last instanceof Answer.Missing missing ? missing.since() : clock.instant();
            last = new Answer.Missing(since, reason);
        }
        return last;
    }
}
