package dev.hooklane.edge;

import dev.hooklane.config.StartRefusedException;
import dev.hooklane.config.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API's certificate, its key and the client CAs, as their files have them now. The server and
 * the calls of other instances both take them from here. If new files can't be used, the old
 * contents stay. Any thread may use it; whoever asks first in a second looks at the files.
 */
public final class CertificateFiles {
    private static final Logger log = LoggerFactory.getLogger(CertificateFiles.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    /** How much later another instance may get its new files: a kubelet may take two minutes. */
    static final Duration FORMER_TRUSTED = Duration.ofMinutes(10);

    private final TlsSettings settings;
    private final LongSupplier nanoTime;
    private final AtomicLong nextLook;
    private volatile Loaded loaded;

    /**
     * What calls of other instances are made with.
     *
     * @param trusted the certificates in the file, and for a while those before them
     */
    record ForPeers(TlsFiles files, List<X509Certificate> trusted) {}

    /**
     * @param digest of the files when they were last looked at; they may have been unusable
     */
    private record Loaded(String digest, TlsFiles files, Former former) {}

    /** The certificates that the file had before, and the nano time until which they count. */
    private record Former(List<X509Certificate> certificates, long until) {}

    CertificateFiles(TlsSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        nextLook = new AtomicLong(now + LOOK_INTERVAL.toNanos());
        loaded = new Loaded(digest(), TlsFiles.read(settings), new Former(List.of(), now));
    }

    /**
     * Reads the files.
     *
     * @throws StartRefusedException with a line for the file that can't be used
     */
    public static CertificateFiles read(TlsSettings settings) {
        return new CertificateFiles(settings, System::nanoTime);
    }

    /** Returns the contents of the files. */
    TlsFiles now() {
        return look().files();
    }

    /** Returns what a new connection to another instance is made with. */
    ForPeers forPeers() {
        Loaded now = look();
        List<X509Certificate> trusted = new ArrayList<>(now.files().trusted());
        if (now.former().until() - nanoTime.getAsLong() > 0) {
            trusted.addAll(now.former().certificates());
        }
        return new ForPeers(now.files(), List.copyOf(trusted));
    }

    private Loaded look() {
        long due = nextLook.get();
        long now = nanoTime.getAsLong();
        if (now - due >= 0 && nextLook.compareAndSet(due, now + LOOK_INTERVAL.toNanos())) {
            String digest = digest();
            if (!digest.equals(loaded.digest())) {
                loaded = replaced(loaded, digest, now);
            }
        }
        return loaded;
    }

    private Loaded replaced(Loaded old, String digest, long now) {
        try {
            TlsFiles files = TlsFiles.read(settings);
            log.info("api.certificate_replaced, valid until {}", files.validUntil());
            return new Loaded(
                    digest,
                    files,
                    files.trusted().equals(old.files().trusted())
                            ? old.former()
                            : new Former(old.files().trusted(), now + FORMER_TRUSTED.toNanos()));
        } catch (StartRefusedException e) {
            log.warn("api.certificate_not_replaced {}: the old one stays", e.getMessage());
            return new Loaded(digest, old.files(), old.former());
        }
    }

    private String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Stream.of(
                            Optional.of(settings.certificate()),
                            Optional.of(settings.key()),
                            settings.clientCa())
                    .flatMap(Optional::stream)
                    .forEach(file -> digest.update(bytes(file)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** A file that is missing for a moment, while it is replaced, differs from what was read. */
    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
