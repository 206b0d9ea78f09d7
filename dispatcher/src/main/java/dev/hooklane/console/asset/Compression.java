package dev.hooklane.console.asset;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Sends bodies compressed to browsers that ask for it: lists shrink to a tenth. */
public final class Compression {
    /** A shorter one fits into one packet anyway. */
    private static final int WORTH_BYTES = 1_000;

    private Compression() {}

    /** Sends a page, which is compressed for this once: time counts more than the last byte. */
    public static void send(Context context, byte[] page) {
        if (page.length < WORTH_BYTES) {
            context.header("Vary", "Accept-Encoding").result(page);
        } else {
            send(context, () -> page, () -> gzipped(page, Deflater.BEST_SPEED));
        }
    }

    /** Sends one of the two forms. */
    static void send(Context context, Supplier<byte[]> plain, Supplier<byte[]> gzipped) {
        String accepted = context.header("Accept-Encoding");
        context.header("Vary", "Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            context.header("Content-Encoding", "gzip").result(gzipped.get());
        } else {
            context.result(plain.get());
        }
    }

    /**
     * @param level as {@link Deflater} counts them
     */
    static byte[] gzipped(byte[] bytes, int level) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        try (GZIPOutputStream gzip = new Gzip(out, level)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be written", e);
        }
        return out.toByteArray();
    }

    /** The JDK's has no other way to set the level. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(ByteArrayOutputStream out, int level) throws IOException {
            super(out);
            def.setLevel(level);
        }
    }
}
