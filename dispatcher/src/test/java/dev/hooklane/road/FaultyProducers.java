package dev.hooklane.road;

import dev.hooklane.poll.LaneClients;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Kafka clients whose producers fail when they are told to, before or after the call was made. */
final class FaultyProducers implements LaneClients {
    private static final Fault NONE =
            new Fault(new AtomicInteger(), false, new AssertionError("no fault"));

    private final LaneClients clients;
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private volatile Predicate<ProducerRecord<byte[], byte[]>> refused = _ -> false;
    private volatile Predicate<ProducerRecord<byte[], byte[]>> unanswered = _ -> false;

    /**
     * @param times how many calls are still to fail
     * @param afterwards whether the call is made before it fails
     */
    private record Fault(AtomicInteger times, boolean afterwards, Throwable failure) {
        boolean strikes() {
            return times.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        }
    }

    FaultyProducers(LaneClients clients) {
        this.clients = clients;
    }

    /** The next calls of that method fail without having been made. */
    void failInstead(String method, int times, RuntimeException failure) {
        faults.put(method, new Fault(new AtomicInteger(times), false, failure));
    }

    /** The next call of that method is made, and then fails. */
    void failAfter(String method, RuntimeException failure) {
        faults.put(method, new Fault(new AtomicInteger(1), true, failure));
    }

    /** From now on no broker takes records like that, in any form. */
    void refuse(Predicate<ProducerRecord<byte[], byte[]>> records) {
        refused = records;
    }

    /** From now on nobody answers for records like that, as of a partition that takes nothing. */
    void leaveUnanswered(Predicate<ProducerRecord<byte[], byte[]>> records) {
        unanswered = records;
    }

    /** How many calls are still to fail. */
    int faultsLeft() {
        return faults.values().stream().mapToInt(fault -> fault.times().get()).sum();
    }

    int producersMade() {
        return made.get();
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        return clients.consumer();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> producer(int number) {
        Producer<byte[], byte[]> real = clients.producer(number);
        made.incrementAndGet();
        return (Producer<byte[], byte[]>)
                Proxy.newProxyInstance(
                        Producer.class.getClassLoader(),
                        new Class<?>[] {Producer.class},
                        (_, method, arguments) -> call(real, method, arguments));
    }

    // The proxy's caller gets the future.
    @SuppressWarnings("FutureReturnValueIgnored")
    private @Nullable Object call(
            Producer<byte[], byte[]> real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        Fault fault = faults.getOrDefault(method.getName(), NONE);
        boolean strikes = fault.strikes();
        if (sends(method, arguments, refused)) {
            return refusal(arguments);
        }
        if (sends(method, arguments, unanswered)) {
            return new CompletableFuture<RecordMetadata>();
        }
        if (strikes && !fault.afterwards()) {
            throw fault.failure();
        }
        Object result = invoke(real, method, arguments);
        if (strikes) {
            throw fault.failure();
        }
        return result;
    }

    @SuppressWarnings("unchecked")
    private static boolean sends(
            Method method,
            Object @Nullable [] arguments,
            Predicate<ProducerRecord<byte[], byte[]>> records) {
        return method.getName().equals("send")
                && arguments != null
                && records.test((ProducerRecord<byte[], byte[]>) arguments[0]);
    }

    /** As a producer tells that a broker refused a record. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static Object refusal(Object @Nullable [] arguments) {
        RecordTooLargeException refusal = new RecordTooLargeException("refused by a test");
        if (arguments != null && arguments.length > 1 && arguments[1] instanceof Callback waiting) {
            waiting.onCompletion(null, refusal);
        }
        return CompletableFuture.failedFuture(refusal);
    }

    private static @Nullable Object invoke(
            Producer<byte[], byte[]> real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
