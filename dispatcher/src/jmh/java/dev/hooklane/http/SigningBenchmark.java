package dev.hooklane.http;

import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the signatures of one request cost. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SigningBenchmark {
    @Param({"450", "16384", "262144"})
    public int bodyBytes;

    private final Signer signer =
            new Signer(EndpointSecret.random(new SplittableRandom(1), Instant.EPOCH));
    private final KeySigner keySigner = new KeySigner(SigningKey.random(Instant.EPOCH));
    private final byte[] idAndTime =
            "evt_01hf7xk3m9pq.1700000000.".getBytes(StandardCharsets.US_ASCII);
    private byte[] body = {};

    @Setup
    public void fill() {
        body = new byte[bodyBytes];
        new SplittableRandom(2).nextBytes(body);
    }

    /** Over the body alone. */
    @Benchmark
    public String platformSignature() {
        return signer.hex(body);
    }

    /** Over id, time and body. */
    @Benchmark
    public String standardSignature() {
        return signer.base64(idAndTime, body);
    }

    /** Over the same, by key pair. */
    @Benchmark
    public String keyPairSignature() {
        return keySigner.base64(idAndTime, body);
    }
}
