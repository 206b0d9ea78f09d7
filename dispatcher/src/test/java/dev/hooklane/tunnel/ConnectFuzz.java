package dev.hooklane.tunnel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.fuzz.Promise;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;

/**
 * Answers of the proxy that deliveries leave by, and its address in the settings: an answer ends
 * within a limit and not a byte beyond its own, and no address adds a header to the request.
 */
final class ConnectFuzz {
    private static final String HEAD_END = "\r\n\r\n";
    private static final int HEAD_MAX = 16 * 1024;
    private static final int PORT_MAX = 65_535;
    private static final InetSocketAddress TARGET = new InetSocketAddress("203.0.113.7", 443);

    private ConnectFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        answered(input);
        if (input.length > 0) {
            endless(input);
        }
        Promise.decodesOrRefuses(
                        IllegalArgumentException.class,
                        () -> EgressProxy.parse(new String(input, UTF_8)))
                .ifPresent(ConnectFuzz::asked);
    }

    private static void answered(byte[] input) {
        ByteArrayInputStream in = new ByteArrayInputStream(input);
        try {
            int status = ConnectRequest.status(in);
            String read = new String(input, 0, input.length - in.available(), ISO_8859_1);
            Promise.isKept(read.length() - HEAD_END.length(), read.indexOf(HEAD_END));
            Promise.isKept("%03d".formatted(status), read.substring(9, 12));
        } catch (IOException e) {
            inOneLine(e);
        }
    }

    private static void endless(byte[] input) {
        Repeated in = new Repeated(input);
        try {
            ConnectRequest.status(in);
        } catch (IOException e) {
            inOneLine(e);
        }
        if (in.read > HEAD_MAX + 1) {
            throw new AssertionError("it read %d bytes of a head".formatted(in.read));
        }
    }

    private static void inOneLine(IOException e) {
        if (!String.valueOf(e.getMessage()).matches("it[ -~]{1,80}")) {
            throw new AssertionError("not in our words: " + e.getMessage(), e);
        }
    }

    private static void asked(EgressProxy proxy) {
        if (proxy.port() < 1 || proxy.port() > PORT_MAX) {
            throw new AssertionError("no port: " + proxy.port());
        }
        String request = new String(ConnectRequest.bytes(proxy, TARGET), ISO_8859_1);
        String expected =
                "CONNECT 203\\.0\\.113\\.7:443 HTTP/1\\.1\r\nHost: 203\\.0\\.113\\.7:443\r\n(Proxy-Authorization: Basic [A-Za-z0-9+/=]+\r\n)?\r\n";
        if (!request.matches(expected)) {
            throw new AssertionError("another request than ours: " + request);
        }
    }

    /** The same bytes again and again. */
    private static final class Repeated extends InputStream {
        private final byte[] bytes;
        private int read;

        private Repeated(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes[read++ % bytes.length] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                into[i] = (byte) read();
            }
            return length;
        }
    }
}
