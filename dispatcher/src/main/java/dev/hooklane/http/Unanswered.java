package dev.hooklane.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.HttpUrl;

/**
 * Recognises failures of our resolver: nothing was requested, and nothing is known about the name.
 */
final class Unanswered {
    private Unanswered() {}

    static boolean is(IOException failure, AttemptTrace trace) {
        return failure instanceof NoAnswerException
                || (failure instanceof InterruptedIOException
                        && trace.phase() == AttemptTrace.Phase.LOOKUP);
    }

    static String words(IOException failure, HttpUrl url) {
        return failure instanceof NoAnswerException
                ? String.valueOf(failure.getMessage())
                : "the look-up of %s was not answered in time".formatted(url.host());
    }
}
