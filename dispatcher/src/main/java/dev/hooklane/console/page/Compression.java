package dev.hooklane.console.page;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Sends pages compressed to browsers that ask for it: lists shrink to a tenth. */
final class Compression {
    /** A shorter one fits into one packet anyway. */
    private static final int WORTH_BYTES = 1_000;

    private Compression() {}

    static void send(Context context, byte[] text) {
        String accepted = context.header("Accept-Encoding");
        context.header("Vary", "Accept-Encoding");
        if (text.length < WORTH_BYTES || accepted == null || !accepted.contains("gzip")) {
            context.result(text);
        } else {
            context.header("Content-Encoding", "gzip").result(gzipped(text));
        }
    }

    private static byte[] gzipped(byte[] text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length / 4);
        try (GZIPOutputStream gzip = new Fast(bytes)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A page is sent once, so time counts more than the last byte. */
    private static final class Fast extends GZIPOutputStream {
        Fast(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
