package dev.hooklane.bench.receiver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
     * @param arguments the number of ports to listen on
     */
    public static void main(String[] arguments) throws IOException {
        Tally tally = new Tally();
        ReceiverLoop loop = new ReceiverLoop(tally, Integer.parseInt(arguments[0]));
        Thread.ofPlatform().name("receiver").daemon().start(loop::run);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        out.println(loop.ports().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(ReceiverProcess.Question.valueOf(line), tally));
        }
    }

    private static String answer(ReceiverProcess.Question question, Tally tally) {
        return switch (question) {
            case CLOCK -> Long.toString(System.nanoTime());
            case REQUESTS -> Long.toString(tally.requests());
            case ASIDE -> Long.toString(tally.aside());
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
