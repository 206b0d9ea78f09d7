package dev.hooklane.http;

import dev.hooklane.attempt.ParkReason;
import dev.hooklane.dns.NoAnswerException;
import dev.hooklane.tunnel.ProxyException;
import dev.hooklane.tunnel.UnreachableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;

/**
 * Recognises failures on our side: of our resolver, our proxy, or our own limits. Nothing was
 * requested, and they say nothing about the endpoint.
 */
final class OwnTrouble {
    private OwnTrouble() {}

    /** Returns why the delivery waits; empty if the failure is the endpoint's. */
    static Optional<ParkReason> reason(IOException failure, AttemptTrace trace) {
        return switch (failure) {
            case ProxyException _ -> Optional.of(ParkReason.PROXY);
            case TargetBusyException _ -> Optional.of(ParkReason.TARGET_BUSY);
            case NoAnswerException _ -> Optional.of(ParkReason.RESOLVER);
            case InterruptedIOException _ when trace.phase() == AttemptTrace.Phase.LOOKUP ->
                    Optional.of(ParkReason.RESOLVER);
            default -> Optional.empty();
        };
    }

    static String words(IOException failure, HttpUrl url) {
        return failure instanceof InterruptedIOException
                ? "the look-up of %s was not answered in time".formatted(url.host())
                : String.valueOf(failure.getMessage());
    }

    /**
     * Reports whether a proxy that has just gone down may have caused the failure: it is neither a
     * decision of ours nor one of the endpoint's.
     */
    static boolean mayBeTheProxys(IOException failure) {
        return !(failure instanceof UnknownHostException
                || failure instanceof UnreachableException
                || failure instanceof SSLPeerUnverifiedException);
    }
}
