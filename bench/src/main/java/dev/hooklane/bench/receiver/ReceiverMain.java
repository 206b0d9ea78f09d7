package dev.hooklane.bench.receiver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * The receiver's process. It prints its ports, then answers each line on standard input with a line
 * on standard output. It ends when standard input does, so also when its parent was killed.
 */
final class ReceiverMain {
    private ReceiverMain() {}

    /**
     * Runs until standard input ends.
     *
     * @param arguments the number of ports to listen on; for HTTPS, also the key store and its
     *     password
     */
    public static void main(String[] arguments) throws IOException {
        Tally tally = new Tally();
        List<Integer> ports = serve(tally, arguments);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        out.println(ports.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(ReceiverProcess.Question.valueOf(line), tally));
        }
    }

    private static List<Integer> serve(Tally tally, String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        if (arguments.length > 1) {
            TlsReceiver tls = new TlsReceiver(tally, count, Path.of(arguments[1]), arguments[2]);
            tls.start();
            return tls.ports();
        }
        ReceiverLoop loop = new ReceiverLoop(tally, count);
        Thread.ofPlatform().name("receiver").daemon().start(loop::run);
        return loop.ports();
    }

    private static String answer(ReceiverProcess.Question question, Tally tally) {
        return switch (question) {
            case CLOCK -> Long.toString(System.nanoTime());
            case REQUESTS -> Long.toString(tally.requests());
            case ASIDE -> Long.toString(tally.aside());
            case HANDSHAKES -> Long.toString(tally.handshakes());
            case RESUMED -> Long.toString(tally.resumed());
            case LATENCIES -> encoded(tally.takeLatencies());
        };
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        buffer.flip();
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
