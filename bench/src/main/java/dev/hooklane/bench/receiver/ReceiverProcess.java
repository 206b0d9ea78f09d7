package dev.hooklane.bench.receiver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** The receiver, as seen by the benchmark that started it. Any thread may use it. */
public final class ReceiverProcess implements AutoCloseable {
    /**
     * The member of a body that holds the time when the event should have been published, by {@link
     * #nanoTime}; 0 or missing if the latency is not measured.
     */
    public static final String SENT_AT = "sentAtNanos";

    private static final int CLOCK_LOOKS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;
    private final List<URI> urls;
    private final long clockOffsetNanos;

    /** A question to the receiver. */
    enum Question {
        CLOCK,
        REQUESTS,
        ASIDE,
        HANDSHAKES,
        RESUMED,
        LATENCIES
    }

    private ReceiverProcess(Process process, String scheme) throws IOException {
        this.process = process;
        answers = process.inputReader(StandardCharsets.US_ASCII);
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        urls =
                Arrays.stream(readLine().split(" "))
                        .map(port -> URI.create("%s://127.0.0.1:%s/".formatted(scheme, port)))
                        .toList();
        clockOffsetNanos = measureClockOffset();
    }

    /**
     * Starts the process and returns when it serves.
     *
     * @param hosts the number of customers' hosts that it represents, each with its own port
     */
    public static ReceiverProcess start(int hosts) {
        return start("http", List.of(Integer.toString(hosts)));
    }

    /**
     * Does the same for HTTPS: every request is answered as {@link Manner#OK}, and connections end
     * after some requests.
     *
     * @param certificate of all hosts
     */
    public static ReceiverProcess startTls(int hosts, Certificate certificate) {
        return start(
                "https",
                List.of(
                        Integer.toString(hosts),
                        certificate.keyStore().toString(),
                        Certificate.PASSWORD));
    }

    private static ReceiverProcess start(String scheme, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(ReceiverMain.class.getName());
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            return new ReceiverProcess(process, scheme);
        } catch (IOException e) {
            throw new UncheckedIOException("the receiver's process did not start", e);
        }
    }

    /** Returns a loopback URL for each host. */
    public List<URI> urls() {
        return urls;
    }

    /** Returns the number of {@link Manner#counted counted} requests since it started. */
    public long requests() {
        return Long.parseLong(ask(Question.REQUESTS));
    }

    /** Returns the number of requests treated as {@link Manner#ASIDE} since it started. */
    public long requestsAside() {
        return Long.parseLong(ask(Question.ASIDE));
    }

    /** Returns the number of TLS handshakes since it started. */
    public long handshakes() {
        return Long.parseLong(ask(Question.HANDSHAKES));
    }

    /** Returns how many of them continued an earlier session. */
    public long handshakesResumed() {
        return Long.parseLong(ask(Question.RESUMED));
    }

    /** Returns the id of its process. */
    public long pid() {
        return process.pid();
    }

    /**
     * Returns the latencies since the last call, in nanoseconds, of the requests that carried their
     * time.
     */
    public Histogram takeLatencies() {
        ByteBuffer encoded = ByteBuffer.wrap(Base64.getDecoder().decode(ask(Question.LATENCIES)));
        try {
            return Histogram.decodeFromCompressedByteBuffer(encoded, 0);
        } catch (DataFormatException e) {
            throw new IllegalStateException("the receiver's latencies are not readable", e);
        }
    }

    /** Returns the current time on the receiver's clock. */
    public long nanoTime() {
        return System.nanoTime() + clockOffsetNanos;
    }

    /** Returns the CPU time of its process. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Returns 0 if both processes share one clock, as on Linux: then the receiver's time lies
     * between two of our own. Otherwise returns by how much the receiver's clock is ahead,
     * estimated from the quickest answer.
     */
    private long measureClockOffset() {
        long quickest = Long.MAX_VALUE;
        long offset = 0;
        boolean oneClock = true;
        for (int i = 0; i < CLOCK_LOOKS; i++) {
            long before = System.nanoTime();
            long there = Long.parseLong(ask(Question.CLOCK));
            long after = System.nanoTime();
            oneClock &= there - before >= 0 && after - there >= 0;
            if (after - before < quickest) {
                quickest = after - before;
                offset = there - before - (after - before) / 2;
            }
        }
        return oneClock ? 0 : offset;
    }

    private synchronized String ask(Question question) {
        questions.println(question);
        try {
            return readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readLine() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the receiver's process has ended");
        }
        return line;
    }

    /** Ends the process. */
    @Override
    public void close() {
        questions.close();
        try {
            if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
