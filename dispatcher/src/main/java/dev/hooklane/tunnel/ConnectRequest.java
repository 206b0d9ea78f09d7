package dev.hooklane.tunnel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code CONNECT} request, and the status of its answer (<a
 * href="https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6">RFC 9110, 9.3.6</a>). The answer is
 * read byte by byte up to its empty line, since what follows belongs to the endpoint.
 */
final class ConnectRequest {
    private static final int HEAD_MAX = 16 * 1024;
    private static final int HEAD_END = 0x0d0a0d0a;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");

    private ConnectRequest() {}

    /** Returns the request for this very address: the proxy has no name to look up. */
    static byte[] bytes(EgressProxy proxy, InetSocketAddress target) {
        String authority = authority(target);
        return "CONNECT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
                .formatted(
                        authority,
                        authority,
                        proxy.authorization()
                                .map("Proxy-Authorization: %s\r\n"::formatted)
                                .orElse(""))
                .getBytes(ISO_8859_1);
    }

    private static String authority(InetSocketAddress target) {
        InetAddress address = target.getAddress();
        String text = address.getHostAddress();
        return (text.indexOf(':') < 0 ? text : "[" + text.replaceAll("%.*", "") + "]")
                + ":"
                + target.getPort();
    }

    /** Reads the answer and returns its status. */
    static int status(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int last4 = 0;
        while (last4 != HEAD_END) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("it closed the connection without an answer");
            }
            if (head.length() == HEAD_MAX) {
                throw new IOException("its answer has over %d bytes".formatted(HEAD_MAX));
            }
            head.append((char) b);
            last4 = (last4 << Byte.SIZE) | b;
        }
        Matcher line = STATUS.matcher(head.substring(0, head.indexOf("\r\n")));
        if (!line.matches()) {
            throw new IOException("its answer is not HTTP/1");
        }
        return Integer.parseInt(line.group(1));
    }
}
