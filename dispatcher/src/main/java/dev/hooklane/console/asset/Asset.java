package dev.hooklane.console.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.Deflater;

/** One served file, plain and compressed. */
final class Asset {
    private static final int HASH_CHARS = 12;

    private final String contentType;
    private final byte[] bytes;
    private final byte[] gzipped;
    private final String hash;

    private Asset(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
        // Runs once for a file, so it may use the slowest and best compression.
        this.gzipped = Compression.gzipped(bytes, Deflater.BEST_COMPRESSION);
        this.hash = hash(bytes);
    }

    static Asset load(String resource, String contentType) {
        return find(resource, contentType)
                .orElseThrow(() -> new IllegalStateException("the jar has no " + resource));
    }

    /** Returns a file of the jar, if there is one. */
    static Optional<Asset> find(String resource, String contentType) {
        try (InputStream file = Asset.class.getResourceAsStream(resource)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new Asset(contentType, file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " is not readable", e);
        }
    }

    String contentType() {
        return contentType;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    byte[] gzipped() {
        return gzipped.clone();
    }

    /** Returns the hash of its content, for its path. */
    String hash() {
        return hash;
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
